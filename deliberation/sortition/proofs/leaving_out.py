"""Panels without the types that are on none, and what was proven of them said of all types.

Whoever is proven to be on no panel would still be a column of every programme, and in some pools
with tight quotas that is more than half of them. Rows keep their numbers, so that multipliers stay
what they are; somebody who is on no panel weighs nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TypeVar

from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.ceiling import Ceiling, Joint
from deliberation.sortition.proofs.certificate import Certificate, Level
from deliberation.sortition.proofs.trees import Number, renumbered
from deliberation.sortition.tickets.mixture import Mixture

T = TypeVar("T", int, Fraction, Number)


@dataclass(frozen=True, slots=True)
class LeavingOut:
    """What is left of panels of *many* types.

    Args:
        panels: of the types that are left.
        kept: for each of these its number among all.
    """

    panels: Panels
    many: int
    kept: tuple[int, ...]

    @classmethod
    def of(cls, panels: Panels, barred: Collection[int]) -> LeavingOut:
        """What is left of *panels* without the types *barred*, which are on none of them."""
        kept = tuple(t for t in range(len(panels.types)) if t not in barred)
        place = {t: i for i, t in enumerate(kept)}
        rows = (
            replace(row, types=tuple(place[t] for t in row.types if t in place))
            for row in panels.rows
        )
        left = Panels(
            tuple(panels.types[t] for t in kept),
            tuple(rows),
            tuple(panels.rows_of[t] for t in kept),
            tuple(panels.sizes[t] for t in kept),
        )
        return cls(left, len(panels.types), kept)

    def inside(self, panels: Iterable[Panel]) -> list[Panel]:
        """The *panels* without the types left out."""
        return [tuple(panel[t] for t in self.kept) for panel in panels]

    def outside(self, panels: Iterable[Panel]) -> list[Panel]:
        """The *panels* with nobody of the types left out."""
        return [tuple(self._among_all(panel, 0)) for panel in panels]

    def of_all(self, certificate: Certificate, barring: Level) -> Certificate:
        """What *certificate* says, said of all types; *barring* is the level of those left out."""
        mixture, rested = certificate.mixture, dict[int, Ceiling]()
        chances = tuple(self._among_all(mixture.chances, Fraction(0)))
        levels = [
            Level(
                level.chance,
                tuple(self.kept[t] for t in level.types),
                self._ceiling(level.ceiling, rested) if level.ceiling else None,
            )
            for level in certificate.levels
        ]
        panels = tuple(self.outside(mixture.panels))
        return Certificate(Mixture(chances, panels, mixture.weights), (barring, *levels))

    def _ceiling(self, ceiling: Ceiling, rested: dict[int, Ceiling]) -> Ceiling:
        """The same; what others may *rest* on is made once, and known by the identity of this."""
        made = ceiling.made
        if isinstance(made, Joint):
            own = {i: renumbered(proof, self.kept) for i, proof in made.own.items()}
            whole = Joint(self._ceiling(made.base, rested), made.times, own, made.elsewhere)
            return Ceiling(self._weights(ceiling), ceiling.most, whole)
        if id(ceiling) not in rested:
            proof = renumbered(made, self.kept)
            rested[id(ceiling)] = Ceiling(self._weights(ceiling), ceiling.most, proof)
        return rested[id(ceiling)]

    def _weights(self, ceiling: Ceiling) -> tuple[Number, ...]:
        return tuple(self._among_all(ceiling.weights, 0))

    def _among_all(self, numbers: Sequence[T], nothing: T) -> list[T]:
        """The *numbers* of the types left, with *nothing* for the others."""
        every = [nothing] * self.many
        for t, number in zip(self.kept, numbers, strict=True):
            every[t] = number
        return every
