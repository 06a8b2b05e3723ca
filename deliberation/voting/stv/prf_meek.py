"""Meek's method to nine decimals, every rounding fixed, so that two programs agree on each digit.

Source: Proportional Representation Foundation, "Reference Meek rule" (2010): nine decimals, keep
values and what is kept rounded up, an omega of 0.000001.
"""

from __future__ import annotations

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.keep import KeepCount, Method, keep_count
from deliberation.voting.stv.meek import OMEGA
from deliberation.voting.stv.spread import keep_up
from deliberation.voting.ties import TieBreak, refuse

PLACES = 9


def prf_meek(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    break_tie: TieBreak = refuse,
) -> KeepCount:
    """The count by the reference rule.

    >>> prf_meek(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, (Ranking, WeakRanking), seats)
    method = Method("prf_meek", keep_up, PLACES, OMEGA, strict=True)
    return keep_count(profile, seats, method, break_tie)
