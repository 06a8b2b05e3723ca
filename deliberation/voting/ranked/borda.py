"""Borda: a point for each candidate ranked below, or left out.

Source: Borda, "Mémoire sur les élections au scrutin", Histoire de l'Académie Royale des Sciences
(1781). Borda's voters rank everybody; here those left out stand below all who are ranked and get
nothing, so that the points are the row sums of ``pairwise``.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def borda(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Tally:
    """The points of each candidate: from all but one for a first place down to 1; 0 if left out.

    >>> borda(Profile.ranked({("tram", "bus", "bike"): 4, ("bus",): 3})).totals["bus"]
    Fraction(10, 1)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Ranking, seats)
    totals = dict.fromkeys(profile.candidates, Fraction(0))
    for ballot, times in profile.counts.items():
        for above, candidate in enumerate(ballot.order, start=1):
            totals[candidate] += times * (len(totals) - above)
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("borda", totals, elected, ties)
