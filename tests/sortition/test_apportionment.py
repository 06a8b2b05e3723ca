"""Shares of the population turned into quotas."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.sortition import APPORTIONMENTS, Quota, Quotas, quotas_from_shares
from deliberation.sortition.apportionment import around, hamilton, seats_for

AGES = {"16-29": Fraction("21.4"), "30-59": Fraction("48.3"), "60+": Fraction("30.3")}


def test_quotas_are_the_exact_seats_rounded_down_and_up():
    assert quotas_from_shares({"age": AGES}, 36) == (
        Quota("age", "16-29", 7, 8),  # 7.704
        Quota("age", "30-59", 17, 18),  # 17.388
        Quota("age", "60+", 10, 11),  # 10.908
    )


def test_exact_targets_are_those_of_the_largest_remainders():
    assert quotas_from_shares({"age": AGES}, 36, how=hamilton) == (
        Quota("age", "16-29", 8, 8),
        Quota("age", "30-59", 17, 17),
        Quota("age", "60+", 11, 11),
    )


def test_people_are_as_good_as_percentages_and_slack_widens_both_ways():
    counted = {"area": {"north": 1_000, "south": 11_000}}
    assert quotas_from_shares(counted, 12, slack=2) == (
        Quota("area", "north", 0, 3),
        Quota("area", "south", 9, 12),
    )


def test_a_rest_that_no_quota_names_takes_its_seats():
    assert hamilton([Fraction(1, 4)], 10) == [(3, 3)]  # of equal remainders the earlier
    assert hamilton([Fraction(1, 5)], 4) == [(1, 1)]
    assert hamilton([Fraction(1, 10)], 4) == [(0, 0)]


def test_shares_of_nobody_are_refused_together():
    with pytest.raises(InvalidInputError) as caught:
        quotas_from_shares({"a": {"x": 0}, "b": {"x": 2, "y": -1}, "c": {"x": 1}}, 3)
    assert len(caught.value.problems) == 2


populations = st.lists(st.fractions(0, 100), min_size=1, max_size=6).filter(any)


@given(populations, st.integers(1, 60), st.integers(0, 3), st.sampled_from([around, hamilton]))
def test_what_comes_of_shares_are_quotas_that_can_be_met_and_stay_near(weights, size, slack, how):
    values = {f"v{i}": weight for i, weight in enumerate(weights)}
    quotas = Quotas(size, quotas_from_shares({"a": values}, size, how=how, slack=slack))
    for quota, weight in zip(quotas, weights, strict=True):
        exact = size * weight / sum(weights)
        assert quota.lower - 1 < exact + slack
        assert exact - slack < quota.upper + 1
        assert seats_for([weight / sum(weights)], size)[0][0] <= quota.upper


def test_every_apportionment_has_the_name_of_its_function():
    assert {name: how.__name__ for name, how in APPORTIONMENTS.items()} == {
        "around": "around",
        "hamilton": "hamilton",
    }
