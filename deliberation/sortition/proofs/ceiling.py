"""What no panel's members can weigh together, with the proof as data.

Give each type a weight. A ceiling says how much the members of one panel weigh at most. Nothing of
the solver has to be believed for it:

1. Multiply the rows by any numbers and add up: the rows' bounds say what the sum is at most. What a
   type weighs beyond its part in that sum counts as often as the type can be there if it is
   positive, and as often as it must be there if it is negative (a leaf).
2. If that is not enough, ask of some type whether at most *n* of its people are on the panel, or
   more; each answer narrows how often the type can be there, and has a proof of its own (a branch).

Where all weights are whole a panel weighs a whole number, so that what is proven is rounded down.

So the proof is a tree, and a small program can walk it: ``deliberation/verify`` does.

Source: branch and bound with linear bounds; certificates in the manner of Cheung, Gleixner,
Steffy, "Verifying integer programming results", IPCO 2017.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from math import lcm
from typing import NamedTuple

from deliberation.sortition.panels import Panels
from deliberation.sortition.proofs.trees import Bounds, Leaf, Number, Proof, joined, leaves, scaled


class Part(NamedTuple):
    """Some of the panels: *panels*, perhaps by narrower rows, with types within *bounds*."""

    panels: Panels
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The members of no panel weigh more than *most*.

    Args:
        weights: of one more panel member, for each type.
        made: the proof, or how it is put together.
    """

    weights: tuple[Number, ...]
    most: Fraction
    made: Proof | Joint

    @property
    def proof(self) -> Proof:
        """Why it is so."""
        return self.made.proof() if isinstance(self.made, Joint) else self.made


@dataclass(frozen=True, slots=True)
class Joint:
    """A proof that rests on another; it is put together only where it is asked for, being large.

    Args:
        base: the other ceiling, which counts so many *times*.
        own: what is added at some leaves of its proof, by their place from left to right.
        elsewhere: what is added at all others.
    """

    base: Ceiling
    times: int
    own: Mapping[int, Proof]
    elsewhere: Leaf

    def proof(self) -> Proof:
        """The proof, put together."""
        own = (self.own.get(place, self.elsewhere) for place in count())
        return joined(self.base.proof, self.times, own)


def proven_most(
    panels: Panels,
    weights: Sequence[Number],
    proof: Proof,
    *,
    barred: Collection[int] = (),
) -> Fraction:
    """What *proof* shows that the members of no panel outweigh.

    Args:
        barred: types that are known to be on no panel.
    """
    scale = lcm(*(w.denominator for w in weights))
    whole = [w.numerator * (scale // w.denominator) for w in weights]
    if scale > 1:
        proof = scaled(proof, scale)
    return (
        max(
            most_by_rows(panels, whole, leaf.multipliers, bounds)
            for leaf, bounds in leaves(proof, first_bounds(panels, barred))
        )
        / scale
    )


def first_bounds(panels: Panels, barred: Collection[int]) -> Bounds:
    """How often each type can be on a panel before anything is asked."""
    return [(0, 0 if t in barred else m) for t, m in enumerate(panels.sizes)]


def beyond_rows(
    panels: Panels, weights: Sequence[int], multipliers: Mapping[int, Number]
) -> tuple[int, int, list[int]]:
    """The rows, multiplied and added up, and what the types weigh beyond that.

    Returns:
        A scale, and the two as many times as large, so that they are whole.
    """
    scale, most = lcm(*(y.denominator for y in multipliers.values())), 0
    beyond = [w * scale for w in weights]
    for r, y in multipliers.items():
        times, row = y.numerator * (scale // y.denominator), panels.rows[r]
        most += times * (row.upper if times > 0 else row.lower)
        for t in row.types:
            beyond[t] -= times
    return scale, most, beyond


def most_by_rows(
    panels: Panels,
    weights: Sequence[int],
    multipliers: Mapping[int, Number],
    bounds: Bounds,
) -> Fraction:
    """The rows, multiplied and added up, and what the types weigh beyond that within *bounds*."""
    scale, most, beyond = beyond_rows(panels, weights, multipliers)
    for w, (low, high) in zip(beyond, bounds, strict=True):
        most += w * (high if w > 0 else low)
    return Fraction(most, scale)
