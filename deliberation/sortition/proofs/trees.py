"""Proofs as trees: questions with two answers, and at the leaves what rows are multiplied by.

What the leaves of a tree show is another matter (``ceiling``); here trees are followed, multiplied
and put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Bounds: TypeAlias = "list[tuple[int, int]]"  # how often each type can be on the panel
Number: TypeAlias = "Fraction | int"  # whole ones are sooner multiplied, and take less memory


@dataclass(frozen=True, slots=True)
class Leaf:
    """The *multipliers* of some rows of ``Panels``."""

    multipliers: Mapping[int, Number]


@dataclass(frozen=True, slots=True)
class Branch:
    """Either at most *most* panel members are of this *type*, or more are."""

    type: int
    most: int
    fewer: Proof
    more: Proof


Proof: TypeAlias = "Leaf | Branch"


def joined(base: Proof, times: int, own: Iterator[Proof]) -> Proof:
    """The *base*, multiplied so many *times*, with the next of *own* added at each leaf."""
    if isinstance(base, Branch):
        fewer = joined(base.fewer, times, own)
        return Branch(base.type, base.most, fewer, joined(base.more, times, own))
    return added(next(own), base, times)


def added(proof: Proof, leaf: Leaf, times: int) -> Proof:
    """The *proof*, with what *leaf* multiplies added at each leaf so many *times*."""
    return _added(proof, {r: y * times for r, y in leaf.multipliers.items()})


def _added(proof: Proof, multipliers: Mapping[int, Number]) -> Proof:
    """The *proof*, with *multipliers* added at each leaf."""
    if isinstance(proof, Branch):
        fewer, more = (_added(side, multipliers) for side in (proof.fewer, proof.more))
        return Branch(proof.type, proof.most, fewer, more)
    both = {**multipliers}
    for r, y in proof.multipliers.items():
        both[r] = both[r] + y if r in both else y
    return Leaf({r: y for r, y in both.items() if y})


def scaled(proof: Proof, times: int) -> Proof:
    """The *proof* for weights so many *times* as large."""
    if isinstance(proof, Leaf):
        return Leaf({r: _plain(y * times) for r, y in proof.multipliers.items()})
    fewer, more = (scaled(side, times) for side in (proof.fewer, proof.more))
    return Branch(proof.type, proof.most, fewer, more)


def renumbered(proof: Proof, numbers: Sequence[int]) -> Proof:
    """The *proof*, asking about type ``numbers[t]`` where it asks about t."""
    if isinstance(proof, Leaf):
        return proof
    fewer, more = (renumbered(side, numbers) for side in (proof.fewer, proof.more))
    return Branch(numbers[proof.type], proof.most, fewer, more)


def _plain(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def leaves(proof: Proof, bounds: Bounds) -> Iterator[tuple[Leaf, Bounds]]:
    """The leaves of *proof* from left to right, each with what the questions before leave."""
    if isinstance(proof, Leaf):
        yield proof, bounds
        return
    low, high = bounds[proof.type]
    for side, narrowed in (
        (proof.fewer, (low, min(high, proof.most))),
        (proof.more, (max(low, proof.most + 1), high)),
    ):
        below = [*bounds]
        below[proof.type] = narrowed
        yield from leaves(side, below)


def leaves_alone(proof: Proof) -> Iterator[Leaf]:
    """The leaves of *proof* from left to right."""
    if isinstance(proof, Leaf):
        yield proof
        return
    yield from leaves_alone(proof.fewer)
    yield from leaves_alone(proof.more)
