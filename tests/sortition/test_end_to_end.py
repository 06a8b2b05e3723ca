"""From letter to seat: chances that make up for willingness, as far as the quotas allow."""

from fractions import Fraction
from itertools import chain, repeat
from math import exp

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from deliberation.errors import CancelledError, InfeasibleQuotasError, InvalidInputError
from deliberation.interruption import interruptible
from deliberation.lab import proportional_quotas
from deliberation.sortition import (
    Ground,
    Guarantee,
    Person,
    Pool,
    Quota,
    Quotas,
    end_to_end,
    from_sample,
    journeys,
    journeys_by_value,
    leximin,
)
from deliberation.sortition.chances.fractional import fractional_leximin
from deliberation.sortition.panels import panels_of

FREE = Quotas(2, (Quota("a", "x", 0, 2), Quota("a", "y", 0, 2)))


def some(n: int, value: str, home: str | None = None) -> list[Person]:
    return [Person(f"{value}{i}", {"a": value}, home) for i in range(n)]


def problems(call, *arguments, **options) -> list[str]:
    with pytest.raises(InvalidInputError) as caught:
        call(*arguments, **options)
    return [str(problem) for problem in caught.value.problems]


def willing(pool: Pool, rates: dict[str, Fraction]) -> dict[str, Fraction]:
    return {person.id: rates[person.features["a"]] for person in pool}


def test_who_answers_half_as_often_has_twice_the_chance_where_quotas_leave_it_free():
    pool = Pool((*some(4, "x"), *some(4, "y")))
    rates = {"x": Fraction(1, 10), "y": Fraction(1, 20)}
    lottery = end_to_end(pool, FREE, willingness=willing(pool, rates), tickets=600)
    assert {lottery.optimum[id] for id in ("x0", "x3")} == {Fraction(1, 6)}
    assert {lottery.optimum[id] for id in ("y0", "y3")} == {Fraction(1, 3)}
    assert lottery.marginals() == lottery.optimum
    assert lottery.objective == "end_to_end"
    assert lottery.guarantee == Guarantee(
        "the lowest chance from letter to seat", Fraction(1, 60), Fraction(1, 60), Ground.ROWS
    )


def test_quotas_come_first():
    pool = Pool((*some(4, "x"), *some(4, "y")))
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 1, 1)))
    rates = {"x": Fraction(1, 2), "y": Fraction(1, 200)}
    lottery = end_to_end(pool, quotas, willingness=willing(pool, rates), tickets=100)
    assert set(lottery.optimum.values()) == {Fraction(1, 4)}


def test_nobody_is_more_than_certain_and_what_is_left_is_shared_in_proportion():
    pool = Pool((*some(4, "x"), *some(1, "y"), *some(2, "z")))
    quotas = Quotas(3, tuple(Quota("a", value, 0, 3) for value in "xyz"))
    rates = {"x": Fraction(1, 10), "y": Fraction(1, 1000), "z": Fraction(1, 20)}
    lottery = end_to_end(pool, quotas, willingness=willing(pool, rates))
    assert lottery.optimum["y0"] == 1
    assert lottery.optimum["x0"] == Fraction(1, 4)
    assert lottery.optimum["z0"] == Fraction(1, 2)


def test_a_letter_that_was_twice_as_likely_halves_the_chance():
    pool = Pool((*some(4, "x"), *some(4, "y")))
    rates = {"x": Fraction(1, 10), "y": Fraction(1, 10)}
    letters = willing(pool, {"x": Fraction(1, 50), "y": Fraction(1, 100)})
    lottery = end_to_end(pool, FREE, willingness=willing(pool, rates), letters=letters)
    assert lottery.optimum["y0"] == 2 * lottery.optimum["x0"] == Fraction(1, 3)


@pytest.mark.parametrize("couples", [0, 8])
@pytest.mark.parametrize("seed", range(3))
def test_equal_weights_give_leximin(made_up, seed, couples):
    panels = panels_of(*made_up(80, 16, (2, 4, 3, 5), seed=seed, couples=couples))
    equal = fractional_leximin(panels, weights=[1000] * len(panels.types)).chances
    assert equal == fractional_leximin(panels).chances


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_chances_are_those_of_brute_force(every_panel, leximin_over, small_assemblies, data):
    pool, quotas = data.draw(small_assemblies())
    rates = {v: Fraction(1, data.draw(st.sampled_from([1, 2, 5, 8]))) for v in "xyuvw"}
    willingness = {p.id: rates[p.features["a"]] * rates[p.features["b"]] for p in pool}
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises((InfeasibleQuotasError, InvalidInputError)):
            end_to_end(pool, quotas, willingness=willingness)
        return
    lottery = end_to_end(pool, quotas, willingness=willingness, tickets=50)
    most = max(willingness.values())
    weights = {id: float(most / q) for id, q in willingness.items()}
    twin = leximin_over(pool, panels, weights)
    for id, chance in lottery.optimum.items():
        assert float(chance) == pytest.approx(twin[id], abs=1e-5)
    assert set(lottery.panels) <= set(panels)


@pytest.fixture
def promised_too_much(made_up):
    """Fractional panels promise the lowest a tenth more than any lottery can keep."""
    pool, quotas = made_up(24, 6, (2, 3, 3, 3), seed=9)
    rng = np.random.default_rng(9)
    rates = {(f, f"v{v}"): exp(-rng.random()) for f in pool.features for v in range(5)}
    chance = {
        p.id: Fraction(round(1000 * np.prod([rates[item] for item in p.features.items()])), 1000)
        for p in pool
    }
    return pool, quotas, chance


def test_while_panels_are_generated_the_share_of_types_that_are_settled_is_told(promised_too_much):
    """Finding panels is told from 15 to 100 of a hundred parts of what comes before the tickets."""
    pool, quotas, chance = promised_too_much
    told = []
    end_to_end(pool, quotas, willingness=chance, report=lambda *step: told.append(step))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    settled = max(share for share, words in told if words == "finding panels")
    assert 0.7 > settled > 0.7 * (0.15 + 0.85 * 0.9)


def test_the_work_ends_wherever_it_is_called_off(promised_too_much):
    """It is asked some 1,600 times altogether."""
    pool, quotas, chance = promised_too_much
    for patience in (0, 10, 100, 1000):
        answers = chain([False] * patience, repeat(True))
        with interruptible(lambda answers=answers: next(answers)), pytest.raises(CancelledError):
            end_to_end(pool, quotas, willingness=chance)


def test_where_fractional_panels_promise_too_much_real_ones_are_generated(promised_too_much):
    pool, quotas, chance = promised_too_much
    lottery = end_to_end(pool, quotas, willingness=chance)
    held = {id for id, seat in lottery.optimum.items() if seat}
    assert lottery.guarantee.ground is Ground.PROOF
    assert lottery.guarantee.attained == min(lottery.optimum[id] * chance[id] for id in held)
    assert lottery.guarantee.attained <= lottery.guarantee.bound
    assert lottery.guarantee.gap < Fraction(1, 900)
    panels = panels_of(pool, quotas)
    weights = [round(1000 / chance[t.members[0]]) for t in panels.types]
    barred = frozenset(t for t, type in enumerate(panels.types) if type.members[0] not in held)
    promised = fractional_leximin(panels, barred=barred, weights=weights).chances
    by_weight = [p / w for p, w in zip(promised, weights, strict=True)]
    most = 1000 * min(share for t, share in enumerate(by_weight) if t not in barred)
    assert lottery.guarantee.attained < most * Fraction(95, 100)
    assert sum(lottery.optimum.values()) == quotas.size


def test_what_is_wrong_with_the_chances_is_said_at_once():
    pool = Pool((*some(2, "x"), *some(2, "y")))
    assert problems(end_to_end, pool, FREE, willingness={"x0": Fraction(2), "y0": Fraction(1)}) == [
        "the willingness of 'x0' must be above 0 and at most 1, not 2",
        "person 'x1' has no willingness",
        "person 'y1' has no willingness",
    ]
    half = dict.fromkeys(pool.ids, Fraction(1, 2))
    assert problems(
        end_to_end, pool, FREE, willingness=half, letters=half | {"x1": Fraction(0)}
    ) == ["the chance of a letter of 'x1' must be above 0 and at most 1, not 0"]
    assert problems(end_to_end, pool, FREE, willingness=half | {"x1": Fraction(1)}) == [
        "'x0' and 'x1' are alike to the quotas, but not in willingness or letters; give the "
        "feature in which they differ quotas too, from 0 to all seats"
    ]


def test_who_answers_a_hundred_million_times_as_readily_leaves_nearly_all_seats_to_others():
    pool = Pool((*some(2, "x"), *some(2, "y")))
    rates = {"x": Fraction(1, 10**8), "y": Fraction(1)}
    lottery = end_to_end(pool, FREE, willingness=willing(pool, rates))
    assert lottery.optimum["y0"] == Fraction(1, 10**8 + 1)
    assert lottery.optimum["x0"] == 1 - lottery.optimum["y0"]


def biased_town(seed: int):
    """6000 people of 24 kinds who answer at very different rates, and 20 seats in proportion."""
    rng = np.random.default_rng(seed)
    factors = {
        "age": {"16-29": 0.5, "30-49": 0.8, "50-64": 1.2, "65+": 1.3},
        "school": {"short": 0.4, "middle": 1.0, "long": 1.9},
        "gender": {"man": 0.9, "woman": 1.1},
    }
    kinds = [
        (a, s, g) for a in factors["age"] for s in factors["school"] for g in factors["gender"]
    ]
    written = dict(
        zip(kinds, map(int, rng.multinomial(6000, rng.dirichlet([6.0] * 24))), strict=True)
    )
    rates = {
        kind: 0.04 * np.prod([factors[f][v] for f, v in zip(factors, kind, strict=True)])
        for kind in kinds
    }
    people = [
        dict(zip(factors, kind, strict=True))
        for kind in kinds
        for _ in range(rng.binomial(written[kind], rates[kind]))
    ]
    pool = Pool(tuple(Person(f"p{i:03}", values) for i, values in enumerate(people)))
    counts = {
        f: {v: sum(n for kind, n in written.items() if v in kind) for v in vs}
        for f, vs in factors.items()
    }
    return pool, proportional_quotas(counts, size=20), written, rates


@pytest.mark.parametrize("seed", [1, 2])
def test_in_a_biased_pool_the_chances_from_letter_to_seat_are_evened_out(seed):
    """A simulation: the willingness is estimated, and what is compared is the true one."""
    pool, quotas, written, rates = biased_town(seed)
    estimated = from_sample(pool, written, features=["age", "school", "gender"], letters=6000)
    true = {p.id: Fraction(rates[tuple(p.features.values())]) for p in pool}
    spread = []
    for lottery in (end_to_end(pool, quotas, willingness=estimated), leximin(pool, quotas)):
        chances = [lottery.optimum[id] * true[id] for id in pool.ids]
        spread.append(float(max(chances) / min(chances)))
    evened, plain = spread
    assert plain > 4
    assert evened < 2
    assert evened < plain / 2.5


def test_journeys_multiply_what_letter_answer_and_draw_give():
    pool = Pool((*some(4, "x"), *some(4, "y")))
    rates = {"x": Fraction(1, 10), "y": Fraction(1, 20)}
    answers, letters = willing(pool, rates), dict.fromkeys(pool.ids, Fraction(3, 100))
    lottery = end_to_end(pool, FREE, willingness=answers, tickets=600)
    ways = journeys(lottery, letters=letters, willingness=answers)
    assert [way.id for way in ways] == list(pool.ids)
    assert {way.whole for way in ways} == {Fraction(3, 100) * Fraction(1, 60)}
    assert (ways[0].letter, ways[0].answer, ways[0].seat) == (
        Fraction(3, 100),
        Fraction(1, 10),
        Fraction(1, 6),
    )


def test_the_mean_of_a_group_is_that_of_the_people_for_whom_it_stands():
    """Four who answer stand for 40 of the town, and one for 100: together they expect two seats."""
    people = [Person(f"p{i}", {"a": "x", "b": "u" if i < 4 else "v"}) for i in range(5)]
    pool, quotas = Pool(tuple(people)), Quotas(2, (Quota("a", "x", 2, 2),))
    lottery = leximin(pool, quotas, tickets=10)
    answers = {p.id: Fraction(1, 10) if p.features["b"] == "u" else Fraction(1, 100) for p in pool}
    ways = journeys(lottery, letters=dict.fromkeys(pool.ids, Fraction(1)), willingness=answers)
    group = journeys_by_value(pool, ways)[0]
    assert (group.feature, group.value, group.people) == ("a", "x", 5)
    assert group.mean == Fraction(2, 140)
    assert (group.lowest, group.highest) == (Fraction(2, 500), Fraction(2, 50))


@pytest.mark.parametrize("seed", range(3))
def test_the_lowest_share_in_a_town_sized_pool_is_that_of_a_linear_programme(made_up, seed):
    panels = panels_of(*made_up(300, 30, (2, 5, 4, 4, 3), seed=seed, couples=10))
    rng = np.random.default_rng(seed)
    weights = [int(1000 * exp(abs(rng.normal(0, 1.5)))) for _ in panels.types]
    chances = fractional_leximin(panels, weights=weights).chances
    n = len(weights)
    rows = np.zeros((len(panels.rows), n + 1))
    for r, row in enumerate(panels.rows):
        rows[r, list(row.types)] = [panels.sizes[t] for t in row.types]
    shares = np.hstack([-np.eye(n), np.array(weights)[:, None] / 1000])
    answer = linprog(
        [0.0] * n + [-1.0],
        A_ub=np.vstack([rows, -rows, shares]),
        b_ub=[
            *(row.upper for row in panels.rows),
            *(-row.lower for row in panels.rows),
            *[0.0] * n,
        ],
        bounds=[(0, 1)] * n + [(0, None)],
    )
    lowest = min(1000 * p / w for p, w in zip(chances, weights, strict=True))
    assert float(lowest) == pytest.approx(-answer.fun, abs=1e-8)
