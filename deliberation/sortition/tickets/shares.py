"""How many seats each type may have on all tickets together, so that tickets keep to chances.

Each type is to have its exact share of the seats, rounded up or down. Then nobody's chance moves by
a whole ticket. But whole numbers of seats must fill the quotas too, and with few tickets there may
be none that do both: the shares of many types then stand so close above whole numbers that few of
them can be rounded up, while a quota needs more. In that case everybody may be one whole ticket off
and no more, which lets those move who stand at whole numbers, and types of several people further;
those with the lowest chance still lose less than a ticket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from deliberation.solver import Floats, Outcome, Programme
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.tickets.exchange import wrongs

PATIENCE = 10_000  # branch-and-bound nodes, to see that no whole numbers fill the quotas


@dataclass(frozen=True, slots=True)
class Shares:
    """The *exact* seats of each type on all tickets, and the fewest and most that it may have.

    Args:
        low: whole numbers, as floats; *high* too.
    """

    exact: tuple[Fraction, ...]
    low: Floats
    high: Floats

    @classmethod
    def rounded(cls, panels: Panels, chances: Sequence[Fraction], tickets: int) -> Shares:
        """Between each exact share rounded down, and rounded up."""
        of_types = zip(panels.sizes, chances, strict=True)
        exact = tuple(Fraction(tickets * m * p.numerator, p.denominator) for m, p in of_types)
        return cls(exact, _floats(map(floor, exact)), _floats(map(ceil, exact)))

    def eased(self, panels: Panels, tickets: int) -> Shares:
        """The same, with everybody at most one ticket from what is exact; the lowest lose less."""
        own = [share / m for share, m in zip(self.exact, panels.sizes, strict=True)]
        lowest = min(filter(None, own), default=Fraction(0))
        low = [floor(n) if n <= lowest else ceil(n) - 1 for n in own]
        high = [min(floor(n) + 1, tickets) if n else 0 for n in own]
        sizes = _floats(panels.sizes)
        return Shares(self.exact, _floats(low) * sizes, _floats(high) * sizes)

    def wrong(self, given: Sequence[tuple[Panel, int]]) -> float:
        """How far panels with these tickets are from what each type may have, squared."""
        sums = np.sum([n * np.array(panel) for panel, n in given], axis=0)
        return float(wrongs(sums, self.low, self.high).sum())

    def impossible(self, panels: Panels, tickets: int) -> bool:
        """Whether no whole numbers between the two bounds fill the quotas on all tickets.

        By the integer programme's word; ``False`` too where it does not know in time.
        """
        programme = Programme(
            costs=[0.0] * len(self.exact),
            lower=self.low,
            upper=self.high,
            columns=[[(r, 1.0) for r in rows] for rows in panels.rows_of],
            row_lower=[float(tickets * row.lower) for row in panels.rows],
            row_upper=[float(tickets * row.upper) for row in panels.rows],
            whole=True,
            options={"mip_max_nodes": PATIENCE},
        )
        return programme.run() is Outcome.IMPOSSIBLE


def _floats(numbers: Sequence[int] | map[int]) -> Floats:
    return np.array([*numbers], dtype=np.float64)
