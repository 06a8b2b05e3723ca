"""Ceilings that rest on one that is proven: for the levels after it, with hardly any search.

Where a ceiling settles a level, only panels that touch it matter to the levels after it
(``touching``). What such panels weigh by other weights is found by looking at all of them. That
bounds no other panel; but add the settled weights, so many times that whatever falls short of the
ceiling is outweighed, and what no panel can weigh together follows from the old proof: multiply
what its leaves multiply by as much, and add, where panels may touch, what proves the other weights
there. The latter is rounded down, for all weights are whole; the old proof, which counts often,
must be exact.

Source: a penalty that is exact, as for Lagrangian relaxation in Geoffrion, Mathematical Programming
Study 2 (1974).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from math import ceil, lcm

import numpy as np

from deliberation.errors import SolverError
from deliberation.sortition.panels import Panel, Panels
from deliberation.sortition.proofs.ceiling import Ceiling, Joint, Part, beyond_rows
from deliberation.sortition.proofs.heavier import Most
from deliberation.sortition.proofs.search import Search
from deliberation.sortition.proofs.spots import Spot
from deliberation.sortition.proofs.touching import Place, places, touching
from deliberation.sortition.proofs.trees import Leaf, Proof, leaves, leaves_alone, scaled

LONG = 256  # bits of a number, above which fractions are as quick


class Resting:
    """Finds ceilings that rest on *ceiling*, whose weights are whole.

    Args:
        ceiling: proven without rounding, as ``on`` proves it.
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
        self.panels, self.ceiling, self._at, self.known = panels, ceiling, at, known
        self._search = Search(panels, barred=barred, rounding=True)
        self._last: dict[int, Proof] = {}  # by place; its branches mostly serve the next level too
        every = np.array(known, dtype=np.int64)
        self._spots = {i: Spot.of(p.touching, every) for i, p in enumerate(at) if p.touching}

    @classmethod
    def on(cls, panels: Panels, ceiling: Ceiling, barred: Collection[int]) -> Resting | None:
        """What rests on *ceiling*; ``None`` where no panel touches it, or too many may.

        It is proven anew where bounds were rounded down: what is left beyond the most in one place
        would count as often as the settled weights do.

        Raises:
            CancelledError: the work was called off.
            SolverError: it is not proven anew in time, or HiGHS stopped without an answer.
        """
        ceiling = _whole(ceiling)
        at = [*places(panels, ceiling, barred=barred)]
        if any(place.short < 0 for place in at):
            ceiling = _whole(_exactly(panels, ceiling, barred))
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
        """The ceiling for these *weights* with the settled ones added, if it is proven in time.

        They are added once where nothing asks for them: a certificate that rests on an earlier
        level says how often, and that is at least once.
        """
        size, heaviest = self.panels.rows[0].upper, max(weights)
        own: dict[int, Proof] = {}
        least = min((place.short for place in self._at if place.touching is None), default=None)
        times = max(1, ceil((size * heaviest - most) / least)) if least else 1
        for i, place in enumerate(self._at):
            if place.touching is None:
                continue
            proof = self._own(i, place.touching, weights, most)
            if proof is None:
                return None
            own[i] = proof
            times = max([times, *_times(place, place.touching, weights, proof)])
        added = (w + times * v for w, v in zip(weights, self.ceiling.weights, strict=True))
        joint = Joint(self.ceiling, times, own, Leaf({0: heaviest}))
        return Ceiling(tuple(added), most + times * self.ceiling.most, joint)

    def _own(self, i: int, part: Part, weights: Sequence[int], most: int) -> Proof | None:
        """Why no panel in *part*, the place *i*, weighs more than *most*, if proven in time."""
        spot = self._spots[i]
        if spot is not None:
            return spot.proof(weights)
        along = self._last.get(i)
        try:
            answer = self._search.heavier(weights, most, along=along, among=part)
        except SolverError:
            return None
        if answer.panels:
            raise SolverError("a panel touches the ceiling that was not made")
        self._last[i] = answer.proof
        return answer.proof


def _whole(ceiling: Ceiling) -> Ceiling:
    """The same as often as it takes for all multipliers to be whole, if that is not too often."""
    proof = ceiling.proof
    scale = 1
    for leaf in leaves_alone(proof):
        scale = lcm(scale, *(y.denominator for y in leaf.multipliers.values()))
        if scale.bit_length() > LONG:
            return ceiling
    weights = tuple(w * scale for w in ceiling.weights)
    return Ceiling(weights, ceiling.most * scale, scaled(proof, scale))


def _exactly(panels: Panels, ceiling: Ceiling, barred: Collection[int]) -> Ceiling:
    """The same, proven without rounding bounds down.

    Raises:
        SolverError: it takes too long, or HiGHS stopped without an answer.
    """
    search, weights = Search(panels, barred=barred), [int(w) for w in ceiling.weights]
    answer = search.heavier(weights, int(ceiling.most), along=ceiling.proof)
    if answer.panels:
        raise SolverError("a panel is heavier than was proven")
    return Ceiling(ceiling.weights, ceiling.most, answer.proof)


def _times(place: Place, part: Part, weights: Sequence[int], own: Proof) -> Iterator[int]:
    """How often the settled weights must count so that nothing that holds at *place* gives way.

    What a row is multiplied by, and what a type weighs beyond the rows, must keep its sign.
    """
    for leaf, _ in leaves(own, part.bounds):
        for r, y in leaf.multipliers.items():
            settled = place.leaf.multipliers.get(r)
            if settled and (y > 0) != (settled > 0):
                yield ceil(abs(Fraction(y) / settled))
        scale, _, beyond = beyond_rows(part.panels, weights, leaf.multipliers)
        for v, w in zip(place.beyond, beyond, strict=True):
            if (v > 0 > w) or (v < 0 < w):
                yield -(-abs(w) * place.scale // (abs(v) * scale))  # rounded up
