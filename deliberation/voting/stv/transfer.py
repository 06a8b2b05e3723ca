"""Ballot papers on the candidates' piles, and how they move from one to the next.

The counts in rounds share this; what moves when is each rule's own affair.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.tally import Round, Transfer
from deliberation.voting.ties import Tie, TieBreak, pick

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Papers:
    """Equal ballot papers that lie on the pile of ``order[place]``."""

    order: tuple[str, ...]
    place: int
    times: int


class Piles:
    """The papers of one count while it goes on: the only thing in this package that changes.

    Attributes:
        candidates: everybody, in the profile's order.
        continuing: those neither elected nor eliminated, who alone receive papers; same order.
        totals: the value that each candidate holds.
        exhausted: the value of papers that name nobody further, and of what rounding cut off.
    """

    def __init__(self, profile: Profile[Ranking]) -> None:
        self.candidates = profile.candidates
        self.continuing = list(profile.candidates)
        self.totals = dict.fromkeys(profile.candidates, NOTHING)
        self.exhausted = NOTHING
        self._piles: dict[str, dict[Fraction, list[Papers]]] = {c: {} for c in self.candidates}
        first = [Papers(b.order, 0, times) for b, times in profile.counts.items() if b.order]
        for papers in first:
            candidate = papers.order[0]
            self._piles[candidate].setdefault(Fraction(1), []).append(papers)
            self.totals[candidate] += papers.times

    def highest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with the highest total."""
        return self._at(max, among)

    def lowest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with the lowest total."""
        return self._at(min, among)

    def empty(self, *, leave: int) -> tuple[str, ...]:
        """The continuing who hold nothing; nobody if fewer than *leave* would be left.

        They can go together, because no order of eliminating them could move anything.
        """
        empty = tuple(c for c in self.continuing if self.totals[c] == 0)
        return empty if len(self.continuing) - len(empty) >= leave else ()

    def in_order(self, among: Iterable[str]) -> tuple[str, ...]:
        """Those *among* the candidates, highest total first, equal totals in candidate order."""
        return tuple(sorted(among, key=self.totals.__getitem__, reverse=True))

    def withdraw(self, candidates: Iterable[str]) -> None:
        """Let *candidates* receive no more papers."""
        gone = set(candidates)
        self.continuing = [c for c in self.continuing if c not in gone]

    def move(
        self,
        source: str,
        *,
        keep: Fraction = NOTHING,
        share: Fraction = Fraction(1),
        places: int | None = None,
    ) -> tuple[Transfer, ...]:
        """Send the papers of *source* to the next continuing candidate on each.

        Args:
            keep: what the source is left with.
            share: a paper's value after the move, as a part of its value before.
            places: decimals kept in that value; ``None`` is exact.
        """
        targets: tuple[str | None, ...] = (*self.continuing, None)
        papers = dict.fromkeys(targets, 0)
        worth = dict.fromkeys(targets, NOTHING)
        for before, pile in self._piles[source].items():
            after = truncate(before * share, places)
            for target, times in self._deal(pile, after).items():
                papers[target] += times
                worth[target] += times * after
        self._piles[source] = {}
        self.exhausted += self.totals[source] - keep
        self.totals[source] = keep
        for target in self.continuing:
            self.totals[target] += worth[target]
            self.exhausted -= worth[target]
        return tuple(
            Transfer(source, target, papers[target], worth[target])
            for target in targets
            if papers[target]
        )

    def _deal(self, pile: list[Papers], value: Fraction) -> Counter[str | None]:
        """Lay each paper of *pile* on its next pile; how many went to whom."""
        dealt: Counter[str | None] = Counter()
        continuing = set(self.continuing)
        for papers in pile:
            target = None
            for place in range(papers.place + 1, len(papers.order)):
                if papers.order[place] in continuing:
                    target = papers.order[place]
                    moved = Papers(papers.order, place, papers.times)
                    self._piles[target].setdefault(value, []).append(moved)
                    break
            dealt[target] += papers.times
        return dealt

    def _at(self, end: Callable[..., Fraction], among: Sequence[str]) -> list[str]:
        level = end(self.totals[candidate] for candidate in among)
        return [candidate for candidate in among if self.totals[candidate] == level]


def eliminated(
    piles: Piles, rounds: Sequence[Round], break_tie: TieBreak, *, leave: int
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Who is eliminated in the round after *rounds*, and the tie that this took.

    All who hold nothing go together, where at least *leave* continuing candidates are left; or else
    the last one goes.
    """
    if empty := piles.empty(leave=leave):
        return empty, ()
    lowest = piles.lowest(piles.continuing)
    decision = f"eliminate in round {len(rounds) + 1}"
    earlier = [step.totals for step in rounds]
    last, settled = pick(lowest, decision, break_tie, earlier=earlier, end=min)
    return (last,), settled
