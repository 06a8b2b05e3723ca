"""The expanding approvals rule, for rankings with ties: everybody approves of a few, then of more.

Source: Aziz & Lee, "The expanding approvals rule: improving proportional representation and
monotonicity", Social Choice and Welfare 54 (2020), sections 5 and 6, with the quota, the order
among candidates (rank-maximal) and the weights that they propose.

Known from accounts of the paper, with which the order among equals and the cap of the quota at
n/k still have to be compared. Where the source leaves a choice: those whom a ballot leaves out
are tied behind all it ranks.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor, lcm

import numpy as np
import numpy.typing as npt

from deliberation.errors import InvalidInputError
from deliberation.exact import truncate
from deliberation.voting.approval.approvals import Index, totalled
from deliberation.voting.approval.committee import Committee, Step, sentence_number
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.ties import Tie, TieBreak, pick, refuse

Mask = npt.NDArray[np.bool_]
Objects = npt.NDArray[np.object_]

LARGEST = 13_000
"""Binary digits of a denominator, which every election can double."""


def expanding_approvals(
    profile: Profile[WeakRanking | Ranking],
    *,
    seats: int = 1,
    places: int | None = None,
    break_tie: TieBreak = refuse,
) -> Committee:
    """Elected is who reaches the quota once voters approve of enough candidates.

    >>> votes = Profile.ranked({("a", "b"): 5, ("b", "c"): 3, ("c", "a"): 1})
    >>> expanding_approvals(votes, seats=2).elected
    ('a', 'b')

    Args:
        places: decimals kept of what is left of a ballot; ``None`` is exact.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *places* is
            negative; exact fractions have grown beyond 13,000 binary digits, as they can with ten
            seats.
        UnresolvedTieError: by the default *break_tie*, when candidates are equal at every rank.
    """
    require_countable(profile, (WeakRanking, Ranking), seats)
    if places is not None and places < 0:
        raise InvalidInputError([f"places must not be negative, and is {places}"])
    return _Expanding(profile, seats, places, break_tie).count()


class _Expanding:
    """A count in the making.

    A voter approves of the candidates to whom at most *rank* others are preferred. Ballots of
    which as much is left are one class.
    """

    def __init__(
        self,
        profile: Profile[WeakRanking | Ranking],
        seats: int,
        places: int | None,
        break_tie: TieBreak,
    ) -> None:
        self.names, self.seats, self.places = profile.candidates, seats, places
        self.break_tie = break_tie
        named = (profile.ranks < len(self.names)).any(axis=1)
        self.preferred = _preferred(profile.ranks[named].astype(np.intp))
        self.weights = profile.weights[named]
        self.classes: Index = np.zeros(len(self.weights), dtype=np.intp)
        self.quota = _quota(int(self.weights.sum()), seats, len(self.names))
        # How many voters prefer 0, 1, 2, ... others to each candidate: the order among candidates.
        width = len(self.names)
        cells = (self.preferred * width + np.arange(width)).ravel()
        by_rank = totalled(cells, np.repeat(self.weights, width), width * width)
        self.order = [tuple(column) for column in by_rank.reshape(width, width).T.tolist()]
        self.unit, self.left = 1, [1]  # what is left of the ballots of each class
        self.support = np.zeros(width, dtype=object)
        self.elected: list[int] = []
        self.steps: list[Step] = []
        self.ties: list[Tie] = []
        self.because: list[str] = []

    def count(self) -> Committee:
        """The count, rank by rank."""
        for rank in range(len(self.names)):
            self.support = self.support + self._sums(self.preferred == rank, self.left)
            while reached := self._reached():
                self._elect(reached, rank)
        while len(self.elected) < self.seats:  # rounding has left less than a quota for a seat
            self._elect(self._standing(), len(self.names) - 1)
        return Committee(
            "expanding_approvals",
            self.seats,
            tuple(self.names[c] for c in self.elected),
            tuple(self.ties),
            tuple(self.because),
            tuple(self.steps),
        )

    def _standing(self) -> list[int]:
        return [c for c in range(len(self.names)) if c not in self.elected]

    def _reached(self) -> list[int]:
        """Who has the quota, while a seat is free."""
        if len(self.elected) == self.seats:
            return []
        return [c for c in self._standing() if self.support[c] >= self.quota * self.unit]

    def _elect(self, reached: list[int], rank: int) -> None:
        """Elect the first of *reached*, and take a quota from the ballots that support them."""
        seat = len(self.elected) + 1
        first = max(self.order[c] for c in reached)
        tied = {self.names[c]: c for c in reached if self.order[c] == first}
        asked = [*tied][:1] if self._together([*tied.values()], rank) else [*tied]
        name, ties = pick(asked, f"fill seat {seat}", self.break_tie)
        totals = {
            self.names[c]: Fraction(int(self.support[c]), self.unit) for c in self._standing()
        }
        self.ties += ties
        self.steps.append(Step(len(self.steps) + 1, totals, (name,)))
        self.because.append(
            f"Seat {seat}: {name}, with {sentence_number(totals[name])} of the"
            f" {sentence_number(self.quota)} votes that a seat takes, once {rank + 1}"
            f" {'places' if rank else 'place'} of each ballot count."
        )
        self._take(tied[name], totals[name], rank)
        self.elected.append(tied[name])

    def _together(self, tied: list[int], rank: int) -> bool:
        """Whether the order among the *tied* does not matter: all of them will be elected."""
        free = self.seats - len(self.elected)
        share_nobody = ((self.preferred[:, tied] <= rank).sum(axis=1) <= 1).all()
        return free == len(self._standing()) or (len(tied) <= free and bool(share_nobody))

    def _take(self, candidate: int, total: Fraction, rank: int) -> None:
        """Leave of each supporting ballot what the quota leaves of the *total*."""
        supports = self.preferred[:, candidate] <= rank
        kept = max(1 - self.quota / total, Fraction(0)) if total else Fraction(0)
        before, where = np.unique(self.classes[supports], return_inverse=True)
        after = [truncate(Fraction(self.left[k], self.unit) * kept, self.places) for k in before]
        unit = lcm(self.unit, *(left.denominator for left in after))
        if unit.bit_length() > LARGEST:
            raise InvalidInputError(
                ["the exact fractions of this count grow too large; give the places to keep"]
            )
        self.support = self.support * (unit // self.unit)
        self.left = [left * (unit // self.unit) for left in self.left]
        self.unit = unit
        lost = list(self.left)
        for k, left in zip(before, after, strict=True):
            lost[k] = int(left * unit) - self.left[k]
        self.support = self.support + self._sums(supports[:, None] & (self.preferred <= rank), lost)
        self.classes[supports] = len(self.left) + where
        self.left += [int(left * unit) for left in after]

    def _sums(self, approvals: Mask, amounts: list[int]) -> Objects:
        """The sum of *amounts*, one for each class, over the *approvals* of each candidate."""
        width = len(self.names)
        ballots, candidates = np.nonzero(approvals)
        cells = self.classes[ballots] * width + candidates
        voters = totalled(cells, self.weights[ballots], len(amounts) * width)
        voters = voters.reshape(len(amounts), width)
        some = np.flatnonzero(voters.any(axis=1))
        sums: Objects = np.array(amounts, dtype=object)[some] @ voters[some].astype(object)
        return sums


def _quota(voters: int, seats: int, candidates: int) -> Fraction:
    """The quota of the paper: a little more than voters/(seats + 1), at most voters/seats."""
    droop = Fraction(voters, seats + 1)
    little_more = droop + (floor(droop) + 1 - droop) / (candidates + 1)
    return min(little_more, Fraction(voters, seats))  # the former is more with few voters only


def _preferred(ranks: Index) -> Index:
    """How many candidates each ballot prefers to each candidate."""
    order = np.argsort(ranks, axis=1, kind="stable")
    level = np.take_along_axis(ranks, order, axis=1)
    begins = np.zeros_like(level)
    begins[:, 1:] = np.where(level[:, 1:] > level[:, :-1], np.arange(1, level.shape[1]), 0)
    np.maximum.accumulate(begins, axis=1, out=begins)
    preferred = np.empty_like(ranks)
    np.put_along_axis(preferred, order, begins, axis=1)
    return preferred
