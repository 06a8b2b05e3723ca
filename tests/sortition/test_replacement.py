"""New members for the seats that have become free."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import (
    Person,
    Pool,
    Quota,
    Quotas,
    Standing,
    draw,
    leximin,
    replacement,
)
from deliberation.sortition.replacement import widened


def people(*answers, homes=()):
    home = dict(homes)
    return Pool(
        tuple(
            Person(f"p{i}", dict(zip("ab", answer, strict=True)), home.get(i))
            for i, answer in enumerate(answers)
        )
    )


POOL = people("xu", "xu", "xv", "xv", "yu", "yu", "yv", "yv", homes=[(0, "h"), (1, "h")])
QUOTAS = Quotas(
    4,
    (Quota("a", "x", 2, 2), Quota("a", "y", 2, 2), Quota("b", "u", 1, 3), Quota("b", "v", 1, 3)),
)


def test_the_original_quotas_just_work():
    found = replacement(POOL, QUOTAS, confirmed=["p0", "p4"], unavailable=["p2"])
    assert (found.seats, found.confirmed) == (2, ("p0", "p4"))
    assert set(found.lottery.panels) == {("p0", "p3", "p4", id) for id in ("p6", "p7")} | {
        ("p0", "p3", "p4", "p5")
    }, "p1 lives with p0, and p2 has withdrawn"
    chances = found.lottery.optimum
    assert {id: chances[id] for id in ("p0", "p1", "p2", "p3", "p4")} == {
        "p0": 1,
        "p1": 0,
        "p2": 0,
        "p3": 1,
        "p4": 1,
    }
    assert {chances[id] for id in ("p5", "p6", "p7")} == {Fraction(1, 3)}


@st.composite
def situations(draw):
    answers = draw(st.lists(st.sampled_from(["xu", "xv", "yu", "yv"]), min_size=4, max_size=7))
    homes = draw(st.lists(st.tuples(st.integers(0, 6), st.sampled_from("gh")), max_size=4))
    pool = people(*answers, homes=homes)
    size = draw(st.integers(2, 4))
    bounds = {}
    for feature, values in (("a", "xy"), ("b", "uv")):
        most = draw(st.integers(0, size))
        bounds[feature, values[0]] = most
        bounds[feature, values[1]] = size - most
    slack = draw(st.integers(0, 1))
    quotas = Quotas(
        size,
        tuple(Quota(f, v, max(0, n - slack), min(size, n + slack)) for (f, v), n in bounds.items()),
    )
    confirmed = draw(st.sets(st.sampled_from(pool.ids), max_size=size - 1))
    rest = sorted({*pool.ids} - confirmed)
    unavailable = draw(st.sets(st.sampled_from(rest), max_size=2)) if rest else set()
    return pool, quotas, confirmed, unavailable


@settings(max_examples=60, deadline=None)
@given(situations())
def test_it_is_leximin_over_the_panels_that_hold_the_confirmed(
    every_panel, leximin_over, situation
):
    """Twin: all panels listed, those without somebody confirmed struck out."""
    pool, quotas, confirmed, unavailable = situation
    panels = [p for p in every_panel(pool, quotas) if confirmed <= {*p} and not unavailable & {*p}]
    homes = [person.household for person in pool if person.household and person.id in confirmed]
    assume(len({*homes}) == len(homes))
    assume(len(pool) - len(unavailable) >= quotas.size)
    if not panels:
        with pytest.raises(InfeasibleQuotasError):
            replacement(pool, quotas, confirmed=confirmed, unavailable=unavailable)
        return
    found = replacement(pool, quotas, confirmed=confirmed, unavailable=unavailable, tickets=12)
    assert {*found.lottery.panels} <= {*panels}
    held = {id for panel in panels for id in panel}
    expected = leximin_over(Pool(tuple(p for p in pool if p.id in held)), panels)
    for id, chance in found.lottery.optimum.items():
        assert abs(float(chance) - expected.get(id, 0.0)) < 1e-6


@settings(max_examples=30, deadline=None)
@given(situations())
def test_it_is_the_lottery_for_quotas_reduced_by_hand(situation):
    """Metamorphic: without the confirmed and their homes, and with what they fill taken off."""
    pool, quotas, confirmed, unavailable = situation
    members = [person for person in pool if person.id in confirmed]
    homes = {person.household for person in members} - {None}
    others = [
        person
        for person in pool
        if person.id not in confirmed | unavailable and person.household not in homes
    ]
    left = quotas.size - len(members)
    filled = dict(zip(quotas, quotas.counted(members), strict=True))
    assume(all(n <= q.upper for q, n in filled.items()))
    assume(len({p.household for p in members} - {None}) == sum(bool(p.household) for p in members))
    assume(len(others) >= left)
    try:
        by_hand = leximin(
            Pool(tuple(others)),
            Quotas(
                left,
                tuple(
                    replace(q, lower=max(0, q.lower - n), upper=q.upper - n)
                    for q, n in filled.items()
                ),
            ),
        )
    except (InfeasibleQuotasError, InvalidInputError):
        with pytest.raises(InfeasibleQuotasError):
            replacement(pool, quotas, confirmed=confirmed, unavailable=unavailable)
        return
    found = replacement(pool, quotas, confirmed=confirmed, unavailable=unavailable)
    chances = found.lottery.optimum
    assert all(chances[id] == 1 for id in confirmed)
    assert {id: chances[id] for id in by_hand.people} == by_hand.optimum
    assert not any(chances[id] for id in pool.ids if id not in {*confirmed, *by_hand.people})


def test_with_nobody_confirmed_it_is_the_lottery_itself():
    assert replacement(POOL, QUOTAS, confirmed=[]).lottery == leximin(POOL, QUOTAS)


def test_seats_can_become_free_again_and_again():
    """The pool of one replacement is the pool of the next."""
    first = replacement(POOL, QUOTAS, confirmed=["p0", "p4"], unavailable=["p2"])
    panel = draw(first.lottery, seed="dice 3").panel
    staying = sorted({*panel} - {"p3"})
    with pytest.raises(InfeasibleQuotasError):
        replacement(first.pool, QUOTAS, confirmed=staying, unavailable=["p3"])
    second = replacement(
        first.pool, QUOTAS, confirmed=sorted({*panel} - {"p4"}), unavailable=["p4"]
    )
    assert all("p2" not in members for members in second.lottery.panels)
    out = {p.id for p in second.pool if p.standing is Standing.OUT}
    assert out == {"p2", "p4"}


def test_what_cannot_be_met_is_said_for_the_whole_panel():
    with pytest.raises(InfeasibleQuotasError) as refused:
        replacement(POOL, QUOTAS, confirmed=["p0"], unavailable=["p2", "p3"])
    assert str(refused.value) == (
        "with 1 confirmed, no panel from this pool meets every quota; the smallest change that "
        "helps is a = x: allow 1 to 2, and a = y: allow 2 to 3"
    )
    wider = widened(QUOTAS, refused.value.relaxations)
    assert replacement(POOL, wider, confirmed=["p0"], unavailable=["p2", "p3"]).seats == 3


def test_quotas_that_the_confirmed_break_already_are_widened_as_little_as_can_be():
    quotas = Quotas(4, (Quota("a", "x", 1, 1), Quota("a", "y", 3, 3)))
    with pytest.raises(InfeasibleQuotasError) as refused:
        replacement(POOL, quotas, confirmed=["p0", "p2"])
    assert refused.value.confirmed == 2
    assert [str(r) for r in refused.value.relaxations] == [
        "a = x: allow 1 to 2",
        "a = y: allow 2 to 3",
    ]
    wider = widened(quotas, refused.value.relaxations)
    assert replacement(POOL, wider, confirmed=["p0", "p2"]).seats == 2


def test_everything_that_does_not_fit_is_said_at_once():
    out = Pool(tuple(replace(p, standing=Standing.OUT) if p.id == "p7" else p for p in POOL))
    with pytest.raises(InvalidInputError) as refused:
        replacement(out, QUOTAS, confirmed=["p0", "p0", "p9", "p7"], unavailable=["p0", "p8"])
    assert [str(problem) for problem in refused.value.problems] == [
        "'p9' is not in the pool",
        "'p8' is not in the pool",
        "'p0' is confirmed twice",
        "'p0' is confirmed, and yet cannot come; say one of the two",
        "'p7' must be out, and yet is confirmed; say one of the two",
    ]
    with pytest.raises(InvalidInputError, match="none is free"):
        replacement(POOL, QUOTAS, confirmed=["p0", "p2", "p4", "p6"])
    with pytest.raises(InvalidInputError, match="share a household"):
        replacement(POOL, QUOTAS, confirmed=["p0", "p1"])
