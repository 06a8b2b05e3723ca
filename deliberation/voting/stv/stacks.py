"""Whole ballots on candidates' stacks, in their order: for counts in which the order decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from deliberation.voting.tally import Transfer

Ballot = tuple[str, ...]


class Stacks:
    """The ballots of one count while it goes on; attributes as those of ``Piles``."""

    def __init__(self, candidates: Sequence[str], ballots: Iterable[Ballot]) -> None:
        self.candidates = tuple(candidates)
        self.continuing = list(candidates)
        self.exhausted = Fraction(0)
        self._stacks: dict[str, list[Ballot]] = {c: [] for c in candidates}
        for ballot in ballots:
            self._stacks[ballot[0]].append(ballot)

    @property
    def totals(self) -> dict[str, Fraction]:
        """The ballots of each candidate."""
        return {c: Fraction(len(stack)) for c, stack in self._stacks.items()}

    def ballots(self, candidate: str) -> tuple[Ballot, ...]:
        """The ballots on a stack, in the order in which they came."""
        return tuple(self._stacks[candidate])

    def highest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with most ballots."""
        return self._at(max(len(self._stacks[c]) for c in among), among)

    def lowest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with fewest ballots."""
        return self._at(min(len(self._stacks[c]) for c in among), among)

    def in_order(self, among: Iterable[str]) -> tuple[str, ...]:
        """Those *among* the candidates, most ballots first, equal numbers in candidate order."""
        return tuple(sorted(among, key=lambda c: len(self._stacks[c]), reverse=True))

    def withdraw(self, candidates: Iterable[str]) -> None:
        """Let *candidates* receive no more ballots."""
        gone = set(candidates)
        self.continuing = [c for c in self.continuing if c not in gone]

    def next_choice(self, ballot: Ballot, source: str, quota: Fraction) -> str | None:
        """The next candidate on a ballot who continues and is short of the quota."""
        for candidate in ballot[ballot.index(source) + 1 :]:
            if candidate in self.continuing and len(self._stacks[candidate]) < quota:
                return candidate
        return None

    def move(
        self, source: str, places: Sequence[int], quota: Fraction, *, most: int | None = None
    ) -> tuple[Transfer, ...]:
        """Pass on the ballots at some *places* of a stack, one by one.

        Args:
            places: counted from 0.
            most: so many only; a ballot that names nobody further is then skipped and stays. All,
                where nothing is given; such a ballot is then exhausted.
        """
        stack, moved = self._stacks[source], Counter[str | None]()
        gone: set[int] = set()
        for place in places:
            if most is not None and len(gone) == most:
                break
            target = self.next_choice(stack[place], source, quota)
            if target is None and most is not None:
                continue
            gone.add(place)
            moved[target] += 1
            if target is None:
                self.exhausted += 1
            else:
                self._stacks[target].append(stack[place])
        self._stacks[source] = [b for place, b in enumerate(stack) if place not in gone]
        return tuple(
            Transfer(source, target, moved[target], Fraction(moved[target]))
            for target in (*self.candidates, None)
            if moved[target]
        )

    def _at(self, level: int, among: Sequence[str]) -> list[str]:
        return [c for c in among if len(self._stacks[c]) == level]
