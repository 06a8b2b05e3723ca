"""Where an axis ends, and how far apart its marks stand."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor, log10

MARKS = 5
STEPS = tuple(Fraction(n, 10) for n in (1, 2, 5, 10, 20, 50))


def scale(most: Fraction, *, finest: Fraction = Fraction(0)) -> tuple[Fraction, Fraction]:
    """The end of an axis that shows numbers from nought to *most*, and the step of its marks.

    The step is one, two or five times a power of ten, the smallest that does with five marks.

    Args:
        finest: steps are no smaller than this.

    >>> end, step = scale(Fraction(107, 1000), finest=Fraction(1, 100))
    >>> str(end), str(step)
    ('3/20', '1/20')
    """
    unit = Fraction(10) ** floor(log10(most or finest or 1))
    steps = (max(step * unit, finest) for step in STEPS)
    step = next(step for step in steps if most <= MARKS * step)
    return max(ceil(most / step), 1) * step, step
