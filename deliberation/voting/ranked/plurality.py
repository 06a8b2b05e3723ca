"""Plurality: most first preferences.

Source: Brams & Fishburn, "Voting Procedures", Handbook of Social Choice and Welfare 1 (2002), 2.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import by_total, fill, require_countable
from deliberation.voting.tally import Tally
from deliberation.voting.ties import TieBreak, refuse


def plurality(profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse) -> Tally:
    """The number of ballots that rank each candidate first.

    >>> plurality(Profile.ranked({("tram", "bus"): 4, ("bus",): 3})).elected
    ('tram',)

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when the last seat is tied.
    """
    require_countable(profile, Ranking, seats)
    firsts = np.zeros(len(profile.candidates) + 1, dtype=profile.weights.dtype)
    np.add.at(firsts, profile.places[:, 0], profile.weights)  # whoever names nobody counts at -1
    totals = {c: Fraction(n) for c, n in zip(profile.candidates, firsts[:-1].tolist(), strict=True)}
    elected, ties = fill(by_total(totals), seats, break_tie)
    return Tally("plurality", totals, elected, ties)
