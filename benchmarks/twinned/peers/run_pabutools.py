"""Asks pabutools (GPL-3) for all choices: a program for its own environment.

A committee is a budget whose projects cost 1 each.
"""

from typing import Any

from job import Told, Vote, answer, every
from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    Cardinality_Sat,
    Cost_Sat,
    Instance,
    Project,
)
from pabutools.rules import (
    greedy_utilitarian_welfare,
    max_additive_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)

Given = tuple[Any, Any]


def load(vote: Vote) -> Given:
    """The peer's instance and its profile."""
    costs = vote.get("costs") or dict.fromkeys(vote["candidates"], 1)
    projects = {name: Project(name, costs[name]) for name in vote["candidates"]}
    instance = Instance(projects.values(), budget_limit=vote.get("total") or vote["seats"])
    ballots = [
        ApprovalBallot(projects[name] for name in approved)
        for approved, times in vote["ballots"]
        for _ in range(times)
    ]
    return instance, ApprovalProfile(ballots)


def asked(rule: Any, **told: Any) -> Any:
    """A rule that answers with all choices."""

    def tell(given: Given, _: Vote) -> Told:
        found = rule(*given, resoluteness=False, **told)
        return every([project.name for project in chosen] for chosen in found)

    return tell


RULES = {
    "equal_shares, alone": asked(method_of_equal_shares, sat_class=Cardinality_Sat),
    "sequential_phragmen": asked(sequential_phragmen),
    "greedy_budget": asked(greedy_utilitarian_welfare, sat_class=Cost_Sat),
    "greedy_budget, cardinality": asked(greedy_utilitarian_welfare, sat_class=Cardinality_Sat),
    "equal_shares_budget": asked(method_of_equal_shares, sat_class=Cost_Sat),
    "equal_shares_budget, cardinality": asked(method_of_equal_shares, sat_class=Cardinality_Sat),
    "phragmen_budget": asked(sequential_phragmen),
    "maximum_utility_budget": asked(max_additive_utilitarian_welfare, sat_class=Cost_Sat),
}

if __name__ == "__main__":
    answer(load, RULES)
