"""Runs svvamp (GPL-3) on one profile: a program for its own environment."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import svvamp
from job import Asked, answer, gathered

Given = tuple[list[str], np.ndarray]


def rankings(path: Path) -> Given:
    """The names and a row for each voter; off the clock, for the peer has no reader."""
    names, orders = gathered(path)
    rows = np.array([*orders], dtype=int)
    return names, np.repeat(rows, [*orders.values()], axis=0)


def load(given: Given) -> tuple[list[str], Any]:
    """A profile whose matrix is there."""
    names, rows = given
    profile = svvamp.Profile(preferences_rk=rows)
    return names, profile


def winner(rule: Any) -> Callable[[Any, Asked], list[str]]:
    """Who wins by a rule."""
    return lambda given, _: [given[0][rule()(given[1]).w_]]


RULES = {
    "irv": winner(svvamp.RuleIRV),
    "borda": winner(svvamp.RuleBorda),
    "schulze": winner(svvamp.RuleSchulze),
    "ranked_pairs": winner(svvamp.RuleRankedPairs),
    "kemeny_young": winner(svvamp.RuleKemeny),
}

if __name__ == "__main__":
    answer(load, RULES, before=rankings)
