"""Runs the peer, sortition-algorithms, on one instance: a program for the peer's environment.

An outside comparator and no part of ours: the peer is GPL-3, so nothing here is installed with
`deliberation`, nothing of ours imports this file, and it imports nothing of ours. The benchmark
gives it to the python of `.peers/sortition`, with a JSON job on the standard input, and reads one
JSON line from the standard output.

The peer runs as a user would run it from Python: its own reader of rows, its own defaults, its own
function for the objective. The clock starts before it reads rows and stops when it has its
probabilities; what it imports late (solvers, numpy) is imported before.
"""

import json
import random
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sortition_algorithms.committee_generation import (
    find_distribution_leximin,
    find_distribution_maximin,
    standardize_distribution,
)
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people
from sortition_algorithms.settings import Settings
from sortition_algorithms.utils import set_random_provider

Objective = Callable[..., tuple[list[frozenset[str]], list[float], Any]]

OBJECTIVES = {"maximin": find_distribution_maximin, "leximin": find_distribution_leximin}
SOLVERS = {"highspy": "highspy", "mip-cbc": "mip"}


def main() -> None:
    """One job in, one line out."""
    job = json.load(sys.stdin)
    for late in ("numpy", SOLVERS[job["backend"]], "gurobipy"):
        import_module(late)
    set_random_provider(job["seed"])
    random.seed(job["seed"])
    began = time.process_time()
    chances = solve(job["instance"], OBJECTIVES[job["objective"]], job["backend"])
    spent = time.process_time() - began
    answer = {
        "cpu": spent,
        "chances": [round(chance, 10) for chance in chances],
        "memory_mb": peak_memory(),
        "version": version("sortition-algorithms"),
    }
    print("\n" + json.dumps(answer), flush=True)  # the solvers print as they please


def solve(instance: dict[str, Any], objective: Objective, backend: str) -> list[float]:
    """Each person's probability, in the order of the instance."""
    quotas = [
        {"feature": feature, "value": value, "min": str(lower), "max": str(upper)}
        for feature, value, lower, upper in instance["quotas"]
    ]
    features, _, _ = read_in_features(["feature", "value", "min", "max"], quotas, instance["k"])
    homes = instance.get("households")
    rows = [
        {"id": f"p{i}", "home": homes[i] or f"of p{i}" if homes else ""}
        | dict(zip(instance["features"], values, strict=True))
        for i, values in enumerate(instance["people"])
    ]
    address = ["home"] if homes else []
    settings = Settings(
        id_column="id",
        columns_to_keep=[],
        check_same_address=bool(homes),
        check_same_address_columns=address,
    )
    people, _ = read_in_people([*rows[0]], rows, features, settings)
    panels, weights, _ = objective(features, people, instance["k"], address, backend)
    chances = dict.fromkeys((row["id"] for row in rows), 0.0)
    for panel, weight in zip(*standardize_distribution(panels, weights), strict=True):
        for id in panel:
            chances[id] += weight
    return [*chances.values()]


def peak_memory() -> float:
    """The most memory that this process held, in MB; not that of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


if __name__ == "__main__":
    main()
