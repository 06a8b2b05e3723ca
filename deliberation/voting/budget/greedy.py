"""Greedy: the projects with most votes, one after the other, as long as they fit.

Source: Goel, Krishnaswamy, Sakshuwong & Aitamurto, "Knapsack voting for participatory budgeting",
ACM Transactions on Economics and Computation 7 (2019), section 1; Talmon & Faliszewski, "A
framework for approval-based budgeting methods", AAAI 2019, for the utility per cost. This is how
most towns decide; what differs is whether a project that does not fit is passed over or ends the
choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, get_args

from deliberation.voting.ballots import Approval, Ranking, Scores
from deliberation.voting.budget.allocation import Allocation, Choice, allocation, money
from deliberation.voting.budget.budget import Budget, Money
from deliberation.voting.budget.electorate import Electorate, electorate_of
from deliberation.voting.budget.options import require_word
from deliberation.voting.profile import Profile
from deliberation.voting.ties import Tie, TieBreak, refuse

Utility = Literal["cost", "cardinality"]
"""What a voter has of a project: its points times its cost, or its points."""


def greedy_budget(
    profile: Profile[Approval | Scores | Ranking],
    *,
    budget: Budget,
    utility: Utility = "cost",
    too_dear: Literal["skip", "stop"] = "skip",
    break_tie: TieBreak = refuse,
) -> Allocation:
    """The projects with the highest utility per cost that fit, one after the other.

    >>> votes = Profile(("park", "pool", "path"), {Approval({"park", "pool"}): 5,
    ...                                            Approval({"park", "path"}): 4})
    >>> greedy_budget(votes, budget=Budget(100, {"park": 60, "pool": 70, "path": 40})).elected
    ('park', 'path')

    Args:
        utility: ``"cost"``: utility per cost is the number of votes (or points), as towns count;
            ``"cardinality"``: votes (or points) per cost.
        too_dear: what a project does that no longer fits: ``"skip"`` or ``"stop"`` the choice.

    Raises:
        InvalidInputError: ballots, costs or options are not valid.
        UnresolvedTieError: by the default *break_tie*, when the order of equal projects matters.
    """
    require_word("utility", utility, get_args(Utility))
    require_word("too_dear", too_dear, ("skip", "stop"))
    electorate = electorate_of(profile, budget)
    choices, ties = fill(electorate, budget, utility, (), break_tie, stop=too_dear == "stop")
    missed = dict(too_poor(electorate, budget, choices, stopped=too_dear == "stop"))
    return allocation("greedy_budget", electorate, budget, choices, missed, ties=ties)


def fill(
    electorate: Electorate,
    budget: Budget,
    utility: Utility,
    already: Iterable[str],
    break_tie: TieBreak,
    *,
    stop: bool = False,
) -> tuple[list[Choice], list[Tie]]:
    """What is chosen beside those *already* chosen."""
    taken = set(already)
    left = budget.left(taken)
    choices: list[Choice] = []
    ties: list[Tie] = []
    for group in _groups(electorate, budget, utility, taken):
        waiting = list(group)
        while waiting:
            if not stop:
                waiting = [project for project in waiting if budget.costs[project] <= left]
            if not waiting:
                break
            project = waiting[0]
            if len(waiting) > 1 and sum(budget.costs[p] for p in waiting) > left:
                number = len(taken) + len(choices) + 1
                ties.append(break_tie.settle(waiting, f"choose project {number}"))
                project = ties[-1].chosen
            if budget.costs[project] > left:
                return choices, ties
            waiting.remove(project)
            choices.append(Choice(project, _reason(electorate, project, left)))
            left -= budget.costs[project]
    return choices, ties


def too_poor(
    electorate: Electorate, budget: Budget, choices: Sequence[Choice], *, stopped: bool = False
) -> Iterator[tuple[str, tuple[Fraction | None, str]]]:
    """Why each project that was not chosen was not: how much money was missing, and when."""
    chosen = [choice.project for choice in choices]
    left = Fraction(budget.left(chosen))
    for project, support in zip(electorate.projects, electorate.supports, strict=True):
        cost = budget.costs[project]
        if not support.voters:
            yield project, (None, "nobody supports it")
        elif cost > budget.total:
            yield project, (Fraction(cost - budget.total), "it costs more than the whole budget")
        elif cost > left:
            text = f"it costs {money(cost)}, of which {money(cost - left)} were missing in the end"
            yield project, (cost - left, text)
        else:
            text = "a project before it did not fit, which ended the choice"
            yield project, (None, text if stopped else "the rule ended before it")


def _groups(
    electorate: Electorate, budget: Budget, utility: Utility, taken: set[str]
) -> list[list[str]]:
    """The projects not yet *taken* that somebody supports, in groups of equal merit, best first."""
    merits: dict[tuple[bool, Fraction], list[str]] = {}
    for project, support in zip(electorate.projects, electorate.supports, strict=True):
        if support.points and project not in taken:
            cost = Fraction(budget.costs[project] if utility == "cardinality" else 1)
            merit = (False, support.points / cost) if cost else (True, Fraction(support.points))
            merits.setdefault(merit, []).append(project)
    return [merits[merit] for merit in sorted(merits, reverse=True)]


def _reason(electorate: Electorate, project: str, left: Money) -> str:
    support = electorate.supports[electorate.projects.index(project)]
    points = Fraction(support.points, electorate.unit)
    given = f"{support.voters} votes" if points == support.voters else f"{points} points"
    return f"chosen with {given}, while {money(left)} were left"
