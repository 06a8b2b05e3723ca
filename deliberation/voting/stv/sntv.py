"""The single non-transferable vote, and its relatives with several votes a ballot.

Source: Grofman, Lee, Winckler & Woodall (eds.), "Elections in Japan, Korea, and Taiwan under the
Single Non-Transferable Vote" (1999). With as many votes as seats it is bloc plurality, between them
the limited vote.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.errors import InvalidInputError
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.stv.why import settled, votes
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def sntv(
    profile: Profile[Ranking],
    *,
    seats: int = 1,
    marks: int = 1,
    break_tie: TieBreak = refuse,
) -> Tally:
    """The totals of a vote in which a ballot's first *marks* choices count one each.

    >>> sntv(Profile.ranked({("a", "b"): 3, ("b",): 2, ("c",): 1}), seats=2).elected
    ('a', 'b')

    Raises:
        InvalidInputError: there is no valid ballot, the seats cannot be filled, or *marks* is not 1
            to the number of seats.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Ranking, seats)
    if not 1 <= marks <= seats:
        raise InvalidInputError([f"a ballot has 1 to {seats} votes for {seats} seats, not {marks}"])
    held = np.zeros(len(profile.candidates), dtype=profile.weights.dtype)
    for column in profile.places.T[:marks]:
        here = column >= 0
        np.add.at(held, column[here].astype(np.intp), profile.weights[here])
    totals = {c: Fraction(int(n)) for c, n in zip(profile.candidates, held, strict=True)}
    elected, ties = fill(by_total(totals), seats, break_tie)
    because = [settled(tie) for tie in ties]
    because += [f"{c} has {votes(totals[c])} and is elected." for c in elected]
    return Tally("sntv", totals, elected, ties, None, tuple(because))
