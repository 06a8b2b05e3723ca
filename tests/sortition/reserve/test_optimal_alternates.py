"""The reserve list that makes up best for drop-outs."""

from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.sortition import (
    Draw,
    Person,
    Pool,
    Quota,
    Quotas,
    Standing,
    alternates,
    draw,
    drop_outs,
    dropout_rates,
    leximin,
    optimal_alternates,
    readiness,
    stand_ins,
)

THIRD = Fraction(1, 3)


def missed_by_hand(pool, quotas, panel, reserves, gone):
    """The least that quotas are missed by, over all sets that could step in."""
    person = {p.id: p for p in pool}
    here = [person[id] for id in panel if id not in gone]
    waiting = [person[id] for id in reserves if id not in gone]
    best = None
    for n in range(min(len(waiting), quotas.size - len(here)) + 1):
        for coming in combinations(waiting, n):
            people = [*here, *coming]
            if quotas.crowded(people):
                continue
            missed = Fraction(quotas.size - len(people), quotas.size)
            for quota in quotas:
                count = sum(quota.counts(p) for p in people)
                places = max(quota.lower - count, count - quota.upper, 0)
                missed += Fraction(places, max(1, quota.upper))
            best = missed if best is None else min(best, missed)
    return best


@st.composite
def situations(choose):
    answers = choose(st.lists(st.sampled_from(["xu", "xv", "yu", "yv"]), min_size=5, max_size=8))
    homes = dict(choose(st.lists(st.tuples(st.integers(0, 7), st.sampled_from("gh")), max_size=3)))
    pool = Pool(
        tuple(
            Person(f"p{i}", {"a": answer[0], "b": answer[1]}, homes.get(i))
            for i, answer in enumerate(answers)
        )
    )
    size = choose(st.integers(2, 3))
    panel, taken = [], set()
    for person in pool:
        if len(panel) < size and (person.household is None or person.household not in taken):
            panel.append(person)
            taken.add(person.household)
    size = len(panel)
    quotas = []
    for feature, values in (("a", "xy"), ("b", "uv")):
        for value in values:
            n = sum(p.features[feature] == value for p in panel)
            quotas.append(Quota(feature, value, n, min(size, n + choose(st.integers(0, 1)))))
    if choose(st.booleans()):
        n = sum(p.features == {"a": "x", "b": "u"} for p in panel)
        quotas.append(Quota("a", "x", n, size, also=(("b", "u"),)))
    everyone = st.sampled_from(pool.ids)
    scenarios = choose(st.lists(st.frozensets(everyone, max_size=4), min_size=1, max_size=5))
    drawn = Draw("dice", 0, tuple(sorted(p.id for p in panel)))
    return pool, Quotas(size, tuple(quotas)), drawn, scenarios, choose(st.integers(1, 3))


@settings(max_examples=80, deadline=None)
@given(situations())
def test_no_list_of_that_length_misses_less(situation):
    """Twin: all lists, and for each scenario all who could step in."""
    pool, quotas, drawn, scenarios, count = situation
    found = optimal_alternates(pool, quotas, drawn, count=count, scenarios=scenarios)
    outside = [id for id in pool.ids if id not in drawn.panel]
    assert len({*found.alternates}) == min(count, len(outside))

    def by_hand(ids):
        each = [missed_by_hand(pool, quotas, drawn.panel, ids, gone) for gone in scenarios]
        return sum(each) / len(each)

    least = min(by_hand(ids) for ids in combinations(outside, min(count, len(outside))))
    assert found.missed == by_hand(found.alternates)
    assert found.bound <= least == found.missed
    assert found.best


@settings(max_examples=40, deadline=None)
@given(situations())
def test_it_is_never_worse_than_the_greedy_list(situation):
    pool, quotas, drawn, scenarios, count = situation
    found = optimal_alternates(pool, quotas, drawn, count=count, scenarios=scenarios)
    greedy = readiness(
        pool,
        quotas,
        panel=drawn.panel,
        alternates=alternates(pool, quotas, drawn, count=count),
        scenarios=scenarios,
    )
    assert found.missed <= greedy.mean


@settings(max_examples=40, deadline=None)
@given(situations())
def test_readiness_counts_what_whoever_steps_in_leaves_missed(situation):
    pool, quotas, drawn, scenarios, count = situation
    reserves = [id for id in pool.ids if id not in drawn.panel][:count]
    ready = readiness(pool, quotas, panel=drawn.panel, alternates=reserves, scenarios=scenarios)
    each = [missed_by_hand(pool, quotas, drawn.panel, reserves, gone) for gone in scenarios]
    assert ready.mean == sum(each) / len(each)
    assert ready.met == Fraction(each.count(0), len(each))
    for gone, missed in zip(scenarios, each, strict=True):
        coming = stand_ins(pool, quotas, panel=drawn.panel, alternates=reserves, gone=gone)
        assert not {*coming} & {*gone}
        staying = [id for id in drawn.panel if id not in gone]
        nobody = missed_by_hand(pool, quotas, [*staying, *coming], [], gone)
        assert nobody == missed


def test_on_a_town_it_beats_the_greedy_list_and_knows_by_how_much_at_most(made_up):
    pool, quotas = made_up(120, 15, (2, 3, 4), seed=3, couples=10)
    drawn = draw(leximin(pool, quotas, tickets=20), seed="dice 3")
    rates = dict.fromkeys(pool.ids, Fraction(1, 5))
    scenarios = drop_outs(rates, lots=drawn.lots("drop-outs"), times=20)
    found = optimal_alternates(pool, quotas, drawn, count=4, scenarios=scenarios)
    greedy = alternates(pool, quotas, drawn, count=4)
    known = readiness(pool, quotas, panel=drawn.panel, alternates=greedy, scenarios=scenarios)
    assert found.bound <= found.missed < known.mean
    again = optimal_alternates(pool, quotas, drawn, count=4, scenarios=scenarios)
    assert again == found


def test_a_sample_of_every_scenario_is_the_exact_expectation():
    """Each of three members drops out with one in four, so 64 scenarios are all there is."""
    pool = Pool(tuple(Person(f"p{i}", {"a": a}) for i, a in enumerate("xxyxxyy")))
    quotas = Quotas(3, (Quota("a", "x", 2, 2), Quota("a", "y", 1, 1)))
    panel = ("p0", "p1", "p2")
    scenarios = [
        [id for id, throw in zip(panel, throws, strict=True) if throw == 0]
        for throws in product(range(4), repeat=3)
    ]
    drawn = Draw("dice", 0, panel)
    found = optimal_alternates(pool, quotas, drawn, count=2, scenarios=scenarios)
    # Both an x and a y wait, so only the second x to drop out is missed: by a seat and by a place.
    assert found.missed == Fraction(1, 16) * (THIRD + Fraction(1, 2))
    assert {id in ("p3", "p4") for id in found.alternates} == {True, False}
    ready = readiness(pool, quotas, panel=panel, alternates=found.alternates, scenarios=scenarios)
    first, second = found.alternates
    assert ready.called(first) == 28 > ready.called(second) == 16
    assert ready.met == Fraction(15, 16)


def test_nobody_who_must_be_out_is_on_the_list():
    pool = Pool(
        tuple(
            Person(f"p{i}", {"a": "x"}, standing=Standing.OUT if i < 5 else Standing.OPEN)
            for i in range(1, 8)
        )
    )
    quotas = Quotas(1, (Quota("a", "x", 1, 1),))
    found = optimal_alternates(pool, quotas, Draw("d", 0, ("p5",)), count=9, scenarios=[["p5"]])
    assert {*found.alternates} == {"p6", "p7"}
    assert found.missed == 0
    assert found.best


def test_scenarios_follow_from_the_lots_and_have_the_given_rates():
    rates = {"a": Fraction(1, 4), "b": Fraction(0), "c": Fraction(1)}
    scenarios = drop_outs(rates, lots=Lots("dice", "drop-outs"), times=400)
    assert scenarios == drop_outs(rates, lots=Lots("dice", "drop-outs"), times=400)
    assert all("c" in gone and "b" not in gone for gone in scenarios)
    assert 80 < sum("a" in gone for gone in scenarios) < 120
    with pytest.raises(InvalidInputError, match="from 0 to 1"):
        drop_outs({"a": Fraction(5, 4)}, lots=Lots("dice", "drop-outs"), times=1)


def test_rates_are_learnt_from_who_left_before():
    past = [Person(f"m{i}", {"age": "old" if i % 2 else "young"}) for i in range(8)]
    new = [Person("a", {"age": "old"}), Person("b", {"age": "young"}), Person("c", {"age": "new"})]
    left = ["m0", "m2", "m1"]
    assert set(dropout_rates(new, past=past, left=left).values()) == {Fraction(4, 10)}
    rates = dropout_rates(new, past=past, left=left, features=["age"])
    # odds 4/6, times (1 + those who left)/(3 + 3) over (1 + those who stayed)/(5 + 3)
    odds = {"a": (2, 4), "b": (3, 3), "c": (1, 1)}
    for id, (went, came) in odds.items():
        expected = Fraction(4, 6) * Fraction(went, 6) / Fraction(came, 8)
        assert abs(rates[id] - expected / (1 + expected)) <= Fraction(1, 10**6)
    with pytest.raises(InvalidInputError, match="not among past members"):
        dropout_rates(new, past=past, left=["a"])
    with pytest.raises(InvalidInputError, match="no value for 'shoe'"):
        dropout_rates(new, past=past, left=left, features=["shoe"])


def test_what_does_not_fit_is_refused():
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}) for i in range(3)))
    quotas = Quotas(1, (Quota("a", "x", 1, 1),))
    with pytest.raises(InvalidInputError) as refused:
        readiness(pool, quotas, panel=["p0"], alternates=["p0", "p9"], scenarios=[])
    assert [str(problem) for problem in refused.value.problems] == [
        "'p9' is not in the pool",
        "'p0' is named 2 times; nobody can be a member and an alternate, or two of them",
        "give at least one scenario of who does not come",
    ]
    with pytest.raises(InvalidInputError, match="at least one"):
        optimal_alternates(pool, quotas, Draw("d", 0, ("p0",)), count=0, scenarios=[["p0"]])
