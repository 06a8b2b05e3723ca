"""New members for the seats that have become free."""

import random
from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from math import floor

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
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.types import types_of
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
    with pytest.raises(InvalidInputError, match="no seat is free"):
        replacement(POOL, QUOTAS, confirmed=["p0", "p2", "p4", "p6"])
    with pytest.raises(InvalidInputError, match="share a household"):
        replacement(POOL, QUOTAS, confirmed=["p0", "p1"])


def added_up(proof, weights, panels, bounds):
    """What no panel outweighs by *proof*: both answers of a question, or rows multiplied."""
    if hasattr(proof, "multipliers"):
        most, beyond = Fraction(0), [*weights]
        for r, y in proof.multipliers.items():
            row = panels.rows[r]
            most += y * (row.upper if y > 0 else row.lower)
            for t in row.types:
                beyond[t] -= y
        most += sum(
            b * (high if b > 0 else low) for b, (low, high) in zip(beyond, bounds, strict=True)
        )
        return floor(most)  # weights are whole, and so are people
    low, high = bounds[proof.type]
    fewer, more = [*bounds], [*bounds]
    fewer[proof.type] = low, min(high, proof.most)
    more[proof.type] = max(low, proof.most + 1), high
    return max(
        added_up(proof.fewer, weights, panels, fewer), added_up(proof.more, weights, panels, more)
    )


@pytest.mark.parametrize(("seed", "vacant"), [(1, 6), (3, 4)])
def test_several_seats_among_several_hundred_people_are_filled_as_promised(seed, vacant):
    """Everything that is promised, looked at here: panels, chances, their proof, and tickets.

    The members are the first forty, and the quotas fit them; the last of them withdraw.
    """
    rng = random.Random(seed)
    values = {"a": "mw", "b": "123", "c": "nesw", "d": "xyz", "e": "opq"}
    shares = {f: [rng.uniform(1, 3) for _ in vs] for f, vs in values.items()}
    pool = Pool(
        tuple(
            Person(f"p{i:03}", {f: rng.choices(vs, shares[f])[0] for f, vs in values.items()})
            for i in range(420)
        )
    )
    members = list(pool)[:40]
    counts = {
        (f, v): sum(p.features[f] == v for p in members) for f, vs in values.items() for v in vs
    }
    quotas = Quotas(40, tuple(Quota(f, v, n, n + 1) for (f, v), n in counts.items()))
    gone, stay = [p.id for p in members[-vacant:]], [p.id for p in members[:-vacant]]
    found = replacement(pool, quotas, confirmed=stay, unavailable=gone)
    lottery, person = found.lottery, {p.id: p for p in pool}
    assert len(types_of(found.pool, quotas)) > 150

    for panel in lottery.panels:
        assert {*stay} <= {*panel}
        assert not {*gone} & {*panel}
        assert len({*panel}) == 40
        for q in quotas:
            assert (
                q.lower <= sum(person[id].features[q.feature] == q.value for id in panel) <= q.upper
            )

    assert sum(lottery.tickets) == 1000
    held = Counter()
    for panel, n in zip(lottery.panels, lottery.tickets, strict=True):
        held.update(dict.fromkeys(panel, n))
    lowest = min(p for p in lottery.optimum.values() if p)
    for id, chance in lottery.optimum.items():
        assert abs(held[id] - 1000 * chance) < 1
    assert all(held[id] > 1000 * lowest - 1 for id, p in lottery.optimum.items() if p)
    alike = defaultdict(set)
    for p in found.pool:
        alike[tuple(p.features.values()), p.standing].add(lottery.optimum[p.id])
    assert all(len(chances) == 1 for chances in alike.values())

    panels, certificate = panels_of(found.pool, quotas), lottery.certificate
    sizes, chances = panels.sizes, [lottery.optimum[type.members[0]] for type in panels.types]
    weighed = zip(certificate.mixture.panels, certificate.mixture.weights, strict=True)
    sums = [Fraction(0)] * len(sizes)
    for panel, weight in weighed:
        assert panels.allow(panel)
        sums = [s + weight * n for s, n in zip(sums, panel, strict=True)]
    assert sums == [m * p for m, p in zip(sizes, chances, strict=True)]
    settled, bounds = set(), [(0, m) for m in sizes]
    for level in certificate.levels:
        left = {t for t in range(len(sizes)) if t not in settled}
        assert (
            {chances[t] for t in level.types} == {level.chance} == {min(chances[t] for t in left)}
        )
        if level.chance < 1:
            weights = level.ceiling.weights
            assert all(w.denominator == 1 for w in weights)
            assert {t for t in left if weights[t]} == {*level.types}
            assert min(weights[t] for t in level.types) > 0
            assert added_up(level.ceiling.proof, weights, panels, bounds) <= level.ceiling.most
            mean = sum(w * m * p for w, m, p in zip(weights, sizes, chances, strict=True))
            assert mean == level.ceiling.most, "all of them above that would outweigh any panel"
        if not level.chance:
            bounds = [(0, 0) if t in level.types else b for t, b in enumerate(bounds)]
        settled |= {*level.types}
    assert len(settled) == len(sizes)
