"""Reweighted range voting: points again and again, of ballots that weigh less the more they got.

Source: Smith, "Reweighted range voting" (2004), rangevoting.org/RRV.html.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from deliberation.voting.approval.committee import Committee
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.rated.scored import scored
from deliberation.voting.rated.weighted import elect_by_points
from deliberation.voting.score_table import Number
from deliberation.voting.ties import TieBreak, refuse


def reweighted_range(
    profile: Profile[Scores], *, seats: int = 1, most: Number = 5, break_tie: TieBreak = refuse
) -> Committee:
    """Elected is, seat after seat, who has the most points.

    A ballot that gave the elected s points altogether weighs most/(most + s).

    >>> votes = Profile("abc", {Scores({"a": 5, "b": 4}): 3, Scores({"c": 5}): 2})
    >>> reweighted_range(votes, seats=2).elected
    ('a', 'c')

    Args:
        most: the highest score that can be given; the lowest is 0, and whom a ballot leaves out
            has 0.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; a score is not
            from 0 to *most*.
        UnresolvedTieError: by the default *break_tie*, when equal candidates have the most points.
    """
    ballots = scored(profile, seats, least=0, most=most)
    got = np.zeros(len(ballots.weights), dtype=object)

    def reweigh(weights: list[Fraction], candidate: int) -> list[Fraction]:
        nonlocal got
        got = got + ballots.table[:, candidate]
        return [Fraction(most) / (most + Fraction(s, ballots.unit)) for s in got.tolist()]

    return elect_by_points("reweighted_range", ballots, seats, reweigh, break_tie)
