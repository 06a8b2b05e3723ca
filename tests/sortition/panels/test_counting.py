"""All panels counted, against listing them one by one."""

from collections import Counter
from fractions import Fraction
from math import comb

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError, SolverError
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing, count_panels
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.counting import Count

STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


def counted(pool, quotas):
    return Count(panels_of(pool, quotas), per_household=quotas.per_household)


def test_the_published_example_has_as_many_panels_as_binomials_say(two_features):
    """Without the lone woman 9, 10 or 11 of each side; with her one fewer of both."""
    without = sum(comb(99, n) * comb(100, 20 - n) for n in (9, 10, 11))
    others = [(c, 20 - 1 - c) for c in range(20)]
    with_her = sum(
        comb(99, women) * comb(100, men)
        for women, men in others
        if 9 <= women + 1 <= 11 and 9 <= men + 1 <= 11 and 9 <= women <= 11 and 9 <= men <= 11
    )
    assert count_panels(*two_features) == without + with_her


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_panel_has_one_number_and_everybody_their_share(every_panel, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    if quotas.problems_with(pool):
        return
    panels, count = every_panel(pool, quotas), counted(pool, quotas)
    assert count.number == len(panels)
    assert sorted(map(count.panel, range(count.number))) == sorted(panels)
    if not panels:
        return
    held = Counter(id for panel in panels for id in panel)
    for type, chance in zip(panels_of(pool, quotas).types, count.chances(), strict=True):
        assert {Fraction(held[id], len(panels)) for id in type.members} == {chance}
    by_type = Counter()
    for panel, ways in count.kinds():
        by_type[panel] += ways
    assert sum(by_type.values()) == len(panels)


def test_homes_that_could_have_too_many_are_counted_home_by_home(every_panel):
    people = tuple(Person(f"p{i}", {"a": "xy"[i % 2]}, f"h{i // 3}") for i in range(9))
    quotas = Quotas(4, (Quota("a", "x", 1, 3), Quota("a", "y", 1, 3)), 2)
    panels = every_panel(Pool(people), quotas)
    count = counted(Pool(people), quotas)
    assert count.number == len(panels)
    assert {count.panel(n) for n in range(count.number)} == set(panels)


def test_a_number_that_no_panel_has_is_refused(two_features):
    count = counted(*two_features)
    assert len(count.panel(count.number - 1)) == 20
    for number in (-1, count.number):
        with pytest.raises(ValueError, match="number must be in"):
            count.panel(number)


def test_panels_that_are_too_many_to_count_are_not_guessed(made_up):
    pool, quotas = made_up(300, 40, (5, 5, 5, 5), seed=1)
    with pytest.raises(SolverError, match=r"too many to be counted: \d+ states after"):
        count_panels(pool, quotas)


def test_people_whom_the_quotas_have_no_place_for_are_refused():
    pool = Pool((Person("a", {"x": "1"}),))
    with pytest.raises(InvalidInputError):
        count_panels(pool, Quotas(1, (Quota("x", "2", 0, 1),)))
