"""Warren's method: everybody elected keeps at most the same number of votes of every paper.

Source: Warren, "Counting in STV elections", Voting matters 1 (1994). As in ``meek``, but of a paper
worth less than what a candidate may keep, all is kept, and nothing of it where it is used up.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.keep import KeepCount, Method, keep_count
from deliberation.voting.stv.meek import OMEGA, checked_places
from deliberation.voting.stv.spread import keep_at_most
from deliberation.voting.ties import TieBreak, refuse


def warren(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    places: int | None = 9,
    omega: Fraction = OMEGA,
    break_tie: TieBreak = refuse,
) -> KeepCount:
    """The count by Warren's method; candidates may be ranked equally.

    >>> warren(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Args:
        places: decimals of every number; ``None`` is exact, which is for a few ballots only.
        omega: as for ``meek``.

    Raises:
        InvalidInputError: as for ``meek``.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, (Ranking, WeakRanking), seats)
    method = Method("warren", keep_at_most, checked_places(places, omega), omega)
    return keep_count(profile, seats, method, break_tie)
