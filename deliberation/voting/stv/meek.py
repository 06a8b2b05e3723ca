"""Meek's method: everybody elected keeps the same part of every paper, so that no vote is wasted.

Source: Meek, "A new approach to the single transferable vote", Mathématiques et sciences humaines
25 (1969) and 29 (1970); Hill, Wichmann & Woodall, "Algorithm 123", Computer Journal 30 (1987).

Where the sources leave a choice: a candidate keeps a value that is rounded up to the last decimal,
and of a paper what is cut down to it (as the programs that descend from Algorithm 123 do); somebody
is eliminated when the surpluses add up to no more than *omega*, or no longer shrink.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking, WeakRanking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.keep import KeepCount, Method, keep_count
from deliberation.voting.stv.spread import keep_down
from deliberation.voting.ties import TieBreak, refuse

OMEGA = Fraction(1, 10**6)


def meek(
    profile: Profile[Ranking | WeakRanking],
    *,
    seats: int = 1,
    places: int | None = 9,
    omega: Fraction = OMEGA,
    keep_places: int | None = None,
    break_tie: TieBreak = refuse,
) -> KeepCount:
    """The count by Meek's method; candidates may be ranked equally.

    >>> meek(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'c')

    Args:
        places: decimals of every number; ``None`` is exact, which is for a few ballots only.
        omega: how much the elected may still have above the quota, all together, when the last is
            eliminated; whoever is that near to the last is tied with them.
        keep_places: decimals to which keep values are rounded up where *places* is ``None``; all
            else stays exact.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; *places* is
            negative or *omega* not above zero; exact keep values have grown beyond 13,000 binary
            digits.
        UnresolvedTieError: by the default *break_tie*, when totals are equal and it matters.
    """
    require_countable(profile, (Ranking, WeakRanking), seats)
    places = checked_places(places, omega)
    method = Method("meek", keep_down, places, omega, keep_places=keep_places)
    return keep_count(profile, seats, method, break_tie)


def checked_places(places: int | None, omega: Fraction) -> int | None:
    """The *places*, where they and *omega* can be counted with."""
    problems = []
    if places is not None and places < 0:
        problems.append(f"places is a number of decimals, not {places}")
    if omega <= 0:
        problems.append(f"omega is a number of votes above zero, not {omega}")
    if problems:
        raise InvalidInputError(problems)
    return places
