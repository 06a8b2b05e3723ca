"""Cumulative voting: every voter has so many points, to give to one or to share among several.

Source: Cole, "Legal and political aspects of cumulative voting", in: Blair, "Cumulative Voting: An
Effective Electoral Device in Illinois Politics", University of Illinois Press (1960).
"""

from __future__ import annotations

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.committee import tally_of
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.rated.scored import scored
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def cumulative(
    profile: Profile[Scores], *, seats: int = 1, points: int = 5, break_tie: TieBreak = refuse
) -> Tally:
    """The points of each candidate.

    >>> votes = Profile("ab", {Scores({"a": 3, "b": 2}): 2, Scores({"b": 5}): 1})
    >>> cumulative(votes).elected
    ('b',)

    Args:
        points: what every voter can give, all in all; what is not given is lost.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; ballots give
            more than *points*, or less than nothing (all of them are named).
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    ballots = scored(profile, seats, least=0, most=points)
    given = {ballot: sum(n for _, n in ballot.scores) for ballot in profile.counts}
    if over := {ballot: total for ballot, total in given.items() if total > points}:
        raise InvalidInputError(
            f"a ballot gives {total} of {points} points"
            f" ({', '.join(f'{candidate}: {n}' for candidate, n in ballot.scores)})"
            for ballot, total in over.items()
        )
    return tally_of("cumulative", ballots.sums(), seats, break_tie, unit="points")
