"""Rules for spending a budget on projects.

=================== ============================================================================
budget              ``Budget``: what there is to spend, and what each project costs
greedy              most votes first, or most utility per cost
equal_shares        everybody spends an equal share; with its completions
phragmen            everybody earns money at the same speed
maximin_support     the same, with loads shared out anew each time
maximum_utility     the most utility that the budget can buy, proven
allocation          what each answers: an ``Allocation`` with a ``Verdict`` for each project
=================== ============================================================================

``electorate`` puts ballots into arrays; ``purses``, ``screen``, ``sharing`` and ``completions``
belong to equal shares, ``loads`` to Phragmen, ``density`` to maximin support, ``knapsack`` to
maximum utility.
Money is whole numbers and fractions; floats only screen.
"""

from deliberation.voting.budget.allocation import Allocation, Verdict
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.equal_shares import equal_shares_budget
from deliberation.voting.budget.greedy import greedy_budget
from deliberation.voting.budget.maximin_support import maximin_support_budget
from deliberation.voting.budget.maximum_utility import maximum_utility_budget
from deliberation.voting.budget.phragmen import phragmen_budget

RULES = (
    greedy_budget,
    equal_shares_budget,
    phragmen_budget,
    maximin_support_budget,
    maximum_utility_budget,
)
"""The rules of this room."""

__all__ = [
    "RULES",
    "Allocation",
    "Budget",
    "Verdict",
    "equal_shares_budget",
    "greedy_budget",
    "maximin_support_budget",
    "maximum_utility_budget",
    "phragmen_budget",
]
