"""Black: whoever beats everybody, or where nobody does, the most Borda points.

Source: Black, "The Theory of Committees and Elections" (1958), chapter 9.
"""

from __future__ import annotations

from dataclasses import replace

from deliberation.voting.ballots import Ranking
from deliberation.voting.pairwise import pairwise
from deliberation.voting.profile import Profile
from deliberation.voting.ranked.borda import Points, borda_totals
from deliberation.voting.ranked.majority import beating, winner
from deliberation.voting.ranked.single import require_one_seat
from deliberation.voting.seats import by_total, fill
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def black(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    points: Points = "pessimistic",
    break_tie: TieBreak = refuse,
) -> Tally:
    """The Borda points, which decide only where nobody beats everybody.

    >>> votes = Profile.ranked({("a", "b", "c"): 3, ("b", "c", "a"): 2})
    >>> black(votes).elected, black(votes).totals["b"]
    (('a',), Fraction(7, 1))

    Args:
        points: as for ``borda``.

    Raises:
        InvalidInputError: there is no valid ballot, *seats* is not one, or *points* is none of the
            words.
        UnresolvedTieError: by the default *break_tie*, when nobody beats everybody and the most
            points are equal.
    """
    require_one_seat("black", profile, Ranking, seats)
    totals = borda_totals(profile, points)
    tally = Tally("black", totals, (), pairwise=pairwise(profile))
    if (first := winner(beating(profile.preferences))) is not None:
        name = profile.candidates[first]
        return replace(tally, elected=(name,), because=(f"{name} beats every other candidate.",))
    groups = by_total(totals)
    elected, ties = fill(groups, seats, break_tie)
    why = f"Nobody beats every other candidate, so that points decide: {totals[elected[0]]} for"
    return replace(
        tally, elected=elected, ties=ties, because=(f"{why} {' and '.join(groups[0])}.",)
    )
