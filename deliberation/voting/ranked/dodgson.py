"""Dodgson: whoever needs the fewest swaps of neighbours on ballots to beat everybody.

Sources: Dodgson, "A Method of Taking Votes on More than Two Issues" (1876); Bartholdi, Tovey &
Trick, "Voting schemes for which it can be difficult to tell who won the election", Social Choice
and Welfare 6 (1989), 3, for the integer programme.

Only swaps that raise the candidate help, and a ballot on which they rise past so many is as good as
any other with the same candidates right above. To beat somebody with *b* ballots more against than
for, a candidate has to rise past them on ``b // 2 + 1`` ballots.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.whole import Condition, greatest
from deliberation.voting.ranked.words import number
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse

CANDIDATES, BALLOTS, VOTERS = 12, 500, 1_000_000
"""With more candidates, different ballots or voters the search can take too long."""


def dodgson(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Tally:
    """The swaps that each candidate needs; the fewest are elected.

    >>> cycle = Profile.ranked({("a", "b", "c"): 4, ("b", "c", "a"): 3, ("c", "a", "b"): 2})
    >>> dict(dodgson(cycle).totals)
    {'a': Fraction(1, 1), 'b': Fraction(2, 1), 'c': Fraction(3, 1)}

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, a ballot does not
            rank everybody, or there are more than 12 candidates, 500 different ballots or
            1,000,000 voters.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
        SolverError: the search was given up.
    """
    require_countable(profile, Ranking, seats)
    m = len(profile.candidates)
    problems = [
        f"Dodgson's rule swaps neighbours, so that every ballot ranks all {m}; {ballot.order} does"
        f" not"
        for ballot in list(profile.counts)[:BALLOTS]
        if 0 < len(ballot.order) < m
    ][:1]
    problems += too_large("dodgson", profile)
    if problems:
        raise InvalidInputError(problems)
    totals = {c: Fraction(_swaps(profile, c)) for c in profile.candidates}
    groups = by_total({candidate: -total for candidate, total in totals.items()})
    elected, ties = fill(groups, seats, break_tie)
    because = tuple(
        f"{c} needs {number(totals[c], 'swap')} of neighbours to beat every other candidate."
        for c in profile.candidates
    )
    return Tally("dodgson", totals, elected, ties, pairwise(profile), because)


def too_large(rule: str, profile: Profile[Ranking]) -> list[str]:
    """What is wrong where a profile is too large for an exact search."""
    m, distinct, size = len(profile.candidates), profile.distinct, profile.size
    if m <= CANDIDATES and distinct <= BALLOTS and size <= VOTERS:
        return []
    return [
        f"{rule} is counted with at most {CANDIDATES} candidates, {BALLOTS} different ballots and"
        f" {VOTERS} voters, not {m}, {distinct} and {size}"
    ]


def _swaps(profile: Profile[Ranking], candidate: str) -> int:
    """The fewest swaps after which *candidate* beats everybody."""
    d = pairwise(profile)
    others = [c for c in profile.candidates if c != candidate]
    behind = {c: d[c, candidate] - d[candidate, c] for c in others}
    needed = {c: less // 2 + 1 for c, less in behind.items() if less >= 0}
    if not needed:
        return 0
    above = Counter[tuple[str, ...]]()
    for ballot, times in profile.counts.items():
        if ballot.order:
            rising = ballot.order[: ballot.order.index(candidate)]
            above[tuple(reversed(rising))] += times
    # A column is a rise past so many on ballots of one kind; only one that passes somebody who has
    # still to be beaten can be worth its last swap.
    rises = [
        (passed, length)
        for passed in above
        for length in range(1, len(passed) + 1)
        if passed[length - 1] in needed
    ]
    past = [
        Condition({i: 1 for i, (p, n) in enumerate(rises) if c in p[:n]}, least)
        for c, least in needed.items()
    ]
    once = [
        Condition({i: -1 for i, (p, _) in enumerate(rises) if p == passed}, -times)
        for passed, times in above.items()
    ]
    upper = [above[passed] for passed, _ in rises]
    least = greatest([-length for _, length in rises], upper, [*past, *once])
    assert least is not None  # raised to the top of every ballot, anybody beats everybody
    return -least
