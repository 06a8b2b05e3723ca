"""Linear and integer programmes in HiGHS: the only file that knows the solver.

One thread and one fixed seed, never a clock: the same programme gives the same answer in every
process. What comes back are floats, and what decides is never taken from them unchecked. Work that
was called off (``interruption``) ends within a programme, not after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from itertools import accumulate, chain
from typing import Any

import highspy
import numpy as np
import numpy.typing as npt

from deliberation.errors import SolverError
from deliberation.interruption import heed, question

Floats = npt.NDArray[np.float64]
Column = Sequence[tuple[int, float]]  # the rows that a column enters, each with its coefficient
Options = Mapping[str, bool | int | float | str]
FREE = float("inf")
WARM: Options = {"presolve": "off", "solver": "simplex"}
"""For a linear programme that is asked again and again, each time from the last basis."""

PRIMAL: Options = {**WARM, "simplex_strategy": 4}
"""For a linear programme that columns are added to: from the last basis, by the primal simplex."""

SHARP: Options = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
"""For a linear programme whose basis is solved again in fractions."""

SETTINGS: Options = {"output_flag": False, "threads": 1, "parallel": "off", "random_seed": 0}

_INDEX = np.int32
_OUTCOMES = highspy.HighsModelStatus
_LIMITS = (_OUTCOMES.kSolutionLimit, _OUTCOMES.kIterationLimit, _OUTCOMES.kInterrupt)
_AMISS = (_OUTCOMES.kSolveError, _OUTCOMES.kUnknown)
_FEASIBLE = highspy.SolutionStatus.kSolutionStatusFeasible


class Outcome(Enum):
    """How a programme ended: proven best, merely found, proven impossible, or given up."""

    BEST = "best"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    GIVEN_UP = "given up"


class Programme:
    """A programme that is *maximised*, changed and run again from where it stood.

    Args:
        columns: for each variable the rows it enters.
        whole: whether every variable is a whole number, or for each variable whether it is.
        options: HiGHS options, such as ``mip_max_nodes``.
    """

    def __init__(
        self,
        *,
        costs: Sequence[float] | Floats,
        lower: Sequence[float] | Floats,
        upper: Sequence[float] | Floats,
        columns: Sequence[Column],
        row_lower: Sequence[float] | Floats,
        row_upper: Sequence[float] | Floats,
        whole: bool | Sequence[bool] = False,
        options: Options | None = None,
    ) -> None:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(columns), len(row_lower)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_, model.col_lower_, model.col_upper_ = map(_floats, (costs, lower, upper))
        model.row_lower_, model.row_upper_ = _floats(row_lower), _floats(row_upper)
        model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        entries = [*chain.from_iterable(columns)]
        starts = [0, *accumulate(map(len, columns))]
        model.a_matrix_.start_ = np.array(starts, dtype=_INDEX)
        model.a_matrix_.index_ = np.array([r for r, _ in entries], dtype=_INDEX)
        model.a_matrix_.value_ = _floats([a for _, a in entries])
        if whole:
            flags = [whole] * len(columns) if isinstance(whole, bool) else whole
            kinds = highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger
            model.integrality_ = [kinds[flag] for flag in flags]
        self._highs: Any = highspy.Highs()  # type: ignore[no-untyped-call]  # its stubs lack verbs
        for name, value in {**SETTINGS, **(options or {})}.items():
            _done(self._highs.setOptionValue(name, value), f"set {name}")
        _done(self._highs.passModel(model), "read the programme")
        self._asks = self._factored = False

    def set_costs(self, costs: Floats) -> None:
        """Replace what is maximised."""
        columns = np.arange(len(costs), dtype=_INDEX)
        _done(self._highs.changeColsCost(len(columns), columns, costs), "change costs")

    def set_bounds(self, lower: Floats, upper: Floats) -> None:
        """Replace the bounds of every variable."""
        columns = np.arange(len(lower), dtype=_INDEX)
        _done(
            self._highs.changeColsBounds(len(columns), columns, lower, upper),
            "change the bounds of columns",
        )

    def set_bound(self, column: int, lower: float, upper: float) -> None:
        """Replace the bounds of one variable."""
        _done(self._highs.changeColBounds(column, lower, upper), "change the bounds of a column")

    def set_row_bounds(self, lower: Floats, upper: Floats) -> None:
        """Replace the bounds of the first rows, as many as are given."""
        rows = np.arange(len(lower), dtype=_INDEX)
        _done(
            self._highs.changeRowsBounds(len(rows), rows, lower, upper), "change the bounds of rows"
        )

    def set_coefficient(self, row: int, column: int, value: float) -> None:
        """Replace one entry of the matrix."""
        self._factored = False
        _done(self._highs.changeCoeff(row, column, value), "change a coefficient")

    def add_row(self, lower: float, upper: float, entries: Column) -> None:
        """Add a row; *entries* are pairs of column and coefficient."""
        indices = np.array([column for column, _ in entries], dtype=_INDEX)
        values = _floats([value for _, value in entries])
        _done(self._highs.addRow(lower, upper, len(indices), indices, values), "add a row")

    def add_column(self, cost: float, lower: float, upper: float, entries: Column) -> None:
        """Add a variable; *entries* are pairs of row and coefficient."""
        indices = np.array([row for row, _ in entries], dtype=_INDEX)
        values = _floats([value for _, value in entries])
        _done(self._highs.addCol(cost, lower, upper, len(indices), indices, values), "add a column")

    def run(self, *, afresh: bool = False) -> Outcome:
        """How it ended, starting from the last basis, or *afresh*.

        Raises:
            CancelledError: the work was called off.
            SolverError: HiGHS failed, or says that there is no bound.
        """
        if afresh:
            _done(self._highs.clearSolver(), "start afresh")
        self._run()
        if self._highs.getModelStatus() in _AMISS:
            # Rarely, presolve leads HiGHS to a point that breaks a row, and HiGHS notices.
            _done(self._highs.setOptionValue("presolve", "off"), "set presolve")
            _done(self._highs.clearSolver(), "start afresh")
            self._run()
        status = self._highs.getModelStatus()
        if status == _OUTCOMES.kOptimal:
            return Outcome.BEST
        if status == _OUTCOMES.kInfeasible:
            return Outcome.IMPOSSIBLE
        if status == _OUTCOMES.kUnknown:  # it cannot meet its own tolerances, on hard numbers
            return Outcome.GIVEN_UP
        if status in _LIMITS:
            found = self._highs.getInfo().primal_solution_status == _FEASIBLE
            return Outcome.FOUND if found else Outcome.GIVEN_UP
        raise SolverError(f"HiGHS ended with: {self._highs.modelStatusToString(status)}")

    def _run(self) -> None:
        """Let HiGHS run, and end at once where the work is called off."""
        heed()
        called_off = question()
        if called_off is not None and not self._asks:
            for event in (self._highs.cbSimplexInterrupt, self._highs.cbMipInterrupt):
                event.subscribe(_ask)
            self._asks = True
        self._highs.run()
        self._factored = True
        heed()

    @property
    def objective(self) -> float:
        """The value of what was maximised."""
        return float(self._highs.getObjectiveValue())

    @property
    def bound(self) -> float:
        """What no whole point exceeds, after a run with whole variables."""
        return float(self._highs.getInfo().mip_dual_bound)

    @property
    def values(self) -> Floats:
        """The variables at the solution."""
        return np.array(self._highs.getSolution().col_value)

    @property
    def reduced_costs(self) -> Floats:
        """What one more of each variable would add to the objective."""
        return np.array(self._highs.getSolution().col_dual)

    @property
    def row_values(self) -> Floats:
        """The sum of each row at the solution."""
        return np.array(self._highs.getSolution().row_value)

    @property
    def row_prices(self) -> Floats:
        """What one more in each row's bound would add to the objective."""
        return np.array(self._highs.getSolution().row_dual)

    def ray(self) -> Floats:
        """Multipliers of the rows that show why nothing is possible.

        Raises:
            SolverError: HiGHS has none.
        """
        status, exists, ray = self._highs.getDualRay()
        _done(status, "say why nothing is possible")
        if not exists:
            raise SolverError("HiGHS does not say why nothing is possible")
        return np.array(ray)

    def basic_columns(self) -> list[int]:
        """The variables in the basis."""
        return sorted(v for v in self._basic() if v >= 0)

    def tight_rows(self) -> list[int]:
        """The rows whose slack is not in the basis."""
        basic = self._basic()
        rows = range(self._highs.getNumRow() if basic else 0)
        return sorted({*rows}.difference(-1 - v for v in basic if v < 0))

    def _basic(self) -> list[int]:
        """What is in the basis, for each row: a variable, or the slack of row r as -1 - r.

        Nothing is before it was run. HiGHS would mend a basis that a changed matrix has made
        singular, and has no list where it ended before it factored one; there its statuses are
        read instead, which takes longer.
        """
        if self._factored:
            status, basic = self._highs.getBasicVariables()
            if status == highspy.HighsStatus.kOk:
                variables: list[int] = basic.tolist()
                return variables
        basis, kind = self._highs.getBasis(), highspy.HighsBasisStatus.kBasic
        rows = [-1 - r for r, at in enumerate(basis.row_status) if at == kind]
        return rows + [c for c, at in enumerate(basis.col_status) if at == kind]


def _ask(event: Any) -> None:
    """Tell HiGHS, which asks from time to time, whether to end."""
    called_off = question()
    event.interrupt(called_off is not None and called_off())


def _floats(numbers: Sequence[float] | Floats) -> Floats:
    return np.asarray(numbers, dtype=np.float64)


def _done(status: highspy.HighsStatus, what: str) -> None:
    if status == highspy.HighsStatus.kError:
        raise SolverError(f"HiGHS could not {what}")
