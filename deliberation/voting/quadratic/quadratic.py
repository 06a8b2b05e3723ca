"""Quadratic voting: votes cost the square of their number.

Source: Lalley & Weyl, "Quadratic Voting: How Mechanism Design Can Radicalize Democracy", AEA
Papers and Proceedings 108 (2018).
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Credits
from deliberation.voting.profile import Profile
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def quadratic(
    profile: Profile[Credits], *, credits: int = 100, seats: int = 1, break_tie: TieBreak = refuse
) -> Tally:
    """The votes bought for each candidate, less those bought against.

    >>> votes = Profile.of([Credits({"bus": 9, "tram": -4}), Credits({"tram": 7})],
    ...                    candidates=["bus", "tram"])
    >>> quadratic(votes).totals
    {'bus': Fraction(9, 1), 'tram': Fraction(3, 1)}

    Args:
        credits: what every voter had to spend.

    Raises:
        InvalidInputError: ballots spend more than *credits* (all of them are named), there is no
            valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Credits, seats)
    if over := [ballot for ballot in profile.counts if ballot.cost > credits]:
        raise InvalidInputError(
            f"a ballot spends {ballot.cost} of {credits} credits"
            f" ({', '.join(f'{candidate}: {n}' for candidate, n in ballot.votes)})"
            for ballot in over
        )
    totals = dict.fromkeys(profile.candidates, Fraction(0))
    for ballot, times in profile.counts.items():
        for candidate, votes in ballot.votes:
            totals[candidate] += times * votes
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("quadratic", totals, elected, ties)
