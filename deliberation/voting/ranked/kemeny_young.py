"""Kemeny-Young: the ranking that agrees best with the ballots.

Sources: Kemeny, "Mathematics without Numbers", Daedalus 88 (1959); Young & Levenglick, "A
Consistent Extension of Condorcet's Election Principle", SIAM Journal on Applied Mathematics 35
(1978).

A ranking agrees with a ballot about a pair of candidates where both put the same one first. Where
each of some candidates beats each of the others, they stand before them in every best ranking
(Truchon, "An Extension of the Condorcet Criterion and Kemeny Orders", 1998), so that such groups
are put in order one by one: up to 18 candidates over all subsets, more by branch and bound.
Everything is proven in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.preferences import Matrix
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.kemeny_search import Search
from deliberation.voting.ranked.kemeny_subsets import (
    MOST,
    Numbers,
    best_orders,
    first_of,
    number_of_orders,
)
from deliberation.voting.ranked.majority import RANKINGS, beating, tiers
from deliberation.voting.ranked.results import LISTED, Consensus
from deliberation.voting.ranked.words import names
from deliberation.voting.seats import require_countable
from deliberation.voting.ties import Tie, TieBreak, pick, refuse

Order = tuple[int, ...]


def kemeny_young(
    profile: Profile[Ranking | WeakRanking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> Consensus:
    """The best rankings, and the first of one of them.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> result = kemeny_young(cycle)
    >>> result.rankings, result.agreement
    ((('a', 'b', 'c'),), 17)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when best rankings differ about a seat.
        SolverError: more than 18 candidates depend on each other, and no ranking is proven best in
            a stated number of steps.
    """
    require_countable(profile, RANKINGS, seats)
    d = profile.preferences
    groups = [_group(d, tier) for tier in tiers(beating(d))]
    elected, ties = _elected(groups, profile.candidates, seats, break_tie)
    counted = [group.number() for group in groups]
    known = [n for n in counted if n is not None]
    number = math.prod(known) if len(known) == len(counted) else None
    listed = islice(_rankings(groups), LISTED if number is not None else 1)
    c = profile.candidates
    rankings = tuple(tuple(c[i] for i in order) for order in listed)
    between = _between(d, [group.members for group in groups])
    agreement = between + sum(group.best for group in groups)
    firsts = tuple(c[i] for i in groups[0].firsts(()))
    return Consensus(
        "kemeny_young",
        rankings,
        number,
        agreement,
        firsts,
        elected,
        ties,
        pairwise(profile),
        _because(rankings[0], number, agreement, profile),
    )


class _Group:
    """Candidates who depend on each other; up to 18 of them.

    Attributes:
        members: their indices in the profile.
        best: the best agreement about pairs of them.
    """

    def __init__(self, d: Matrix, members: list[int]) -> None:
        self.members = members
        self._d = d[members][:, members]
        self._f: Numbers = best_orders(self._d)
        self.best = int(self._f[-1])

    def firsts(self, before: Order) -> list[int]:
        """Who can follow those *before* in a best order."""
        taken = sum(1 << self.members.index(i) for i in before)
        return [self.members[c] for c in first_of(self._d, self._f, len(self._f) - 1 - taken)]

    def number(self) -> int | None:
        """How many best orders there are."""
        return number_of_orders(self._d, self._f)


class _LargeGroup:
    """More than 18 candidates who depend on each other: the same, asked for one part at a time."""

    def __init__(self, d: Matrix, members: list[int]) -> None:
        self.members = members
        self._d = d
        self._known: dict[Order, int] = {}
        self.best = self._best(tuple(members))

    def firsts(self, before: Order) -> list[int]:
        """Who can follow those *before* in a best order."""
        left = tuple(i for i in self.members if i not in before)
        best = self._best(left)
        found = []
        for c in tiers(beating(self._d[left, :][:, left]))[0]:
            rest = tuple(i for i in left if i != left[c])
            ahead = sum(int(self._d[left[c], j]) for j in rest)
            if ahead + self._best(rest) == best:
                found.append(left[c])
        return found

    def number(self) -> int | None:
        """They are too many to be counted."""
        return None

    def _best(self, members: Order) -> int:
        """The best agreement of an order of these."""
        if members not in self._known:
            d = self._d[members, :][:, members]
            groups = tiers(beating(d))
            total = _between(d, groups)
            for group in groups:
                part = d[group][:, group]
                small = len(group) <= MOST
                total += int(best_orders(part)[-1]) if small else Search(part).agreement()
            self._known[members] = total
        return self._known[members]


def _group(d: Matrix, members: list[int]) -> _Group | _LargeGroup:
    return _Group(d, members) if len(members) <= MOST else _LargeGroup(d, members)


def _between(d: Matrix, groups: list[list[int]]) -> int:
    """The agreement about pairs from two of the groups, which stand in this order."""
    total, behind = 0, [i for group in groups for i in group]
    for group in groups:
        behind = behind[len(group) :]
        total += int(d[group][:, behind].sum())
    return total


def _elected(
    groups: list[_Group | _LargeGroup],
    candidates: tuple[str, ...],
    seats: int,
    break_tie: TieBreak,
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """The first of a best ranking; who is next is asked where best rankings differ."""
    elected: list[str] = []
    ties: list[Tie] = []
    for group in groups:
        before: Order = ()
        while len(before) < len(group.members) and len(elected) < seats:
            named = {candidates[i]: i for i in group.firsts(before)}
            chosen, settled = pick([*named], f"fill seat {len(elected) + 1}", break_tie)
            before = (*before, named[chosen])
            elected.append(chosen)
            ties += settled
    return tuple(elected), tuple(ties)


def _rankings(groups: list[_Group | _LargeGroup]) -> Iterator[Order]:
    """All best rankings, in candidate order."""
    if not groups:
        yield ()
        return
    for order in _orders(groups[0], ()):
        for rest in _rankings(groups[1:]):
            yield (*order, *rest)


def _orders(group: _Group | _LargeGroup, before: Order) -> Iterator[Order]:
    """All best orders of a group that begin like this."""
    if len(before) == len(group.members):
        yield before
        return
    for i in group.firsts(before):
        yield from _orders(group, (*before, i))


def _because(
    ranking: tuple[str, ...],
    number: int | None,
    agreement: int,
    profile: Profile[Ranking | WeakRanking],
) -> tuple[str, ...]:
    """Which ranking is best, how well it agrees, and whether others do as well."""
    pairs = int(profile.preferences.sum())
    told = [
        f"No ranking agrees with the ballots about more pairs than {names(ranking)}:"
        f" {agreement} times of {pairs}."
    ]
    if number is not None and number > 1:
        told.append(f"{number} rankings agree as often.")
    return tuple(told)
