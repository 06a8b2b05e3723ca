"""All panels that the quotas allow, as whole numbers of people of each type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import le

import numpy as np

from deliberation.errors import SolverError
from deliberation.solver import Floats, Options, Outcome, Programme
from deliberation.sortition.panels.types import Type, types_of
from deliberation.sortition.pool import Pool, Standing
from deliberation.sortition.quotas import Demands

Panel = tuple[int, ...]  # how many people of each type
PATIENCE = 200_000  # branch-and-bound nodes before the integer programme gives up


@dataclass(frozen=True, slots=True)
class Row:
    """Between *lower* and *upper* panel members are of these *types*."""

    lower: int
    upper: int
    types: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Panels:
    """The panels of a pool under quotas: whole points of a polytope.

    Args:
        types: who is alike.
        rows: the size comes first, then the quotas in order, then "at most" for each kind of home
            that could have too many of its people on a panel, then "all" or "none" for each type
            that must be in or out.
        rows_of: for each type the rows that count it.
        sizes: how many people are of each type.
    """

    types: tuple[Type, ...]
    rows: tuple[Row, ...]
    rows_of: tuple[tuple[int, ...], ...]
    sizes: tuple[int, ...]

    def count(self, numbers: Sequence[int]) -> list[int]:
        """For each row, the sum of the *numbers* of the types that it counts."""
        sums = [0] * len(self.rows)
        for number, rows in zip(numbers, self.rows_of, strict=True):
            if number:
                for r in rows:
                    sums[r] += number
        return sums

    def allow(self, panel: Panel) -> bool:
        """Whether *panel* is one of them, in whole numbers."""
        if len(panel) != len(self.sizes) or min(panel) < 0 or not all(map(le, panel, self.sizes)):
            return False
        return all(
            row.lower <= s <= row.upper for row, s in zip(self.rows, self.count(panel), strict=True)
        )


def panels_of(pool: Pool, quotas: Demands) -> Panels:
    """The panels that *quotas* allow from *pool*."""
    types = types_of(pool, quotas)
    rows = [Row(quotas.size, quotas.size, tuple(range(len(types)))), *_counted(types, quotas)]
    kinds: defaultdict[int, list[int]] = defaultdict(list)
    for t, type in enumerate(types):
        if type.kind is not None:
            kinds[type.kind].append(t)
    for _, of_kind in sorted(kinds.items()):
        most = quotas.per_household * len(types[of_kind[0]].homes)
        if most < quotas.size:  # or else the size says more
            rows.append(Row(0, most, tuple(of_kind)))
    for t, type in enumerate(types):
        if type.standing is not Standing.OPEN:
            n = len(type.members) if type.standing is Standing.IN else 0
            rows.append(Row(n, n, (t,)))
    rows_of: list[list[int]] = [[] for _ in types]
    for r, row in enumerate(rows):
        for t in row.types:
            rows_of[t].append(r)
    sizes = tuple(len(type.members) for type in types)
    return Panels(types, tuple(rows), tuple(map(tuple, rows_of)), sizes)


def _counted(types: Sequence[Type], quotas: Demands) -> Iterator[Row]:
    """A row for each quota, in order."""
    place = {feature: i for i, feature in enumerate(quotas.features)}
    holders: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for t, type in enumerate(types):
        for answer in enumerate(type.values):
            holders[answer].append(t)
    for quota in quotas:
        first, *more = ((place[feature], value) for feature, value in quota.answers)
        counted = (t for t in holders[first] if all(types[t].values[i] == v for i, v in more))
        yield Row(quota.lower, quota.upper, tuple(counted))


def programme_of(panels: Panels, options: Options, *, whole: bool = True) -> Programme:
    """The programme whose whole points are *panels*, with no wish among them yet.

    Args:
        whole: whether it asks for these; otherwise for fractional panels.
    """
    return Programme(
        costs=[0.0] * len(panels.types),
        lower=[0.0] * len(panels.types),
        upper=panels.sizes,
        columns=[[(r, 1.0) for r in rows] for rows in panels.rows_of],
        row_lower=[row.lower for row in panels.rows],
        row_upper=[row.upper for row in panels.rows],
        whole=whole,
        options=options,
    )


class BestPanel:
    """The integer programme that everything rests on: the panel of greatest weight.

    The programme is made when it is asked for the first time, for mostly it never is, and kept, so
    that many weights can be asked about in turn.
    """

    def __init__(self, panels: Panels) -> None:
        self._panels = panels
        self._made: Programme | None = None

    @property
    def _programme(self) -> Programme:
        if self._made is None:
            options = {"mip_rel_gap": 0.0, "mip_abs_gap": 1e-9, "mip_max_nodes": PATIENCE}
            self._made = programme_of(self._panels, options)
        return self._made

    def of(self, weights: Floats) -> Panel:
        """The panel whose members' *weights* add up to most.

        The weights are scaled to 100 inside, because HiGHS's tolerances are absolute.

        Raises:
            SolverError: HiGHS stopped without an answer, or gave what is no panel.
        """
        greatest = float(np.abs(weights).max(initial=0.0))
        self._programme.set_costs(weights * (100 / greatest) if greatest > 0 else weights)
        if self._programme.run(afresh=True) is not Outcome.BEST:
            raise SolverError("the best panel was not found; try wider quotas")
        panel = whole(self._programme.values)
        if not self._panels.allow(panel):
            raise SolverError("HiGHS returned a panel that breaks a quota")
        return panel


def whole(values: Floats) -> Panel:
    """Floats from the solver as whole numbers."""
    numbers: list[int] = np.round(values).astype(np.int64).tolist()
    return tuple(numbers)
