"""Counts one election with `deliberation`, in a process of its own.

The clock runs from the file to the result. Ties are settled by the order of the candidates, as
most peers do.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # this checkout, wherever it stands

from benchmarks.votes.peers.job import Asked, answer
from deliberation import voting
from deliberation.io.ballots import read_ballots
from deliberation.voting.rules import RULES

KINDS = {"committee": "approval", "scores": "scores"}
"""What the cells of a table mean where they could mean several things."""


def load(path: Path) -> Any:
    """The profile in a file."""
    return read_ballots(path, kind=KINDS.get(path.stem)).profile


def elected(rule: Callable[..., Any], profile: Any, asked: Asked) -> Iterable[str]:
    """Who is elected."""
    break_tie = voting.by_order(profile.candidates)
    options = asked.get("options", {})
    result = rule(profile, seats=asked["seats"], break_tie=break_tie, **options)
    return tuple(result.elected)


if __name__ == "__main__":
    rules = {name: partial(elected, rule) for name, rule in RULES.items()}
    answer(load, rules, reads=(".csv", ".pb"))
