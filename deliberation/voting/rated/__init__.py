"""Ballots that judge each candidate by itself: scores and grades.

===================================  ======================================================
score cumulative                     the most points, or the best average; points to share
star                                 points, then a runoff of two; several seats as bloc STAR
allocated_score reweighted_range     several seats in proportion, from scores
majority_judgment                    the best median grade
support                              what a great enough share of the assembly supports
===================================  ======================================================

Every rule is a function of its own file. What they share: ``scored`` and ``graded`` (the ballots as
tables), ``weighted`` (seat after seat by points). Approval voting stands in ``voting.approval``.
"""

from deliberation.voting.rated.allocated_score import allocated_score
from deliberation.voting.rated.cumulative import cumulative
from deliberation.voting.rated.majority_judgment import Judgment, majority_judgment
from deliberation.voting.rated.reweighted_range import reweighted_range
from deliberation.voting.rated.score import score
from deliberation.voting.rated.star import Runoff, StarCount, star
from deliberation.voting.rated.support import Support, SupportCount, support

RULES = (
    score,
    cumulative,
    star,
    allocated_score,
    reweighted_range,
    majority_judgment,
    support,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "Judgment",
    "Runoff",
    "StarCount",
    "Support",
    "SupportCount",
    "allocated_score",
    "cumulative",
    "majority_judgment",
    "reweighted_range",
    "score",
    "star",
    "support",
]
