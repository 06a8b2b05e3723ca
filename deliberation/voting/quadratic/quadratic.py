"""Quadratic voting: votes cost the square of their number.

Source: Lalley & Weyl, "Quadratic Voting: How Mechanism Design Can Radicalize Democracy", AEA
Papers and Proceedings 108 (2018).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Credits
from deliberation.voting.profile import Profile
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def quadratic(
    profile: Profile[Credits],
    *,
    credits: int = 100,
    whole: bool = True,
    against: bool = True,
    seats: int = 1,
    break_tie: TieBreak = refuse,
) -> Tally:
    """The votes bought for each candidate, less those bought against.

    >>> votes = Profile.of([Credits({"bus": 9, "tram": -4}), Credits({"tram": 7})],
    ...                    candidates=["bus", "tram"])
    >>> quadratic(votes).totals
    {'bus': Fraction(9, 1), 'tram': Fraction(3, 1)}

    Args:
        credits: what every voter had to spend; what is left of it is lost.
        whole: whether votes must be whole numbers.
        against: whether there may be votes against a candidate.

    Raises:
        InvalidInputError: ballots spend more than *credits*, or hold votes that are not allowed
            (all of them are named), there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Credits, seats)
    if problems := list(_problems(profile, credits, whole, against)):
        raise InvalidInputError(problems)
    totals = dict.fromkeys(profile.candidates, Fraction(0))
    for ballot, times in profile.counts.items():
        for candidate, votes in ballot.votes:
            totals[candidate] += times * votes
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("quadratic", totals, elected, ties)


def _problems(profile: Profile[Credits], credits: int, whole: bool, against: bool) -> Iterator[str]:
    """What is wrong with the ballots."""
    for ballot in profile.counts:
        said = ", ".join(f"{candidate}: {n}" for candidate, n in ballot.votes)
        if ballot.cost > credits:
            yield f"a ballot spends {ballot.cost} of {credits} credits ({said})"
        if whole and any(n.denominator > 1 for _, n in ballot.votes):
            yield f"a ballot has parts of votes ({said}); this vote takes whole ones"
        if not against and any(n < 0 for _, n in ballot.votes):
            yield f"a ballot has votes against somebody ({said}), which this vote does not take"
