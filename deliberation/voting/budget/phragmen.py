"""Phragmen's method for budgets: everybody earns money; who can pay for a project first, does.

Source: Los, Christoff & Grossi, "Proportional budget allocations: towards a systematization", IJCAI
2022, section 3; Phragmen, "Till fragan om en proportionell valmetod", Statsvetenskaplig Tidskrift 2
(1899). A project that cannot be had within the budget alone takes no part. The source ends when the
next project does not fit; ``too_dear="skip"`` passes it over.
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from deliberation.voting.ballots import Approval
from deliberation.voting.budget.allocation import Allocation, allocation
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import electorate_of
from deliberation.voting.budget.greedy import too_poor
from deliberation.voting.budget.loads import Loads, earned
from deliberation.voting.budget.options import require_word
from deliberation.voting.profile import Profile
from deliberation.voting.ties import TieBreak, refuse


def phragmen_budget(
    profile: Profile[Approval],
    *,
    budget: Budget,
    too_dear: Literal["stop", "skip"] = "stop",
    break_tie: TieBreak = refuse,
) -> Allocation:
    """The projects that their supporters can pay first.

    The six have earned 60 when everybody has 10; then 40 more takes them as long as it takes the
    four, and all together cost too much.

    >>> votes = Profile(("park", "pool", "path"), {Approval({"park", "pool"}): 6,
    ...                                            Approval({"path"}): 4})
    >>> budget = Budget(100, {"park": 60, "pool": 41, "path": 40})
    >>> phragmen_budget(votes, budget=budget).elected
    ('pool', 'path')

    Args:
        too_dear: what the next project does where it does not fit: ``"stop"`` or ``"skip"``.

    Raises:
        InvalidInputError: ballots, costs or options are not valid.
        UnresolvedTieError: by the default *break_tie*, when the order of equal projects matters.
    """
    require_word("too_dear", too_dear, ("stop", "skip"))
    electorate = electorate_of(profile, budget)
    nobody = np.zeros(len(electorate.weights), dtype=np.int64)
    loads = Loads(electorate.weights, nobody, [0], 1)
    stop = too_dear == "stop"
    choices, ties = earned(electorate, budget, loads, (), break_tie, stop=stop)
    missed = dict(too_poor(electorate, budget, choices, stopped=stop))
    return allocation("phragmen_budget", electorate, budget, choices, missed, ties=ties)
