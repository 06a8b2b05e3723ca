"""Weighted inclusive Gregory transfers to four decimals, every rounding fixed.

Source: Proportional Representation Foundation, "Reference WIGM rule" (2010): a quota of the votes
divided by one more than the seats, cut to four decimals, plus 0.0001; values of papers cut to four
decimals.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.quota import droop_to
from deliberation.voting.stv.gregory import gregory
from deliberation.voting.stv.parts import Exclusion, Parts
from deliberation.voting.tally import Count
from deliberation.voting.ties import TieBreak, refuse

PLACES = 4


def prf_stv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    batch: bool = False,
    break_tie: TieBreak = refuse,
) -> Count:
    """The count by the reference rule.

    >>> prf_stv(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).quota
    Fraction(30001, 10000)

    Args:
        batch: whether all who could not reach the next above them are eliminated together.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    exclusion: Exclusion = "batch" if batch else "one"
    parts = Parts(quota=droop_to(PLACES), places=PLACES, exclusion=exclusion)
    return gregory("prf_stv", profile, parts, seats=seats, break_tie=break_tie)
