"""Runs pabutools (GPL-3) on one budget: a program for its own environment, with its own reader."""

from pathlib import Path
from typing import Any

from job import answer
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import (
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)


def load(path: Path) -> tuple[Any, Any]:
    """Voters with the same ballot are gathered, which the peer counts fastest."""
    instance, profile = parse_pabulib(str(path))
    return instance, profile.as_multiprofile()


RULES = {
    "greedy_budget": lambda given, _: greedy_utilitarian_welfare(*given, sat_class=Cost_Sat),
    "equal_shares_budget": lambda given, _: method_of_equal_shares(*given, sat_class=Cost_Sat),
    "phragmen_budget": lambda given, _: sequential_phragmen(*given),
}

if __name__ == "__main__":
    answer(load, RULES, reads=(".pb",))
