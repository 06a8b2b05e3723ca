"""Ceilings that rest on one that is proven: for the levels after it, with hardly any search.

Where a ceiling settles a level, only panels that touch it matter to the levels after it
(``touching``). What such panels weigh by other weights is found by looking at all of them. That
bounds no other panel; but add the settled weights, so many times that whatever falls short of the
ceiling is outweighed, and what no panel can weigh together follows from the old proof: multiply
what its leaves multiply by as much, and add, where panels may touch, what proves the other weights
there.

Source: a penalty that is exact, as for Lagrangian relaxation in Geoffrion, Mathematical Programming
Study 2 (1974).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from math import ceil, lcm

from deliberation.errors import SolverError
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.ceiling import (
    Branch,
    Ceiling,
    Leaf,
    Part,
    Proof,
    beyond_rows,
    leaves,
)
from deliberation.sortition.proofs.heavier import Most
from deliberation.sortition.proofs.search import Search
from deliberation.sortition.proofs.touching import Place, places, touching


class Resting:
    """Finds ceilings that rest on *ceiling*, whose weights are whole.

    Args:
        known: what ``touching`` found: all panels that touch it.
        barred: types that are known to be on no panel.
    """

    def __init__(
        self,
        panels: Panels,
        ceiling: Ceiling,
        at: Sequence[Place],
        known: Sequence[Panel],
        barred: Collection[int],
    ) -> None:
        self.panels, self._ceiling, self._at, self.known = panels, ceiling, at, known
        self._search = Search(panels, barred=barred)
        self._last: dict[int, Proof] = {}  # by place; its branches mostly serve the next level too

    @classmethod
    def on(cls, panels: Panels, ceiling: Ceiling, barred: Collection[int]) -> Resting | None:
        """What rests on *ceiling*; ``None`` where no panel touches it, or too many may.

        Raises:
            CancelledError: the work was called off.
        """
        at = [*places(panels, ceiling, barred=barred)]
        parts = [place.touching for place in at if place.touching]
        known = touching(parts) if parts else None
        return cls(panels, ceiling, at, known, barred) if known else None

    def most(self, weights: Sequence[Fraction]) -> Most:
        """What the heaviest panel that touches weighs by these *weights*, proven for all panels.

        Args:
            weights: none below zero. They come back multiplied, and with the settled ones added,
                where it takes these to prove it. Where no proof is found in time there is no
                ceiling.

        Raises:
            SolverError: HiGHS stopped without an answer.
        """
        scale = lcm(*(w.denominator for w in weights))
        whole = [int(w * scale) for w in weights]
        most = max(
            sum(w * c for w, c in zip(whole, panel, strict=True) if c) for panel in self.known
        )
        multiplied, limit = tuple(map(Fraction, whole)), Fraction(most)
        leaf = self._search.by_rows(whole, most)
        if leaf is not None:
            return Most(multiplied, limit, Ceiling(multiplied, limit, leaf))
        ceiling = self._resting(whole, most)
        if ceiling is None:
            return Most(multiplied, limit, None)
        return Most(ceiling.weights, ceiling.most, ceiling)

    def _resting(self, weights: Sequence[int], most: int) -> Ceiling | None:
        """The ceiling for these *weights* with the settled ones added, if it is proven in time."""
        size, heaviest = self.panels.rows[0].upper, max(weights)
        own: list[Proof] = []
        times = 0
        for i, place in enumerate(self._at):
            if place.touching is None:
                own.append(Leaf({0: Fraction(heaviest)}))
                times = max(times, ceil((size * heaviest - most) / place.short))
                continue
            along = self._last.get(i)
            try:
                answer = self._search.heavier(weights, most, along=along, among=place.touching)
            except SolverError:
                return None
            if answer.panels:
                raise SolverError("a panel touches the ceiling that was not made")
            self._last[i] = answer.proof
            own.append(answer.proof)
            times = max([times, *_times(place, place.touching, weights, answer.proof)])
        added = (w + times * v for w, v in zip(weights, self._ceiling.weights, strict=True))
        proof = _joined(self._ceiling.proof, times, iter(own))
        return Ceiling(tuple(added), most + times * self._ceiling.most, proof)


def _times(place: Place, part: Part, weights: Sequence[int], own: Proof) -> Iterator[int]:
    """How often the settled weights must count so that nothing that holds at *place* gives way.

    What a row is multiplied by, and what a type weighs beyond the rows, must keep its sign.
    """
    for leaf, _ in leaves(own, part.bounds):
        for r, y in leaf.multipliers.items():
            settled = place.leaf.multipliers.get(r)
            if settled and (y > 0) != (settled > 0):
                yield ceil(abs(y / settled))
        scale, _, beyond = beyond_rows(part.panels, weights, leaf.multipliers)
        for v, w in zip(place.beyond, beyond, strict=True):
            if (v > 0 > w) or (v < 0 < w):
                yield -(-abs(w) * place.scale // (abs(v) * scale))  # rounded up


def _joined(proof: Proof, times: int, own: Iterator[Proof]) -> Proof:
    """The *proof*, multiplied so many *times*, and at each leaf its *own* added."""
    if isinstance(proof, Branch):
        fewer = _joined(proof.fewer, times, own)
        return Branch(proof.type, proof.most, fewer, _joined(proof.more, times, own))
    return _added(next(own), {r: y * times for r, y in proof.multipliers.items()})


def _added(proof: Proof, multipliers: dict[int, Fraction]) -> Proof:
    """The *proof*, with *multipliers* added at each leaf."""
    if isinstance(proof, Branch):
        fewer, more = (_added(side, multipliers) for side in (proof.fewer, proof.more))
        return Branch(proof.type, proof.most, fewer, more)
    both = {**multipliers}
    for r, y in proof.multipliers.items():
        both[r] = both[r] + y if r in both else y
    return Leaf({r: y for r, y in both.items() if y})
