"""Counts one election with `deliberation`, in a process of its own.

The clock runs from the file to the result. Ties are settled by the order of the candidates, as
most peers do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, wherever it stands

import numpy as np
import numpy.ma  # np.unique imports it; here before the clock starts

from benchmarks.votes.peers.job import Asked, answer
from deliberation import voting
from deliberation.io.ballots import read_ballots
from deliberation.io.pabulib import read_budget_vote
from deliberation.voting import batch
from deliberation.voting.rules import RULES

KINDS = {"committee": "approval", "few": "approval", "scores": "scores"}
"""What the cells of a table mean where they could mean several things."""


def load(path: Path) -> tuple[Any, dict[str, Any]]:
    """The profile in a file, and what else its rule must be told: the budget, if there is one."""
    if path.suffix == ".npy":
        return batch.Elections(np.load(path)), {}
    if path.suffix == ".pb":
        vote = read_budget_vote(path)
        return vote.profile, {"budget": vote.budget}
    return read_ballots(path, kind=KINDS.get(path.stem)).profile, {}


def elected(rule: Callable[..., Any], given: tuple[Any, dict[str, Any]], asked: Asked) -> list[str]:
    """Who is elected, or which projects are chosen."""
    profile, told = given
    told = told or {"seats": asked["seats"]}
    break_tie = voting.by_order(profile.candidates)
    return list(rule(profile, break_tie=break_tie, **told, **asked["options"]).elected)


def elected_in_each(
    rule: Callable[..., Any], given: tuple[Any, dict[str, Any]], _: Asked
) -> list[str]:
    """In how many of many small elections each candidate wins."""
    numbers, counts = np.unique(rule(given[0]).elected, return_counts=True)
    return [f"{number}: {n}" for number, n in zip(numbers, counts, strict=True)]


if __name__ == "__main__":
    rules = {name: partial(elected, rule) for name, rule in RULES.items()}
    rules |= {f"batch_{rule.__name__}": partial(elected_in_each, rule) for rule in batch.RULES}
    answer(load, rules, reads=(".csv", ".pb", ".npy", ".blt"))
