"""What one voter says. Ballots are values: equal ballots are interchangeable.

Every kind names its ``candidates``, and can be cut down to some (``among``) or given other names
(``renamed``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from deliberation.voting.rankings import Ranking, WeakRanking, ranking
from deliberation.voting.ratings import Approval, Credits, Grades, Scores

__all__ = [
    "KINDS",
    "Approval",
    "Ballot",
    "CastBallot",
    "Credits",
    "Grades",
    "Ranking",
    "Scores",
    "WeakRanking",
    "ranking",
]

Ballot = Ranking | WeakRanking | Approval | Scores | Grades | Credits

CastBallot = Ranking | Approval | Scores | Grades | Credits
"""What the published rules count: the ballots that an assembly's own votes take."""

KINDS: Mapping[type[object], str] = MappingProxyType(
    {
        Ranking: "ranking",
        WeakRanking: "weak ranking",
        Approval: "approval",
        Scores: "scores",
        Grades: "grades",
        Credits: "credits",
    }
)
"""The names of the kinds of ballot, as votes and files call them."""
