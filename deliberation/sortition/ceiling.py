"""What no panel's members can weigh together, with the proof as data.

Give each type a weight. A ceiling says how much the members of one panel weigh at most. Nothing of
the solver has to be believed for it:

1. Multiply the rows by any numbers and add up: the rows' bounds say what the sum is at most, and
   whatever a type weighs beyond its share of that sum counts as often as it has people (a leaf).
2. If that is not enough, ask of some types whether at most *n* of their people are on the panel, or
   at least n + 1; each answer is one more row, and needs a proof of its own (a branch).

So the proof is a tree, and a small program can walk it: ``deliberation/verify`` does.

Source: branch and bound with linear bounds; certificates in the manner of Cheung, Gleixner,
Steffy, "Verifying integer programming results", IPCO 2017.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from deliberation.sortition.panels import Panels, Row


@dataclass(frozen=True, slots=True)
class Leaf:
    """The *multipliers* of rows: first those of ``Panels``, then one for each branch above."""

    multipliers: Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Branch:
    """Either at most *most* panel members are of these *types*, or more are."""

    types: tuple[int, ...]
    most: int
    fewer: Proof
    more: Proof


Proof: TypeAlias = "Leaf | Branch"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The members of no panel weigh more than *most*.

    Args:
        weights: of one more panel member, for each type.
    """

    weights: tuple[Fraction, ...]
    most: Fraction
    proof: Proof


def proven_most(panels: Panels, weights: Sequence[Fraction], proof: Proof) -> Fraction:
    """What *proof* shows that the members of no panel outweigh."""
    return _most(panels, weights, proof, [*panels.rows])


def _most(panels: Panels, weights: Sequence[Fraction], proof: Proof, rows: list[Row]) -> Fraction:
    """The same below some branches, which are the last of *rows*."""
    if isinstance(proof, Leaf):
        return _most_by_rows(panels, weights, proof.multipliers, rows)
    people = sum(panels.sizes[t] for t in proof.types)
    fewer = [*rows, Row(0, proof.most, proof.types)]
    more = [*rows, Row(proof.most + 1, people, proof.types)]
    return max(_most(panels, weights, proof.fewer, fewer), _most(panels, weights, proof.more, more))


def _most_by_rows(
    panels: Panels,
    weights: Sequence[Fraction],
    multipliers: Mapping[int, Fraction],
    rows: Sequence[Row],
) -> Fraction:
    """The rows, multiplied and added up, and what the types weigh beyond that."""
    beyond = [Fraction(w) for w in weights]
    most = Fraction(0)
    for r, y in multipliers.items():
        row = rows[r]
        most += y * (row.upper if y > 0 else row.lower)
        for t in row.types:
            beyond[t] -= y
    return most + sum(
        (m * w for m, w in zip(panels.sizes, beyond, strict=True) if w > 0), Fraction(0)
    )
