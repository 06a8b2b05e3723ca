"""Schulze STV: outcomes that differ in one candidate, compared by the best way to share out votes.

Source: Schulze, "Free riding and vote management under proportional representation by the single
transferable vote" (2011), sections 4 and 5.

How far an outcome stands against a candidate outside it is the most votes that each of its members
could have at once, were every ballot given to one member whom it prefers to that candidate. By
Hall's theorem this is the least, over groups of members, of the ballots that prefer somebody of
the group, divided by its size. A ballot that prefers nobody either way counts for neither; the
source's proportional completion is not applied.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.cpo_stv import OutcomeCount, all_sets, best_outcome
from deliberation.voting.ties import TieBreak, refuse

LARGEST = 120
MOST_SEATS = 8
"""The groups of members double with every seat."""


def schulze_stv(
    profile: Profile[Ranking | WeakRanking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> OutcomeCount:
    """The outcome that no other beats on the strongest paths; for one seat, Schulze's method.

    >>> schulze_stv(Profile.ranked({("a", "b"): 6, ("c", "b"): 4}), seats=2).elected
    ('a', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or there are more
            than 120 outcomes or 8 seats.
        UnresolvedTieError: by the default *break_tie*, when several outcomes are best; the tied are
            the outcomes, their candidates joined by ``+``.
    """
    require_countable(profile, (Ranking, WeakRanking), seats)
    if seats > MOST_SEATS:
        raise InvalidInputError([f"at most {MOST_SEATS} seats are filled here, not {seats}"])
    outcomes = all_sets(profile.candidates, seats, LARGEST)
    index = {candidate: i for i, candidate in enumerate(profile.candidates)}
    votes = [[Fraction(0)] * len(outcomes) for _ in outcomes]
    for i, one in enumerate(outcomes):
        members = [index[c] for c in one]
        for j, other in enumerate(outcomes):
            if len(new := [index[c] for c in other if c not in one]) == 1:
                votes[i][j] = _stands(profile, members, new[0])
    wins = [
        [one if one > other else Fraction(0) for one, other in zip(row, column, strict=True)]
        for row, column in zip(votes, zip(*votes, strict=True), strict=True)
    ]
    return best_outcome("schulze_stv", seats, outcomes, votes, wins, "schulze", break_tie)


def _stands(profile: Profile[Ranking | WeakRanking], members: list[int], outsider: int) -> Fraction:
    """The most votes that every member can have at once against the *outsider*."""
    prefers = profile.ranks[:, members] < profile.ranks[:, [outsider]]
    return min(
        Fraction(int(profile.weights[prefers[:, list(group)].any(axis=1)].sum()), size)
        for size in range(1, len(members) + 1)
        for group in combinations(range(len(members)), size)
    )
