"""Trades between the lowest and the highest chance over real panels, by generating panels.

For the pools where fractional panels promise more than real ones can keep. The lottery is over a
list of panels that grows: the programme's prices weigh the types, and the panel of greatest weight
joins the list if it is worth more than the list's own. When none is, the weights give a line that
no lottery gets over. That no heavier panel exists is proven by ``search``; should that take too
long, it is the integer programme's word, and the corner says so by having no ceiling.

Source: Flanigan, Gölz, Gupta, Hennig, Procaccia, "Fair algorithms for selecting citizens'
assemblies", Nature 596 (2021), for the generation of panels.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import FREE, SHARP, Floats, Outcome, Programme
from deliberation.sortition.chances.listing import Listing
from deliberation.sortition.chances.spread import Corner
from deliberation.sortition.equations.lifting import Matrix, solve
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.heavier import Most
from deliberation.sortition.tickets.mixture import Mixture, mixture_of

LOWEST, HIGHEST, FIRST = 0, 1, 2  # columns: the two chances, then the weight of each panel
SLIGHT = 1e-8  # a panel must be worth this much more, relative to its weight, to join the list


class ListedSpread:
    """The panels listed so far, and the programme over them for all prices.

    Row 2i says that the i-th type that is not settled has the lowest chance at least, row 2i + 1
    that it has the highest at most, and the last row that the weights add up to one.

    Args:
        begin: the list, which grows, and who is settled.
    """

    def __init__(self, panels: Panels, begin: Listing) -> None:
        self.panels, self.settled, self.ground = panels, begin.settled, begin.ground
        self._heavier, self._listed = begin.heavier, begin.panels
        self._free = [t for t in range(len(panels.types)) if t not in self.settled]
        n = len(self._free)
        sizes = [panels.sizes[t] for t in self._free]
        self._programme = Programme(
            costs=[0.0, 0.0],
            lower=[0.0, 0.0],
            upper=[1.0, 1.0],
            columns=[
                [(2 * i, -float(m)) for i, m in enumerate(sizes)],
                [(2 * i + 1, -float(m)) for i, m in enumerate(sizes)],
            ],
            row_lower=[*[0.0, -FREE] * n, 1.0],
            row_upper=[*[FREE, 0.0] * n, 1.0],
            options=SHARP,
        )
        for panel in self._listed:
            self._add_column(panel)

    def corner(self, low: Fraction, high: Fraction) -> Corner:
        """Where *low* times the lowest chance less *high* times the highest is most.

        Where the solver's basis cannot be solved in fractions its numbers are taken as they are;
        the chances and the line then are a little apart.

        Raises:
            SolverError: the solver stopped without an answer.
        """
        self._set_prices(low, high)
        while True:
            self._run()
            prices = self._programme.row_prices
            if self._improve(-prices[:-1:2] - prices[1:-1:2], float(prices[-1])):
                continue
            mixture, weights = self._solution(low, high)
            found = self._heavier.most(weights, self._listed)
            if isinstance(found, Most):
                chances, most = mixture.chances, found.most
                return Corner(chances, mixture, found.weights, most, found.ceiling)
            for panel in found:
                self._add(panel)

    def _set_prices(self, low: Fraction, high: Fraction) -> None:
        """Where nothing is paid for the highest chance, it is one, and limits nobody."""
        unit, rest = max(low, high), [0.0] * len(self._listed)
        self._programme.set_costs(np.array([float(low / unit), -float(high / unit), *rest]))
        self._programme.set_bounds(
            np.array([0.0, 0.0 if high else 1.0, *rest]),
            np.array([1.0, 1.0, *[FREE] * len(self._listed)]),
        )

    def _run(self) -> None:
        for afresh in (False, True):
            if self._programme.run(afresh=afresh) is Outcome.BEST:
                return
        raise SolverError("no lottery over the panels listed was found")

    def _improve(self, of_free: Floats, worth: float) -> bool:
        """List a panel that weighs more than *worth*, if there is one."""
        weights = np.zeros(len(self.panels.types))
        weights[self._free] = of_free
        enough = worth + SLIGHT * float(np.abs(weights).max(initial=0.0))
        found = self._heavier.panel(weights, enough)
        return found is not None and self._add(found)

    def _add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self._listed:
            return False
        self._listed.append(panel)
        self._add_column(panel)
        return True

    def _add_column(self, panel: Panel) -> None:
        entries = [(row, float(c)) for row, c in enumerate(self._entries(panel)) if c]
        self._programme.add_column(0.0, 0.0, FREE, entries)

    def _entries(self, panel: Panel) -> list[int]:
        """The column of *panel* in whole numbers."""
        return [*(panel[t] for t in self._free for _ in range(2)), 1]

    def _solution(self, low: Fraction, high: Fraction) -> tuple[Mixture, tuple[Fraction, ...]]:
        """The lottery and the weights of the types at the solver's basis, in fractions."""
        rows, columns = self._programme.tight_rows(), self._programme.basic_columns()
        found, paid = None, None
        if len(rows) == len(columns):
            matrix = self._matrix(rows, columns)
            found = solve(matrix, self._right(rows, columns))
            prices = {LOWEST: low, HIGHEST: -high}
            paid = solve(matrix.T, [prices.get(c, 0) for c in columns])
        exact = None if found is None else dict(zip(columns, found, strict=True))
        of_rows = None if paid is None else dict(zip(rows, paid, strict=True))
        if exact is None or min((w for c, w in exact.items() if c >= FIRST), default=0) < 0:
            values = [Fraction(max(0.0, float(v))) for v in self._programme.values[FIRST:]]
            exact = {FIRST + j: v / sum(values) for j, v in enumerate(values)}
        if of_rows is None:
            of_rows = {r: Fraction(float(y)) for r, y in enumerate(self._programme.row_prices)}
        weights = [Fraction(0)] * len(self.panels.types)
        for i, t in enumerate(self._free):
            weights[t] = -of_rows.get(2 * i, Fraction(0)) - of_rows.get(2 * i + 1, Fraction(0))
        shares = {c - FIRST: weight for c, weight in exact.items() if c >= FIRST}
        return mixture_of(self.panels, self._listed, shares), tuple(weights)

    def _matrix(self, rows: list[int], columns: Iterable[int]) -> Matrix:
        """These rows and columns of the programme in whole numbers."""
        every = []
        for c in columns:
            if c >= FIRST:
                entries = self._entries(self._listed[c - FIRST])
            else:
                entries = [0] * (2 * len(self._free) + 1)
                entries[c:-1:2] = [-self.panels.sizes[t] for t in self._free]
            every.append([entries[r] for r in rows])
        return np.array(every, dtype=np.int64).T

    def _right(self, rows: list[int], columns: list[int]) -> list[Fraction]:
        """What these rows add up to; a chance that is no column here stands at its bound."""
        last = 2 * len(self._free)
        right = [Fraction(int(r == last)) for r in rows]
        known = [c for c in (LOWEST, HIGHEST) if c not in columns]
        values = self._programme.values
        for c, column in zip(known, self._matrix(rows, known).T, strict=True):
            right = [b - int(a) * round(values[c]) for a, b in zip(column, right, strict=True)]
        return right
