"""Runs VoteKit (MIT) on one profile: a program for its own environment.

Its reader takes a table with a column for each place; the table is written off the clock.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from job import Asked, answer
from votekit.cvr_loaders import load_ranking_csv
from votekit.elections import IRV


def written(path: Path) -> tuple[Path, int]:
    """The table in a file of its own, and how many places it has."""
    lines = path.read_text(encoding="utf-8").splitlines()
    many = int(lines[0].split()[0])
    names = [line.strip('"') for line in lines[-1 - many : -1]]
    ballots = [[int(c) - 1 for c in line.split()[1:-1]] for line in lines[1 : -2 - many]]
    ballots = [order for order in ballots if order]  # it refuses blank ones
    places = max(map(len, ballots))
    table = Path("ballots.csv")
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [*(names[c] for c in order), *[""] * (places - len(order))] for order in ballots
        )
    return table, places


def load(given: tuple[Path, int]) -> Any:
    """The peer's profile, from its reader."""
    table, places = given
    return load_ranking_csv(table, [*range(places)], print_profile=False)


def runoff(profile: Any, _: Asked) -> Iterable[str]:
    """Instant runoff."""
    return [name for tied in IRV(profile, tiebreak="random").get_elected() for name in tied]


if __name__ == "__main__":
    answer(load, {"irv": runoff}, before=written)
