"""What is done with the money that equal shares leave.

Source: Faliszewski et al., "Participatory budgeting: data, tools, and analysis", IJCAI 2023
(greedy); Peters & Skowron, "Proportionality and the limits of welfarism", EC 2020, section 4.2
(Phragmen, on top of what is left); Peters, Pierczynski & Skowron, NeurIPS 2021, section 4
(a utility of epsilon for the projects that a voter does not support).
"""

from __future__ import annotations

from fractions import Fraction

from deliberation.voting.budget.allocation import Choice, money
from deliberation.voting.budget.budget import Budget
from deliberation.voting.budget.electorate import Electorate
from deliberation.voting.budget.greedy import Utility, fill
from deliberation.voting.budget.loads import Loads, earned
from deliberation.voting.budget.purses import everybody_else
from deliberation.voting.budget.sharing import Sharing
from deliberation.voting.ties import Tie, TieBreak


def by_greed(
    electorate: Electorate, budget: Budget, utility: Utility, sharing: Sharing, break_tie: TieBreak
) -> Sharing:
    """What fits, by utility per cost."""
    already = [choice.project for choice in sharing.choices]
    more, ties = fill(electorate, budget, utility, already, break_tie)
    return Sharing((*sharing.choices, *more), sharing.purses, (*sharing.ties, *ties))


def by_loads(
    electorate: Electorate, budget: Budget, utility: Utility, sharing: Sharing, break_tie: TieBreak
) -> Sharing:
    """What supporters can pay first, if everybody earns money; what does not fit is passed over."""
    already = [choice.project for choice in sharing.choices]
    purses = sharing.purses
    loads = Loads(electorate.weights, purses.classes, [-n for n in purses.amounts], purses.unit)
    more, ties = earned(electorate, budget, loads, already, break_tie, stop=False)
    return Sharing((*sharing.choices, *more), purses, (*sharing.ties, *ties))


def by_others(
    electorate: Electorate, budget: Budget, utility: Utility, sharing: Sharing, break_tie: TieBreak
) -> Sharing:
    """What supporters can pay with the least help of each of the others."""
    purses = sharing.purses
    choices, ties = list(sharing.choices), list(sharing.ties)
    bought = {choice.project for choice in choices}
    waiting = [
        i
        for i, (project, support) in enumerate(
            zip(electorate.projects, electorate.supports, strict=True)
        )
        if project not in bought and support.voters
    ]
    while True:
        helps: dict[int, Fraction] = {}
        for i in waiting:
            support = electorate.supports[i]
            missing = Fraction(budget.costs[electorate.projects[i]]) - purses.held(support)
            price = purses.price(everybody_else(support, electorate.weights), missing)
            if price is not None:
                helps[i] = price
        if not helps:
            return Sharing(tuple(choices), purses, tuple(ties))
        least = min(helps.values())
        tied = [i for i, price in helps.items() if price == least]
        i, settled = _one_of(tied, electorate, len(choices), break_tie)
        ties += settled
        others = everybody_else(electorate.supports[i], electorate.weights)
        purses.pay(others, least)
        purses.pay(electorate.supports[i], None)
        waiting.remove(i)
        reason = f"paid for with all that its supporters had left, and {money(least)} of each other"
        choices.append(Choice(electorate.projects[i], reason))


def _one_of(
    tied: list[int], electorate: Electorate, chosen: int, break_tie: TieBreak
) -> tuple[int, list[Tie]]:
    """The project that comes first."""
    if len(tied) == 1:
        return tied[0], []
    names = [electorate.projects[i] for i in tied]
    tie = break_tie.settle(names, f"choose project {chosen + 1}")
    return electorate.projects.index(tie.chosen), [tie]
