"""The highest lowest chance over fractional panels, again and again under changed quotas.

It is the first level of ``ascent``, over some of the types; the others are left out as if they were
not in the pool. The linear programme is kept from one set of rows to the next, for little changes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.chances.ascent import Ascent
from deliberation.sortition.panels import Panels, Row


@dataclass(frozen=True, slots=True)
class Lowest:
    """The lowest *chance* at its highest.

    Args:
        shadows: for each row that holds it down, how much one more place in the row's bound would
            add to the chance at first: above 0 the upper bound holds it, below 0 the lower.
    """

    chance: Fraction
    shadows: Mapping[int, Fraction]


class LowestChance:
    """The lowest chance of the types *counted*, at its highest over fractional panels of them."""

    def __init__(self, panels: Panels, counted: AbstractSet[int]) -> None:
        self._panels = panels
        self._ascent = Ascent(panels, frozenset(range(len(panels.types))) - counted)

    def under(self, rows: Sequence[Row]) -> Lowest:
        """The lowest chance where the *rows* of the panels have other bounds.

        Raises:
            SolverError: the solver's answer could not be proven.
        """
        self._ascent.bound_by(rows)
        level = self._ascent.next_level()
        if level.chance == 1:
            return Lowest(level.chance, {})
        sizes, rows_of = self._panels.sizes, self._panels.rows_of
        weight = sum(
            sizes[t] * sum(level.multipliers.get(r, Fraction(0)) for r in rows_of[t])
            for t in level.types
        )
        return Lowest(level.chance, {r: y / weight for r, y in level.multipliers.items()})
