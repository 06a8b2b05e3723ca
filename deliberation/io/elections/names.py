"""The names in a table's cells as numbers, each different cell looked at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from deliberation.errors import InvalidInputError
from deliberation.io.cells import folded, tidy
from deliberation.io.delimited import ADVICE, CONTROL
from deliberation.io.elections.rows import Cell
from deliberation.voting.papers import BLANK, OVERVOTE


class Names(dict[Cell, int]):
    """The mark of each cell: a candidate's number, ``BLANK`` or ``OVERVOTE``.

    Attributes:
        candidates: the names, by number, in the order in which they were met.
        listed: places with several names, by their marks below ``OVERVOTE``.
        strangers: those who are named, but are none of the known.
        spellings: names that are spelled as another is, but for capitals and spaces.

    Args:
        text: what a cell says, tidied.
        blank: what stands for an empty place, folded; an empty cell does too.
        overvote: what stands for a place with several names, folded.
        delimiter: between several names in one cell; nothing where a cell holds one.
        aliases: other ways in which a candidate may be written, folded, and its name.
        known: the candidates; where there are none, whoever is named is one.
    """

    def __init__(
        self,
        text: Callable[[Cell], str],
        *,
        blank: Iterable[str] = (),
        overvote: Iterable[str] = (),
        delimiter: str = "",
        aliases: Mapping[str, str] | None = None,
        known: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self._text = text
        self._fixed = dict.fromkeys(blank, BLANK) | dict.fromkeys(overvote, OVERVOTE) | {"": BLANK}
        self._delimiter = delimiter
        self._aliases = aliases or {}
        for written in self._aliases:
            self._fixed.pop(written, None)
        self._numbers: dict[str, int] = {}
        self._first: dict[str, str] = {}
        self._known = {folded(name): name for name in known}
        self.candidates: list[str] = []
        self.listed: list[frozenset[str]] = []
        self.spellings: dict[str, str] = {}
        self.strangers: set[str] = set()
        for name in self._known.values():
            self._number(name)

    def __missing__(self, cell: Cell) -> int:
        mark = self[cell] = self._mark(self._text(cell))
        return mark

    def _mark(self, name: str) -> int:
        """The mark that the tidied text of a cell stands for."""
        if CONTROL.search(name):
            raise InvalidInputError([f"this is not a text file; {ADVICE}"])
        if (fixed := self._fixed.get(folded(name))) is not None:
            return fixed
        if self._delimiter and self._delimiter in name:
            numbers = {
                self._number(part) for part in map(tidy, name.split(self._delimiter)) if part
            }
            if len(numbers) > 1:
                self.listed.append(frozenset(self.candidates[n] for n in numbers))
                return OVERVOTE - len(self.listed)
            name = next(part for part in map(tidy, name.split(self._delimiter)) if part)
        return self._number(name)

    def _number(self, name: str) -> int:
        """The number of the candidate of this *name*."""
        short = folded(name)
        name = self._aliases.get(short, self._known.get(short, name))
        if name in self._numbers:
            return self._numbers[name]
        if self._known and folded(name) not in self._known:
            self.strangers.add(name)
        first = self._first.setdefault(folded(name), name)
        if first != name:
            self.spellings[name] = first
        self._numbers[name] = len(self.candidates)
        self.candidates.append(name)
        return self._numbers[name]
