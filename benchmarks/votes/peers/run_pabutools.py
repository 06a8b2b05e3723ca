"""Runs pabutools (GPL-3) on one budget: a program for its own environment, with its own reader."""

from pathlib import Path
from typing import Any

from job import answer
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import (
    completion_by_rule_combination,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)


def load(path: Path) -> tuple[Any, Any]:
    """Voters with the same ballot are gathered, which the peer counts fastest."""
    instance, profile = parse_pabulib(str(path))
    return instance, profile.as_multiprofile()


def equal_shares(given: tuple[Any, Any], asked: dict[str, Any]) -> Any:
    """Alone, or with shares raised by 1 again and again and then greedily."""
    told: dict[str, Any] = {"sat_class": Cost_Sat}
    if asked["options"]["completion"] == "none":
        return method_of_equal_shares(*given, **told)
    rules = [method_of_equal_shares, greedy_utilitarian_welfare]
    params = [told | {"voter_budget_increment": 1}, told]
    return completion_by_rule_combination(*given, rules, params)


RULES = {
    "greedy_budget": lambda given, _: greedy_utilitarian_welfare(*given, sat_class=Cost_Sat),
    "equal_shares_budget": equal_shares,
    "phragmen_budget": lambda given, _: sequential_phragmen(*given),
}

if __name__ == "__main__":
    answer(load, RULES, reads=(".pb",))
