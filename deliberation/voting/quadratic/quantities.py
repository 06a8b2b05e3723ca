"""A real number that is known by bounds as narrow as one wants, and compared exactly.

Bounds decide nearly everything. Where they do not, the numbers are written out as sums of roots:
what is equal cancels. Only a difference with roots inside roots, or below a line, that neither
cancels nor is told from zero by thousands of digits is given up, with an error; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from deliberation.errors import SolverError
from deliberation.voting.quadratic.surds import Bounds, Surd, gathered

FIRST, LAST = 64, 2**14  # bits
WRITTEN_OUT = 256  # bits at which it is time to look whether the difference is zero


class Quantity:
    """A number by its bounds, and by what it is, once that is needed.

    Args:
        near: whole numbers below and above 2**bits times the number.
        exact: the number as a sum of roots.
    """

    def __init__(self, near: Callable[[int], Bounds], exact: Callable[[], Surd]) -> None:
        self._near, self._exact = near, exact
        self._known: dict[int, Bounds] = {}
        self._surd: Surd | None = None

    @classmethod
    def of(cls, surd: Surd) -> Quantity:
        """A sum of roots."""
        return cls(surd.bounds, lambda: surd)

    def bounds(self, bits: int) -> Bounds:
        """Whole numbers below and above 2**bits times the number."""
        if bits not in self._known:
            self._known[bits] = self._near(bits)
        return self._known[bits]

    @property
    def surd(self) -> Surd:
        """The number as a sum of roots."""
        if self._surd is None:
            self._surd = self._exact()
        return self._surd


Parts = Iterable[tuple[Fraction | int, Quantity]]


def total(quantities: Iterable[Quantity]) -> Quantity:
    """The sum of many."""
    parts = tuple(quantities)

    def near(bits: int) -> Bounds:
        bounds = [part.bounds(bits) for part in parts]
        return sum(low for low, _ in bounds), sum(high for _, high in bounds)

    return Quantity(near, lambda: gathered(part.surd for part in parts))


def combined(parts: Parts, bits: int) -> Bounds:
    """Bounds of so many times each."""
    low = high = 0
    for n, quantity in parts:
        below, above = quantity.bounds(bits)
        if n < 0:
            below, above = above, below
        exact = Fraction(n)
        low += below * exact.numerator // exact.denominator
        high += -(-above * exact.numerator // exact.denominator)
    return low, high


def sign(*parts: tuple[Fraction | int, Quantity]) -> int:
    """Whether so many times each is together below zero (-1), zero, or above (1).

    >>> two, eight = (Quantity.of(Surd.root(n)) for n in (2, 8))
    >>> sign((2, two), (-1, eight)), sign((1, two), (-1, eight))
    (0, -1)

    Raises:
        SolverError: it could not be told.
    """
    bits = FIRST
    certain = False
    while bits <= LAST or certain:
        low, high = combined(parts, bits)
        if low > 0 or high < 0:
            return 1 if low > 0 else -1
        if low == high == 0:
            return 0
        if bits == WRITTEN_OUT:
            difference = gathered(quantity.surd.scaled(n) for n, quantity in parts)
            if not difference.terms:
                return 0
            certain = difference.plain
        bits *= 2
    raise SolverError("two amounts are equal to thousands of digits, and could not be told apart")
