"""Tickets moved from panel to panel until everybody has their share."""

from fractions import Fraction

import numpy as np

from deliberation.sortition.tickets.exchange import exchanged
from deliberation.sortition.tickets.mixture import Mixture

PAIRS = tuple(
    tuple(int(t in pair) for t in range(6)) for pair in [(a, b) for a in range(6) for b in range(a)]
)


def shares(panels, weights):
    return tuple(
        sum((w * p[t] for p, w in zip(panels, weights, strict=True)), Fraction(0)) for t in range(6)
    )


def test_exchanges_end_where_every_type_has_its_share_rounded_up_or_down():
    """Largest remainders alone leave somebody two tickets off."""
    weights = tuple(Fraction(1, 15) for _ in PAIRS)
    chances = shares(PAIRS, weights)
    low = np.array([float(20 * p // 1) for p in chances])
    high = np.array([float(-(-20 * p // 1)) for p in chances])
    held, within = exchanged(Mixture(chances, PAIRS, weights), (), 20, low, high)
    assert within
    assert sum(n for _, n in held) == 20
    sums = sum(n * np.array(panel) for panel, n in held)
    assert (low <= sums).all()
    assert (sums <= high).all()
    assert min(n for _, n in held) > 0


def test_other_panels_are_taken_where_they_help():
    """Two panels of one half each share three tickets best with the help of a third."""
    panels = ((2, 0, 0), (0, 2, 0))
    mixture = Mixture((Fraction(1), Fraction(1), Fraction(0)), panels, (Fraction(1, 2),) * 2)
    low, high = np.array([3.0, 3.0, 0.0]), np.array([3.0, 3.0, 0.0])
    held, within = exchanged(mixture, [(1, 1, 0)], 3, low, high)
    assert within
    assert dict(held)[1, 1, 0] in (1, 3)


def test_what_cannot_be_had_is_said_and_comes_close():
    panels = ((1, 0), (0, 1))
    mixture = Mixture((Fraction(1, 2), Fraction(1, 2)), panels, (Fraction(1, 2),) * 2)
    low = high = np.array([2.0, 2.0])
    held, within = exchanged(mixture, (), 3, low, high)
    assert not within
    assert sorted(n for _, n in held) == [1, 2]
