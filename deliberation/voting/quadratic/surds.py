"""Sums of square roots: certified bounds at any precision, and whether two are equal.

The roots of different whole numbers without square factors are linearly independent over the
fractions. So a sum of them, gathered by such numbers, is zero only if nothing is left of it. Where
roots stand below a line or inside another root, equal parts are still gathered; but that what is
left is not zero can then only be seen from its bounds.

Source: Besicovitch, "On the linear independence of fractional powers of integers", Journal of the
London Mathematical Society 15 (1940).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, isqrt

Bounds = tuple[int, int]
"""Whole numbers below and above a number times a power of two."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A root of a sum, or a root of a whole number divided by a sum; both are above zero.

    Args:
        radicand: below the root: a sum, or a whole number without square factors.
        divisor: ``None`` where there is none.
    """

    radicand: Surd | int
    divisor: Surd | None = None


Atom = int | Nested


@dataclass(frozen=True, slots=True)
class Surd:
    """A sum of fractions times roots, gathered; without the root of 1 for a fraction itself.

    >>> (Surd.root(8) + Surd.root(2).scaled(-2)).terms
    frozenset()
    >>> Surd.root(2).bounds(10)  # 1.414... is between 1448/1024 and 1449/1024
    (1448, 1449)
    """

    terms: frozenset[tuple[Atom, Fraction]]

    @classmethod
    def of(cls, parts: Iterable[tuple[Atom, Fraction]]) -> Surd:
        """The sum of *parts*, gathered."""
        gathered: dict[Atom, Fraction] = {}
        for atom, n in parts:
            gathered[atom] = gathered.get(atom, Fraction(0)) + n
        return cls(frozenset((atom, n) for atom, n in gathered.items() if n))

    @classmethod
    def fraction(cls, n: Fraction | int) -> Surd:
        """A fraction."""
        return cls.of([(1, Fraction(n))])

    @classmethod
    def root(cls, n: Fraction | int) -> Surd:
        """The root of a fraction from 0."""
        exact = Fraction(n)
        outside, inside = without_squares(exact.numerator * exact.denominator)
        return cls.of([(inside, Fraction(outside, exact.denominator))])

    @property
    def plain(self) -> bool:
        """Whether it is certainly not zero if anything is left of it."""
        return not any(isinstance(atom, Nested) for atom, _ in self.terms)

    def __add__(self, other: Surd) -> Surd:
        return Surd.of([*self.terms, *other.terms])

    def scaled(self, n: Fraction | int) -> Surd:
        """So many times as much."""
        return Surd.of((atom, m * n) for atom, m in self.terms)

    def times(self, other: Surd) -> Surd:
        """The product of two sums of roots of whole numbers."""
        return Surd.of(
            _product(a, b, m * n)
            for a, m in self.terms
            for b, n in other.terms
            if isinstance(a, int) and isinstance(b, int)
        )

    def root_of(self) -> Surd:
        """The root of this sum, which is above zero or zero."""
        if not self.terms:
            return self
        if len(self.terms) == 1 and (fraction := dict(self.terms).get(1)) is not None:
            return Surd.root(fraction)
        return Surd.of([(Nested(self), Fraction(1))])

    def over(self, divisor: Surd) -> Surd:
        """This sum of roots of whole numbers divided by another, which is above zero."""
        if len(divisor.terms) == 1 and (fraction := dict(divisor.terms).get(1)) is not None:
            return self.scaled(1 / fraction)
        return Surd.of((Nested(a, divisor), n) for a, n in self.terms if isinstance(a, int))

    def bounds(self, bits: int) -> Bounds:
        """Whole numbers below and above 2**bits times this."""
        low = high = 0
        for atom, n in self.terms:
            below, above = _bounds(atom, bits)
            if n < 0:
                below, above = above, below
            low += below * n.numerator // n.denominator
            high += -(-above * n.numerator // n.denominator)
        return low, high


def without_squares(n: int) -> tuple[int, int]:
    """The largest whole number whose square divides *n*, and what is left of *n* then.

    >>> without_squares(72), without_squares(0)
    ((6, 2), (0, 1))
    """
    if not n:
        return 0, 1
    outside, inside, rest, prime = 1, 1, n, 2
    while prime**3 <= rest:
        while rest % prime**2 == 0:
            outside, rest = outside * prime, rest // prime**2
        if rest % prime == 0:
            inside, rest = inside * prime, rest // prime
        prime += 1 if prime == 2 else 2
    # What is left has two prime factors at most: they are equal, or it has no square.
    root = isqrt(rest)
    return (outside * root, inside) if root * root == rest else (outside, inside * rest)


def _product(a: int, b: int, n: Fraction) -> tuple[int, Fraction]:
    """Two roots of whole numbers without square factors, multiplied."""
    common = gcd(a, b)
    return a * b // common**2, n * common


@lru_cache(maxsize=100_000)
def _bounds(atom: Atom, bits: int) -> Bounds:
    """Bounds of one root."""
    if isinstance(atom, int):
        root = isqrt(atom << 2 * bits)
        return root, root if atom == 1 else root + 1
    below, above = _below_root(atom.radicand, bits)
    if atom.divisor is None:
        return below, above
    lower, upper = atom.divisor.bounds(bits)
    return (below << bits) // upper, -(-(above << bits) // max(lower, 1))


def _below_root(radicand: Surd | int, bits: int) -> Bounds:
    if isinstance(radicand, int):
        return _bounds(radicand, bits)
    low, high = radicand.bounds(2 * bits)
    return isqrt(max(low, 0)), isqrt(high) + 1


def gathered(surds: Iterable[Surd]) -> Surd:
    """The sum of many."""
    return Surd.of(part for surd in surds for part in surd.terms)
