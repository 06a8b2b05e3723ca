"""The lottery over listed panels that misses least of the chances wanted.

Row t says that type t has the seats wanted, but for those missing (column t) and those too many
(column n + t); the last row that the weights of the panels add up to one. What floats take for
nothing is looked at enlarged (``refining``); whether nothing is missing is decided in fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats, Outcome
from deliberation.sortition.equations.lifting import solve
from deliberation.sortition.equations.refining import Refined
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.tickets.mixture import Mixture, mixture_of

NOTHING = 1e-8  # seats that are missing in floats before fractions are asked
CLOSER = 4  # times that what is missing is enlarged: to less than 10**-36 of a seat


class Nearest:
    """The lottery over the panels *listed* that misses least of the seats for these *chances*.

    Attributes:
        listed: these panels, each once.
        missing: how many seats are missing or too many, altogether, as far as was looked.
    """

    def __init__(
        self, panels: Panels, chances: Sequence[Fraction], listed: Iterable[Panel]
    ) -> None:
        self._panels, self._chances = panels, tuple(chances)
        goals = [m * p for m, p in zip(panels.sizes, chances, strict=True)]
        n = len(goals)
        self.listed = [*dict.fromkeys(listed)]
        self._seen = {*self.listed}
        self._goals = [*goals, Fraction(1)]
        self._refined = Refined(
            costs=[-1] * 2 * n + [0] * len(self.listed),
            columns=[
                *([(t, sign)] for sign in (1, -1) for t in range(n)),
                *map(_entries, self.listed),
            ],
            goals=self._goals,
            options={"primal_feasibility_tolerance": 1e-10},
        )
        self._left, self.missing = CLOSER, 0.0

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self._seen:
            return False
        self._seen.add(panel)
        self.listed.append(panel)
        self._refined.add(0, _entries(panel))
        return True

    def mixture(self) -> Mixture | None:
        """The lottery that misses nothing; ``None`` where something is missing.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        self._solve()
        while -self._refined.objective <= NOTHING:
            found = self._exact()
            if found is not None or not self._left:
                return found
            self._refined.enlarge()
            self._left -= 1
            self._solve()
        return None

    @property
    def weights(self) -> Floats:
        """What one more seat of each type would make up for."""
        return -self._refined.row_prices[:-1]

    @property
    def weight(self) -> float:
        """What every panel in the lottery weighs, and none that is listed exceeds."""
        return float(self._refined.row_prices[-1])

    def _solve(self) -> None:
        if self._refined.run() is not Outcome.BEST:
            raise SolverError("the nearest lottery over known panels was not found")
        self.missing = -self._refined.objective / self._refined.parts

    def _exact(self) -> Mixture | None:
        """The mixture of the last answer, where its weights make up the chances exactly."""
        rows, columns = self._refined.basis()
        n = len(self._chances)
        made_up = {column % n for column in columns if column < 2 * n}
        rows = [row for row in rows if row not in made_up]
        places = [column - 2 * n for column in columns if column >= 2 * n]
        if len(rows) != len(places):
            return None
        matrix = np.ones((n + 1, len(places)), dtype=np.int64)
        matrix[:-1] = np.array([self.listed[j] for j in places]).T
        found = solve(matrix[rows], [self._goals[row] for row in rows])
        if found is None or min(found) < 0:
            return None
        mixture = mixture_of(self._panels, self.listed, dict(zip(places, found, strict=True)))
        exact = sum(mixture.weights) == 1 and mixture.chances == self._chances
        return mixture if exact else None


def _entries(panel: Panel) -> list[tuple[int, int]]:
    return [*((t, c) for t, c in enumerate(panel) if c), (len(panel), 1)]
