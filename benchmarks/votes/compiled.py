"""What a compiler would add to many small elections: the same rules as loops that Numba compiles.

It is no part of the package, and needs an environment that has Numba (BSD 2-Clause) and NumPy::

    python benchmarks/votes/compiled.py

Both count the same 100,000 elections of 100 voters and five candidates in one run, the quickest of
five each; compiling is off the clock, and who is elected has to be the same in every one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

import numba
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from deliberation.voting.batch import Elections, borda, irv

ELECTIONS, VOTERS, CANDIDATES, TIMES = 100_000, 100, 5, 5


@numba.njit
def _most(totals: Any) -> int:
    """The one with the greatest total, -1 where several have it."""
    best = totals.max()
    return np.argmax(totals) if (totals == best).sum() == 1 else -1  # type: ignore[return-value]


@numba.njit
def compiled_borda(ranks: Any) -> Any:
    """Who has the most points in each election; every ballot ranks everybody."""
    size, voters, m = ranks.shape
    elected = np.empty(size, np.int64)
    for e in range(size):
        totals = np.zeros(m, np.int64)
        for v in range(voters):
            for c in range(m):
                totals[c] += m - 1 - ranks[e, v, c]
        elected[e] = _most(totals)
    return elected


@numba.njit
def compiled_irv(ranks: Any) -> Any:
    """Who is left in each election, with the rounds of ``batch.irv``."""
    size, voters, m = ranks.shape
    elected, order = np.empty(size, np.int64), np.empty((voters, m), np.uint8)
    at, totals = np.empty(voters, np.int64), np.empty(m, np.int64)
    for e in range(size):
        for v in range(voters):
            for c in range(m):
                order[v, ranks[e, v, c]] = c
        standing, at[:] = np.ones(m, np.bool_), 0
        while True:
            totals[:] = np.where(standing, 0, -1)
            for v in range(voters):
                while not standing[order[v, at[v]]]:
                    at[v] += 1
                totals[order[v, at[v]]] += 1
            left, empty = standing.sum(), (totals == 0).sum()
            least = np.where(standing, totals, voters + 1).min()
            lowest = totals == least
            out = (totals == 0) if empty and left - empty >= 2 else lowest
            tied = lowest.sum() > 1 and not (empty and left - empty >= 2)
            if left <= 2 or (tied and 2 * totals.max() > voters):
                elected[e] = _most(totals)
                break
            if tied:
                elected[e] = -1
                break
            standing &= ~out
    return elected


def _quickest(count: Callable[[], Any]) -> float:
    """CPU seconds of the quickest run."""
    spent = []
    for _ in range(TIMES):
        begun = process_time()
        count()
        spent.append(process_time() - begun)
    return min(spent)


def main() -> None:
    """Print a row for each rule."""
    rng = np.random.default_rng(1)
    orders = rng.random((ELECTIONS, VOTERS, CANDIDATES)).argsort(axis=2)
    elections = Elections(orders.astype(np.uint8))
    print("rule    ours  compiled  elections a second: ours   compiled")
    rules: list[tuple[Callable[[Elections], Any], Callable[[Any], Any]]]
    rules = [(borda, compiled_borda), (irv, compiled_irv)]
    for rule, compiled in rules:
        assert (rule(elections).elected == compiled(elections.ranks)).all(), "they elect others"
        ours = _quickest(partial(rule, elections))
        theirs = _quickest(partial(compiled, elections.ranks))
        speeds = f"{ELECTIONS / ours:>24,.0f} {ELECTIONS / theirs:>10,.0f}"
        print(f"{rule.__name__:6} {ours:5.2f} {theirs:9.2f} {speeds}")


if __name__ == "__main__":
    main()
