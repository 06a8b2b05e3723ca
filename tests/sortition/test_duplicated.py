"""Everybody twice: what leximin gives then follows from what it gives to everybody once."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError
from deliberation.sortition import Pool, Quotas, leximin
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of

SMALL = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def optimum(pool, quotas):
    """The exact chances, or nothing where no panel exists."""
    try:
        return leximin(pool, quotas, tickets=60).optimum
    except InfeasibleQuotasError:
        return None


def twice(pool, home):
    """Everybody and a copy of everybody, who live where *home* says of a person and a number."""
    return Pool(
        tuple(
            replace(person, id=f"{person.id}-{n}", household=home(person, n))
            for n in (1, 2)
            for person in pool
        )
    )


def copied_home(person, n):
    return None if person.household is None else f"{person.household}-{n}"


def same_home(person, n):
    return person.household or f"home of {person.id}"


def doubled(quotas):
    """Twice the seats, and twice of everything on them."""
    return Quotas(
        2 * quotas.size,
        tuple(replace(q, lower=2 * q.lower, upper=2 * q.upper) for q in quotas),
        quotas.per_household,
    )


@SMALL
@given(data=st.data())
def test_where_a_copy_lives_with_whom_it_copies_everybodys_chance_is_half_exactly(
    small_assemblies, data
):
    """At most one of a home sits, so a panel is one of before, with one of two for each seat."""
    pool, quotas = data.draw(small_assemblies())
    once, both = optimum(pool, quotas), optimum(twice(pool, same_home), quotas)
    if once is None:
        assert both is None
        return
    assert both == {f"{id}-{n}": chance / 2 for n in (1, 2) for id, chance in once.items()}


@SMALL
@given(data=st.data())
def test_copies_share_a_chance_alike_and_nobody_lower_in_order_has_less_than_half(
    every_panel, small_assemblies, data
):
    """A lottery of before, with a coin for each seat, is one of those that the copies allow.

    They may allow more: two who are copies can sit together. Where no panel has more people of a
    type than there were, the coin is all that there is.
    """
    pool, quotas = data.draw(small_assemblies(limits=(1, 2)))
    once, copies = optimum(pool, quotas), twice(pool, copied_home)
    both = optimum(copies, quotas)
    if once is None:
        return
    assert all(both[f"{id}-1"] == both[f"{id}-2"] for id in once)
    halves = {id: chance / 2 for id, chance in once.items()}
    shared = {id: both[f"{id}-1"] for id in once}
    assert sorted(shared.values()) >= sorted(halves.values())
    if no_panel_needs_copies(panels_of(pool, quotas), every_panel(copies, quotas)):
        assert shared == halves


def no_panel_needs_copies(before, panels):
    """Whether each of the *panels* of copies has no more of a type than *before*, in one home."""
    type_of = {id: t for t, type in enumerate(before.types) for id in type.members}
    return all(
        before.allow(tuple(seats.count(t) for t in range(len(before.types))))
        for panel in panels
        for seats in [[type_of[id.rpartition("-")[0]] for id in panel]]
    )


@SMALL
@given(data=st.data())
def test_where_people_seats_and_quotas_are_doubled_nobody_lower_in_order_loses(
    small_assemblies, data
):
    """A panel of before and its copy are a panel; fractional ones are what they were."""
    pool, quotas = data.draw(small_assemblies(limits=(1, 2)))
    once = optimum(pool, quotas)
    if once is None:
        return
    copies, more = twice(pool, copied_home), doubled(quotas)
    both = optimum(copies, more)
    chances = {id: both[f"{id}-1"] for id in once}
    assert chances == {id: both[f"{id}-2"] for id in once}
    assert sorted(chances.values()) >= sorted(once.values())
    ceiling = fractional(pool, quotas)
    assert fractional(copies, more) == {f"{id}-{n}": p for n in (1, 2) for id, p in ceiling.items()}
    assert sorted(chances.values()) <= sorted(ceiling.values())
    if once == ceiling:
        assert chances == once


def fractional(pool, quotas):
    """Everybody's chance over fractional panels."""
    panels = panels_of(pool, quotas)
    chances = fractional_leximin(panels).chances
    of_types = zip(panels.types, chances, strict=True)
    return {id: chance for type, chance in of_types for id in type.members}


@pytest.mark.parametrize("seed", [1, 2])
def test_in_a_town_of_copies_who_live_together_chances_are_half_exactly(made_up, seed):
    pool, quotas = made_up(60, 10, (2, 3, 3), seed=seed, couples=10)
    once, both = optimum(pool, quotas), optimum(twice(pool, same_home), quotas)
    assert both == {f"{id}-{n}": chance / 2 for n in (1, 2) for id, chance in once.items()}
