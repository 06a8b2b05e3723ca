"""Panels that take the place of others on single tickets, until everybody has their share."""

import numpy as np
import pytest

from benchmarks.instances import named
from benchmarks.ours import asked
from deliberation.exact import apportion
from deliberation.randomness import Lots
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.tickets import rounding
from deliberation.sortition.tickets.attaining import attain
from deliberation.sortition.tickets.exchange import wrongs
from deliberation.sortition.tickets.mending import mended
from deliberation.sortition.tickets.shares import Shares
from tests.sortition.tickets.test_shares import EVEN, PANELS


def wrong(given, shares):
    sums = np.sum([n * np.array(panel) for panel, n in given], axis=0)
    return wrongs(sums, shares.low, shares.high).sum()


def lots():
    return Lots("mending", "tickets")


def by_weight(mixture, tickets):
    given = zip(mixture.panels, apportion(mixture.weights, tickets), strict=True)
    return [(panel, n) for panel, n in given if n]


@pytest.mark.parametrize("tickets", [100, 1000])
def test_tickets_by_weight_are_mended_until_nothing_is_wrong(made_up, tickets):
    panels = panels_of(*made_up(60, 12, (2, 3, 2, 2), seed=0))
    near = Near(panels)
    mixture = attain(panels, fractional_leximin(panels).chances, near, [])
    shares, given = Shares.rounded(panels, mixture.chances, tickets), by_weight(mixture, tickets)
    assert wrong(given, shares) > 0
    found, within = mended(panels, near, given, shares.low, shares.high, lots=lots())
    assert within
    assert wrong(found, shares) == 0
    assert sum(n for _, n in found) == tickets
    assert min(n for _, n in found) > 0
    assert all(panels.allow(panel) for panel, _ in found)


def test_where_nothing_mends_the_tickets_stay_as_they_are():
    # Two tickets cannot give each type its share here (see test_shares).
    shares, given = Shares.rounded(PANELS, EVEN.chances, 2), by_weight(EVEN, 2)
    found, within = mended(PANELS, Near(PANELS), given, shares.low, shares.high, lots=lots())
    assert not within
    assert sum(n for _, n in found) == 2
    assert 0 < wrong(found, shares) <= wrong(given, shares)


def test_whole_tickets_are_mended_where_no_few_exchanges_get_there(made_up, monkeypatch):
    panels = panels_of(*made_up(60, 12, (2, 3, 2, 2), seed=0))
    near = Near(panels)
    mixture = attain(panels, fractional_leximin(panels).chances, near, [])
    shares = Shares.rounded(panels, mixture.chances, 100)
    monkeypatch.setattr(rounding, "SOON", 0)
    found = rounding.whole_tickets(panels, mixture, 100, near=near)
    assert (found, True) == mended(
        panels, Near(panels), by_weight(mixture, 100), shares.low, shares.high, lots=lots()
    )


def test_where_mending_ends_a_ticket_away_it_gets_there_from_the_beginning_with_other_lots():
    """Most people are to have 3/100 of 333 tickets: 9 or 10, and so nearly all of them 10."""
    panels = panels_of(*asked(named("lat_160_20_8_3_0").document()))
    near, known = Near(panels), []
    mixture = attain(panels, fractional_leximin(panels).chances, near, known)
    shares, given = Shares.rounded(panels, mixture.chances, 333), by_weight(mixture, 333)
    once, within = mended(panels, near, given, shares.low, shares.high, lots=lots())
    assert not within
    assert wrong(once, shares) == 1
    found = rounding.whole_tickets(panels, mixture, 333, near=near, others=known)
    assert wrong(found, shares) == 0
    assert sum(n for _, n in found) == 333
    assert all(panels.allow(panel) for panel, _ in found)
