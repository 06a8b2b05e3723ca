"""The numbers on the tickets, shuffled so that nobody knew beforehand which panel holds which.

Unnumbered, the tickets count from 0 in the order of the panels, which is alphabetical: then a
person's tickets lie close together, and who makes the lottery knows where. A ``Numbering`` mixes
them by a public seed that comes after the commitment. The rule is in ``docs/reference/formats.md``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.randomness import Lots
from deliberation.seeds import Seed, kept
from deliberation.sentences import Sentence
from deliberation.sortition.lottery import Lottery

PURPOSE = "numbers"
MOST = 10_000  # tickets: numbers are for people to read, and everybody's are listed


@dataclass(frozen=True, slots=True)
class Numbering:
    """What the numbers follow from: a public *seed* and the *commitment* that came before it.

    Raises:
        InvalidInputError: the seed is blank or cannot be written down, or the commitment is not
            64 hexadecimal digits.
    """

    seed: Seed
    commitment: str

    def __post_init__(self) -> None:
        if not re.fullmatch("[0-9a-f]{64}", self.commitment):
            raise InvalidInputError(
                [Sentence("a commitment has 64 digits (0-9, a-f); copy all of it")]
            )
        object.__setattr__(self, "seed", kept(self.seed))

    def lots(self, purpose: str) -> Lots:
        """Chance that follows from the seed and the commitment together."""
        return Lots(str(self.seed), f"{purpose} {self.commitment}")


@dataclass(frozen=True, slots=True)
class Tickets:
    """The tickets of a lottery with their numbers, from 0.

    Args:
        numbering: what mixed the numbers; without it, they stand in the order of the panels.
        panels: for each panel of the lottery, the numbers of its tickets in order.
        digits: how many digits each number is written with, zeros in front.

    Raises:
        InvalidInputError: there are more tickets than are numbered.
    """

    lottery: Lottery
    numbering: Numbering | None = None
    panels: tuple[tuple[int, ...], ...] = field(init=False, repr=False)
    digits: int = field(init=False)

    def __post_init__(self) -> None:
        total = self.lottery.total
        numbers = list(range(total))
        if self.numbering is not None:
            if total > MOST:
                raise InvalidInputError(
                    [
                        Sentence(
                            "of {n} tickets nobody reads the numbers; make at most {most}",
                            n=total,
                            most=MOST,
                        )
                    ]
                )
            numbers = self.numbering.lots(PURPOSE).shuffle(numbers)
        rest = iter(numbers)
        panels = tuple(tuple(sorted(next(rest) for _ in range(n))) for n in self.lottery.tickets)
        object.__setattr__(self, "panels", panels)
        object.__setattr__(self, "digits", len(str(total - 1)))

    def written(self, number: int) -> str:
        """*number* as it stands on its ticket, such as ``007``."""
        return f"{number:0{self.digits}}"

    def read(self, shown: str) -> int:
        """The number that dice or balls *shown* in a row write; spaces do not matter.

        Raises:
            InvalidInputError: they show another number of digits, or no ticket has the number.
        """
        number = "".join(shown.split())
        if not re.fullmatch(f"[0-9]{{{self.digits}}}", number):
            raise InvalidInputError(
                [
                    Sentence(
                        "{shown!r} is not the number of a ticket; it has {digits} digits (0-9)",
                        shown=shown,
                        digits=self.digits,
                    )
                ]
            )
        if int(number) >= self.lottery.total:
            raise InvalidInputError(
                [
                    Sentence(
                        "no ticket has the number {number}: the last is {last}; throw all dice "
                        "again",
                        number=number,
                        last=self.written(self.lottery.total - 1),
                    )
                ]
            )
        return int(number)

    def panel_of(self, number: int) -> tuple[str, ...]:
        """The panel that holds the ticket with this *number*.

        Raises:
            NotFoundError: there is no such ticket.
        """
        for panel, numbers in zip(self.lottery.panels, self.panels, strict=True):
            if number in numbers:
                return panel
        raise NotFoundError("ticket", str(number))

    def by_person(self) -> dict[str, tuple[int, ...]]:
        """For everybody in the pool the numbers of the tickets that seat them, in order."""
        held: defaultdict[str, list[int]] = defaultdict(list)
        for panel, numbers in zip(self.lottery.panels, self.panels, strict=True):
            for id in panel:
                held[id] += numbers
        return {id: tuple(sorted(held[id])) for id in self.lottery.people}

    def numbers_of(self, id: str) -> tuple[int, ...]:
        """The numbers of the tickets that seat one person, in order.

        Raises:
            NotFoundError: nobody in the pool has this id.
        """
        if id not in self.lottery.people:
            raise NotFoundError("person", id)
        together = zip(self.lottery.panels, self.panels, strict=True)
        return tuple(sorted(n for panel, numbers in together if id in panel for n in numbers))
