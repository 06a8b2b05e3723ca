"""Wins locked in one after the other, the strongest first: what ranked pairs and river share.

Who stands above whom is kept as bits, one whole number a candidate, so that whether a win would
close a cycle is one look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from deliberation.voting.preferences import Matrix
from deliberation.voting.ranked.majority import Beats
from deliberation.voting.ties import Tie, TieBreak, pick

Win = tuple[int, int]


@dataclass(slots=True)
class Locked:
    """The wins that are locked so far; this changes while a rule counts.

    Attributes:
        below: for each candidate, as bits, those it stands above directly or through others.
        above: the same the other way round.
    """

    below: list[int]
    above: list[int]
    wins: list[Win] = field(default_factory=list)

    @classmethod
    def none(cls, candidates: int) -> Locked:
        """Nothing is locked yet."""
        return cls([0] * candidates, [0] * candidates)

    def copy(self) -> Locked:
        """The same, to try something."""
        return Locked(list(self.below), list(self.above), list(self.wins))

    def closes_a_cycle(self, win: Win) -> bool:
        """Whether the loser stands above the winner already."""
        return bool(self.above[win[0]] >> win[1] & 1)

    def lock_if_open(self, win: Win) -> bool:
        """Lock a *win* unless it closes a cycle; whether it is locked."""
        if self.closes_a_cycle(win):
            return False
        self.wins.append(win)
        i, j = win
        if not self.below[i] >> j & 1:
            lower, upper = self.below[j] | 1 << j, self.above[i] | 1 << i
            # Whoever stands above the loser, or below the winner, already, learns nothing new.
            learn_below, learn_above = upper & ~self.above[j], lower & ~self.below[i]
            for k in ones(learn_below):
                self.below[k] |= lower
            for k in ones(learn_above):
                self.above[k] |= upper
        return True

    def matrix(self) -> Beats:
        """Whether the row's candidate stands above the column's."""
        n = len(self.below)
        rows = b"".join(bits.to_bytes((n + 7) // 8, "little") for bits in self.below)
        packed = np.frombuffer(rows, dtype=np.uint8).reshape(n, -1)
        return np.unpackbits(packed, axis=1, count=n, bitorder="little").astype(bool)


def levels(links: Matrix) -> Iterator[list[Win]]:
    """The wins, those of one strength together, the strongest first.

    Args:
        links: the strength of each win, and 0 where there is none.
    """
    winners, losers = (links > 0).nonzero()
    strength = links[winners, losers]
    order = np.argsort(-strength, kind="stable")
    ends = (np.diff(strength[order]) != 0).nonzero()[0] + 1
    for part in np.split(order, ends):
        yield list(zip(winners[part].tolist(), losers[part].tolist(), strict=True))


def ones(bits: int) -> Iterator[int]:
    """Where *bits* has ones, from the lowest on.

    >>> list(ones(0b1010))
    [1, 3]
    """
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


class TieBreakRanking:
    """A ranking of candidates that orders wins of one strength, asked for when it is needed.

    Args:
        ranked: those among whom wins can conflict.
        group: the number of their group, from 1.
    """

    def __init__(self, ranked: Sequence[str], break_tie: TieBreak, group: int = 1) -> None:
        self._ranked, self._break_tie, self._group = ranked, break_tie, group
        self._places: dict[str, int] = {}
        self.ties: list[Tie] = []

    def places(self) -> dict[str, int]:
        """The place of each candidate, from 0.

        Raises:
            UnresolvedTieError: by the default tie-break.
        """
        left = [candidate for candidate in self._ranked if candidate not in self._places]
        while left:
            place = len(self._places)
            decision = f"take place {place + 1} of the tie-breaking ranking of group {self._group}"
            chosen, settled = pick(left, decision, self._break_tie)
            self.ties += settled
            self._places[chosen] = place
            left.remove(chosen)
        return self._places
