"""Votes bought with credits, where *n* votes cost ``n * n``; and money that matches gifts so.

================  =========================================================================
quadratic         the votes bought for each candidate, less those bought against
standing          where every candidate stands, and what was spent on each
best_spending     what to buy, for somebody who says what a vote for each option is worth
contributions     ``Contributions``: who gave how many cents to which project
funding           ``quadratic_funding``: what each project is matched with
collusion         ``collusion_report``: how much groups move the match
================  =========================================================================

``matches`` has the formulas of funding and ``cents`` their rounding; ``quantities`` and ``surds``
are sums of square roots, compared exactly. Every rule is a function of its own file.
"""

from deliberation.voting.quadratic.best_spending import best_spending
from deliberation.voting.quadratic.collusion import Influence, collusion_report
from deliberation.voting.quadratic.contributions import Contributions
from deliberation.voting.quadratic.funding import Funding, quadratic_funding
from deliberation.voting.quadratic.quadratic import quadratic
from deliberation.voting.quadratic.standing import Standing, standing

RULES = (quadratic,)
"""The rules of this room."""

__all__ = [
    "RULES",
    "Contributions",
    "Funding",
    "Influence",
    "Standing",
    "best_spending",
    "collusion_report",
    "quadratic",
    "quadratic_funding",
    "standing",
]
