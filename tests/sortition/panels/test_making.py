"""All panels within bounds, against trying every choice of numbers."""

from dataclasses import replace
from itertools import product

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.making import all_within


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_panel_within_the_bounds_is_made_and_once(small_assemblies, data):
    """The bounds of rows and types are narrower than those of all panels, or impossible."""
    panels = panels_of(*data.draw(small_assemblies(limits=(1, 2), joint=1)))
    drawn = st.integers(0, 2)
    rows = [
        replace(row, lower=row.lower + data.draw(drawn), upper=row.upper - data.draw(drawn))
        for row in panels.rows
    ]
    bounds = [sorted((data.draw(st.integers(0, m)), m)) for m in panels.sizes]
    ways = [range(low, high + 1) for low, high in bounds]
    assume(len(ways) <= 8)
    by_trying = [
        numbers
        for numbers in product(*ways)
        if all(row.lower <= sum(numbers[t] for t in row.types) <= row.upper for row in rows)
    ]
    made = all_within(panels, rows, bounds, many=10**6)
    assert sorted(map(tuple, made.tolist())) == by_trying


def test_too_many_choices_are_not_made(made_up):
    panels = panels_of(*made_up(60, 12, (2, 3), seed=1))
    bounds = [(0, m) for m in panels.sizes]
    every = all_within(panels, panels.rows, bounds, many=10**6)
    assert all(panels.allow(tuple(panel)) for panel in every.tolist())
    assert all_within(panels, panels.rows, bounds, many=len(every) - 1) is None
    assert all_within(panels, panels.rows, bounds, many=0) is None
