"""Meek's method as New Zealand counts its councils and health boards.

Source: Local Electoral Regulations 2001 (SR 2001/145), Schedule 1A, "New Zealand method of counting
single transferable votes", in our words; clauses 10 to 17 from secondary accounts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.keep import KeepCount, Method, keep_count
from deliberation.voting.ties import TieBreak, refuse

PLACES = 9
"""Clause 5: the quota is cut after nine decimals."""

SMALL = Fraction(1, 10_000)
"""Clause 13: surpluses that add up to less than this are let be."""


def nz_meek(
    profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> KeepCount:
    """The count of an election; a round is a run of the clauses up to a decision.

    >>> nz_meek(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).rounds[0].quota
    Fraction(3000000001, 1000000000)

    Args:
        break_tie: asked where candidates were equal at every step. The Schedule's Part 5 draws a
            pseudo-random number there.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a number would be drawn.
    """
    require_countable(profile, Ranking, seats)
    # 5 the quota is the votes that are not non-transferable, divided by one more than the
    # vacancies, plus 0.000000001. 12 whoever has as many becomes successful. 13 the lowest hopeful
    # candidate is excluded once the surpluses are small, or too small to lift them to the next. 17
    # the keep values of the successful are multiplied by the quota and divided by their votes.
    # Part 5, "Ahead At First Difference": a tie is parted by the first step that differed.
    method = Method(
        "nz_meek", _keep, PLACES, SMALL, strict=True, early=True, earliest=True, within=False
    )
    return keep_count(profile, seats, method, break_tie)


def _keep(value: Any, keep: Any, one: Any) -> tuple[Any, Any]:
    """Clause 10: what is kept is rounded up to the last decimal, and so is what goes on."""
    return -(-value * keep // one), -(-value * (one - keep) // one)
