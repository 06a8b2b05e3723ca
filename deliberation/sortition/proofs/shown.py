"""What the proofs of ceilings show, one after another, without putting them together.

What two sums show together is no more than what they show one by one. So where a proof rests on
another, that one is added up once for all that rest on it, and only those of its places again where
something of their own is added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.ceiling import (
    Ceiling,
    Joint,
    first_bounds,
    most_by_rows,
    proven_most,
)
from deliberation.sortition.proofs.trees import Bounds, Leaf, added, leaves


@dataclass(frozen=True, slots=True)
class _Place:
    """A *leaf* of a proof, which shows *most* for panels within *bounds*."""

    leaf: Leaf
    bounds: Bounds
    most: Fraction


class Shown:
    """What proofs show that no panel outweighs; remembers those that others rest on.

    Args:
        barred: types that are known to be on no panel.
    """

    def __init__(self, panels: Panels, barred: frozenset[int]) -> None:
        self._panels, self.barred = panels, barred
        self._base: Ceiling | None = None
        self._places: list[_Place] = []

    def most(self, ceiling: Ceiling) -> Fraction:
        """What the proof of *ceiling* shows that the members of no panel outweigh."""
        if isinstance(ceiling.made, Joint):
            return max(self._jointly(ceiling, ceiling.made))
        return proven_most(self._panels, ceiling.weights, ceiling.made, barred=self.barred)

    def _jointly(self, ceiling: Ceiling, joint: Joint) -> Iterator[Fraction]:
        """What is shown where something is added, and what is shown elsewhere.

        The weights of both are whole.
        """
        times, base, weights = joint.times, joint.base, [int(w) for w in ceiling.weights]
        if self._base is not base:
            self._base, self._places = base, [*self._places_of(base)]
        for i, own in joint.own.items():
            place = self._places[i]
            for leaf, bounds in leaves(added(own, place.leaf, times), place.bounds):
                yield most_by_rows(self._panels, weights, leaf.multipliers, bounds)
        left = [place.most for i, place in enumerate(self._places) if i not in joint.own]
        if left:
            others = [w - times * v for w, v in zip(ceiling.weights, base.weights, strict=True)]
            rest = proven_most(self._panels, others, joint.elsewhere, barred=self.barred)
            yield times * max(left) + rest

    def _places_of(self, ceiling: Ceiling) -> Iterator[_Place]:
        """The leaves of the proof of *ceiling*, from left to right, added up."""
        weights = [int(w) for w in ceiling.weights]
        for leaf, bounds in leaves(ceiling.proof, first_bounds(self._panels, self.barred)):
            most = most_by_rows(self._panels, weights, leaf.multipliers, bounds)
            yield _Place(leaf, bounds, most)
