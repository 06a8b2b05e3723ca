"""The proof at a leaf of a search: rows, multiplied and added up, by what the solver holds.

The solver's multipliers, rounded, nearly always do; where the bound is reached exactly they are
solved for as fractions from the solver's basis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import floor

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.proofs.ceiling import most_by_rows
from deliberation.sortition.proofs.questions import Question
from deliberation.sortition.proofs.trees import Leaf

PASSED_OVER = Leaf({})  # where nothing is proven: in a dive, and once a heavier panel is found
GRID = 2**24  # multipliers are rounded to parts of this


def by_rows(question: Question) -> Leaf | None:
    """The proof by rows alone, if there is one at the solver's basis."""
    if not question.proving:
        return PASSED_OVER
    rounded = _rounded(question.programme.row_prices)
    scaled = {r: y / question.scale for r, y in rounded.items()}
    if _no_more(scaled, question):
        return Leaf(scaled)
    exact = _exact(question)
    return Leaf(exact) if exact is not None and _no_more(exact, question) else None


def impossible(question: Question) -> Leaf:
    """The proof that no fractional panel is left: multipliers that say less than nothing.

    Raises:
        SolverError: it could not be had in fractions.
    """
    if not question.proving:
        return PASSED_OVER
    ray = question.programme.ray()
    rounded = _rounded(ray / (float(np.abs(ray).max()) or 1.0))
    nothing = [0] * len(question.weights)
    for sign in (1, -1):
        multipliers = {r: sign * y for r, y in rounded.items()}
        short = _most(nothing, multipliers, question)
        if short < 0:
            heaviest = _most(question.weights, {}, question)
            times = 1 + max(Fraction(0), (heaviest - question.most) / -short).__ceil__()
            return Leaf({r: y * times for r, y in multipliers.items()})
    raise SolverError("that nothing is possible could not be proven in fractions")


def _no_more(multipliers: Mapping[int, Fraction], question: Question) -> bool:
    """Whether the rows, multiplied and added up, leave room for no heavier panel."""
    most = _most(question.weights, multipliers, question)
    return (floor(most) if question.rounding else most) <= question.most


def _most(
    weights: Sequence[int], multipliers: Mapping[int, Fraction], question: Question
) -> Fraction:
    return most_by_rows(question.panels, weights, multipliers, question.bounds)


def _exact(question: Question) -> dict[int, Fraction] | None:
    """The multipliers of the solver's basis as fractions."""
    rows, columns = question.programme.tight_rows(), question.programme.basic_columns()
    if len(rows) != len(columns):
        return None
    place = {row: i for i, row in enumerate(rows)}
    matrix = np.zeros((len(columns), len(rows)), dtype=np.int64)
    for i, t in enumerate(columns):
        for r in question.panels.rows_of[t]:
            if r in place:
                matrix[i, place[r]] = 1
    found = solve(matrix, [question.weights[t] for t in columns])
    return None if found is None else {r: y for r, y in zip(rows, found, strict=True) if y}


def _rounded(multipliers: Floats) -> dict[int, Fraction]:
    """The *multipliers* that are not nothing, on a grid."""
    whole = np.round(multipliers * GRID)
    return {int(r): Fraction(int(whole[r]), GRID) for r in np.nonzero(whole)[0]}
