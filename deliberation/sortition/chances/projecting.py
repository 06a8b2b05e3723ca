"""Panels found for chances that no walk reaches, one after another where most is missing.

A lottery over the panels known misses the chances wanted by some amount, type by type; a linear
programme makes the sum of these amounts least. Its multipliers weigh the types: those with too
small a chance are heavy, those with too great a one weigh less than nothing. A panel that weighs
more than all known makes the sum smaller, and joins them, until nothing is missing or no such panel
is found quickly. Multipliers lie between -1 and 1, so that they do not swing from one panel to the
next, as they do where the lowest chance is raised; what this leaves to ``columns`` is little.

Whether nothing is missing is decided in fractions. Where something is, it may be that no panels
make up the chances, or that the search was not long enough; what comes after it finds out.

Source: Dantzig, Wolfe, "Decomposition principle for linear programs", Operations Research 8 (1960).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.solver import FREE, Floats, Outcome, Programme
from deliberation.sortition.panels import BestPanel, Panel, Panels
from deliberation.sortition.proofs.heavier import Heavier
from deliberation.sortition.tickets.mixture import Mixture, mixture_with

NOTHING = 1e-8  # seats that are missing in floats before fractions are asked
SLIGHT = 1e-7  # a panel must weigh this much more than all known to join them


def project(
    panels: Panels,
    chances: Sequence[Fraction],
    best: BestPanel,
    known: list[Panel],
    *,
    barred: Collection[int] = (),
    progress: Callable[[float], None] = lambda _: None,
) -> Mixture | None:
    """A lottery over real panels with exactly these *chances*, if panels for it are found quickly.

    Args:
        known: at least one panel; those found are added to it. They come close to the chances where
            they do not make them up.
        barred: types that are on no panel.
        progress: is told the share of what was missing that no longer is.

    Raises:
        SolverError: HiGHS stopped without an answer.
    """
    heavier, nearest = Heavier(panels, best, barred), _Nearest(panels, chances, known)
    first = missing = nearest.solve()
    while missing > NOTHING:
        progress(1 - missing / first)
        panel = heavier.dive(nearest.weights, nearest.weight + SLIGHT)
        if panel is None or not nearest.add(panel):
            return None
        known.append(panel)
        missing = nearest.solve()
    return mixture_with(panels, list(dict.fromkeys(known)), chances)


class _Nearest:
    """The lottery over the panels listed that misses least of the seats wanted.

    Row t says that type t has the seats wanted, but for those missing (column t) and those too many
    (column n + t); the last row that the weights of the panels add up to one.
    """

    def __init__(
        self, panels: Panels, chances: Sequence[Fraction], listed: Iterable[Panel]
    ) -> None:
        wanted = [float(m * p) for m, p in zip(panels.sizes, chances, strict=True)]
        n = len(wanted)
        self._seen: set[Panel] = set()
        self._programme = Programme(
            costs=[-1.0] * 2 * n,
            lower=[0.0] * 2 * n,
            upper=[FREE] * 2 * n,
            columns=[[(t, sign)] for sign in (1.0, -1.0) for t in range(n)],
            row_lower=[*wanted, 1.0],
            row_upper=[*wanted, 1.0],
            options={"primal_feasibility_tolerance": 1e-10},
        )
        for panel in listed:
            self.add(panel)

    def add(self, panel: Panel) -> bool:
        """Put *panel* on the list; whether it is new."""
        if panel in self._seen:
            return False
        self._seen.add(panel)
        entries = [(t, float(c)) for t, c in enumerate(panel) if c]
        self._programme.add_column(0.0, 0.0, FREE, [*entries, (len(panel), 1.0)])
        return True

    def solve(self) -> float:
        """How many seats are missing or too many, altogether.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        if self._programme.run() is not Outcome.BEST:
            raise SolverError("the nearest lottery over known panels was not found")
        return -self._programme.objective

    @property
    def weights(self) -> Floats:
        """What one more seat of each type would make up for."""
        return -self._programme.row_prices[:-1]

    @property
    def weight(self) -> float:
        """What every panel in the lottery weighs, and none that is listed exceeds."""
        return float(self._programme.row_prices[-1])
