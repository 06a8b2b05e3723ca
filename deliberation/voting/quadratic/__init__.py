"""Votes bought with credits, where *n* votes cost ``n * n``.

================  =========================================================================
quadratic         the votes bought for each candidate, less those bought against
================  =========================================================================

Every rule is a function of its own file.
"""

from deliberation.voting.quadratic.quadratic import quadratic

RULES = (quadratic,)
"""The rules of this room."""

__all__ = ["RULES", "quadratic"]
