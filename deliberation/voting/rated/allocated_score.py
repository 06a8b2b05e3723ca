"""Allocated score: each seat uses up a quota of the ballots that like the elected best.

Source: Equal Vote Coalition, "Proportional STAR Voting" (allocated score, 2021), with the Hare
quota; electowiki.org, "Allocated Score", for the rule step by step.

Ballots are ordered by the points that they still give the elected, the highest first. As many as
make up a quota are used up; of those at the margin, an equal share of each.
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.approval.committee import Committee
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.rated.scored import scored
from deliberation.voting.rated.weighted import elect_by_points
from deliberation.voting.score_table import Number
from deliberation.voting.ties import TieBreak, refuse


def allocated_score(
    profile: Profile[Scores], *, seats: int = 1, most: Number = 5, break_tie: TieBreak = refuse
) -> Committee:
    """Elected is, seat after seat, who has the most points on what is left of the ballots.

    >>> from deliberation.voting.ties import by_order
    >>> votes = Profile("abc", {Scores({"a": 5, "b": 4}): 3, Scores({"c": 5}): 3})
    >>> allocated_score(votes, seats=2, break_tie=by_order("acb")).elected
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
    voters = [int(n) for n in ballots.weights]
    quota = Fraction(sum(voters), seats)

    def reweigh(weights: list[Fraction], candidate: int) -> list[Fraction]:
        points = [
            weight * int(s) for weight, s in zip(weights, ballots.table[:, candidate], strict=True)
        ]
        left, weights = quota, list(weights)
        for level in sorted({p for p in points if p > 0}, reverse=True):
            group = [row for row, p in enumerate(points) if p == level]
            allocated = sum(voters[row] for row in group)
            kept = max(1 - left / allocated, Fraction(0))
            for row in group:
                weights[row] *= kept
            left -= allocated
            if left <= 0:
                break
        return weights

    return elect_by_points("allocated_score", ballots, seats, reweigh, break_tie)
