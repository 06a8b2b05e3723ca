"""Leximin: published values, twins that find the same in other ways, and every rule checked."""

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing, leximin
from deliberation.sortition.tickets import face

PUBLISHED = {
    "sf_fixture_22": Fraction(1, 11),
    "opendlp_monitoring_28": Fraction(1, 4),
    "il_diversimax_exact_60": Fraction(4, 37),
    "il_diversimax_wide_60": Fraction(8, 43),
}


def every_rule_holds(pool, quotas, lottery):
    person = {p.id: p for p in pool}
    for panel in lottery.panels:
        assert len(set(panel)) == quotas.size
        people = [person[id] for id in panel]
        for quota in quotas:
            n = sum(set(quota.answers) <= p.features.items() for p in people)
            assert quota.lower <= n <= quota.upper
        homes = Counter(p.household for p in people if p.household is not None)
        assert max(homes.values(), default=0) <= quotas.per_household


def nobody_is_a_ticket_off(lottery):
    marginals = lottery.marginals()
    return all(abs(marginals[id] - p) * lottery.total < 1 for id, p in lottery.optimum.items())


def test_everybody_has_exactly_one_tenth_in_the_published_example(two_features):
    pool, quotas = two_features
    lottery = leximin(pool, quotas)
    assert set(lottery.marginals().values()) == {Fraction(1, 10)}
    assert set(lottery.optimum.values()) == {Fraction(1, 10)}
    every_rule_holds(pool, quotas, lottery)


def test_nobody_gets_an_exact_tenth_from_seven_tickets_but_all_come_close(two_features):
    lottery = leximin(*two_features, tickets=7)
    assert lottery.total == 7
    assert nobody_is_a_ticket_off(lottery)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_the_lowest_chance_in_published_pools_is_the_certified_one(published, name):
    pool, quotas = published(name)
    lottery = leximin(pool, quotas)
    can_be_chosen = {id for id, p in lottery.optimum.items() if p}
    lowest = min(lottery.optimum[id] for id in can_be_chosen)
    assert lowest == PUBLISHED[name]
    by_tickets = lottery.marginals()
    assert lowest - min(by_tickets[id] for id in can_be_chosen) < Fraction(1, 1000)
    assert nobody_is_a_ticket_off(lottery)
    every_rule_holds(pool, quotas, lottery)


@pytest.mark.parametrize("couples", [0, 10])
def test_a_town_sized_pool_is_drawn_from_within_a_ticket(made_up, couples):
    pool, quotas = made_up(547, 36, (2, 5, 4, 4, 3), seed=1, couples=couples)
    lottery = leximin(pool, quotas)
    assert nobody_is_a_ticket_off(lottery)
    every_rule_holds(pool, quotas, lottery)


def test_where_walks_get_stuck_the_tickets_are_searched_for_before_anybody_loses_some(made_up):
    lottery = leximin(*made_up(60, 15, (3, 5, 4, 4, 3), seed=19, couples=15))
    assert nobody_is_a_ticket_off(lottery)


def test_a_shared_home_makes_equal_people_unequal():
    people = (Person("single", {}), Person("one", {}, "home"), Person("two", {}, "home"))
    lottery = leximin(Pool(people), Quotas(2, ()))
    assert lottery.optimum == {"single": 1, "one": Fraction(1, 2), "two": Fraction(1, 2)}


def test_the_order_of_quotas_does_not_matter(made_up):
    pool, quotas = made_up(60, 10, (2, 3, 3), seed=6)
    other = leximin(pool, Quotas(quotas.size, tuple(reversed(quotas.quotas))))
    assert other.optimum == leximin(pool, quotas).optimum


@pytest.mark.parametrize("many", [face.MANY, 0])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_the_optimum_is_what_listing_every_panel_gives(
    every_panel, leximin_over, small_assemblies, many, data
):
    """Where none are few enough, panels are not listed but met, as in pools that are not small."""
    pool, quotas = data.draw(small_assemblies())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(face, "MANY", many)
        has_the_optimum(every_panel, leximin_over, pool, quotas)


def has_the_optimum(every_panel, leximin_over, pool, quotas):
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises(InfeasibleQuotasError):
            leximin(pool, quotas, tickets=60)
        return
    lottery = leximin(pool, quotas, tickets=60)
    assert set(lottery.panels) <= set(panels)
    best = leximin_over(pool, panels)
    assert lottery.optimum == pytest.approx(best, abs=1e-6)
    assert nobody_is_a_ticket_off(lottery)


STANDINGS = (*[Standing.OPEN] * 4, Standing.IN, Standing.OUT)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_joint_quotas_homes_and_standings_together_give_what_listing_every_panel_gives(
    every_panel, leximin_over, small_assemblies, data
):
    pool, quotas = data.draw(small_assemblies(STANDINGS, limits=(1, 2), joint=2))
    panels = every_panel(pool, quotas)
    if not panels:
        with pytest.raises((InfeasibleQuotasError, InvalidInputError)):
            leximin(pool, quotas, tickets=60)
        return
    lottery = leximin(pool, quotas, tickets=60)
    assert set(lottery.panels) <= set(panels)
    assert lottery.optimum == pytest.approx(leximin_over(pool, panels), abs=1e-6)
    assert nobody_is_a_ticket_off(lottery)
    chances = lottery.marginals()
    for person in pool:
        if person.standing is not Standing.OPEN:
            assert chances[person.id] == (person.standing is Standing.IN)
    alike = defaultdict(set)
    for person in pool:
        alike[situation(pool, person)].add(lottery.optimum[person.id])
    assert all(len(chances) == 1 for chances in alike.values())


def situation(pool, person):
    """All that may tell somebody's chance from another's."""
    own = (*sorted(person.features.items()), person.standing.value)
    others = [p for p in pool if p.household == person.household is not None]
    home = sorted((*sorted(p.features.items()), p.standing.value) for p in others)
    return own, str(home if len(home) > 1 else [])


def test_leximin_among_others_is_not_confused_by_those_who_must_be_in_or_out(made_up):
    pool, quotas = made_up(80, 12, (2, 3, 3), seed=4, couples=20)
    people = [*pool]
    plenty = [i for i, person in enumerate(people) if person.features["f0"] == "v1"]
    for i in plenty[:30]:
        standing = Standing.IN if i in plenty[8:30:11] else Standing.OUT
        people[i] = replace(people[i], standing=standing)
    changed = Pool(tuple(people))
    lottery = leximin(changed, quotas)
    every_rule_holds(changed, quotas, lottery)
    assert nobody_is_a_ticket_off(lottery)
    for person in changed:
        if person.standing is not Standing.OPEN:
            assert lottery.optimum[person.id] == (person.standing is Standing.IN)
    left = Pool(tuple(person for person in people if person.standing is not Standing.OUT))
    without = leximin(left, quotas).optimum
    assert {id: lottery.optimum[id] for id in left.ids} == without


@pytest.mark.parametrize("seed", [0, 8])
def test_chances_that_no_real_panels_reach_are_not_promised(
    made_up, every_panel, leximin_over, seed
):
    """In these pools fractional panels promise more than real ones keep."""
    pool, quotas = made_up(24, 8, (2, 5, 4, 3, 6, 2), seed=seed)
    lottery = leximin(pool, quotas)
    best = leximin_over(pool, every_panel(pool, quotas))
    assert lottery.optimum == pytest.approx(best, abs=1e-6)
    assert nobody_is_a_ticket_off(lottery)
    every_rule_holds(pool, quotas, lottery)


def test_a_pool_whose_programme_presolve_spoils_is_drawn_all_the_same():
    """HiGHS 1.15.1 presolves a programme on the way to a point that breaks its rows."""
    words = ["cabb", "aabb", "bbab", "baba", "abbb", "cbbb"]
    words += ["aaaa", "bbbb", "cbab", "bbaa", "babb", "abab"]
    people = tuple(
        Person(f"p{i:02}", dict(zip("fghi", word, strict=True)), f"home {i // 2}")
        for i, word in enumerate(words)
    )
    bounds = [("f", "a", 2, 3), ("f", "b", 1, 2), ("f", "c", 1, 2), ("g", "a", 2, 2)]
    bounds += [("g", "b", 3, 3), ("h", "a", 2, 2), ("h", "b", 3, 3), ("i", "a", 1, 1)]
    quotas = Quotas(5, tuple(Quota(*bound) for bound in [*bounds, ("i", "b", 4, 4)]))
    lottery = leximin(Pool(people), quotas)
    assert min(filter(None, lottery.optimum.values())) == Fraction(1, 3)
    every_rule_holds(Pool(people), quotas, lottery)


def test_somebody_whom_no_panel_can_hold_is_left_out_of_the_minimum():
    people = [Person(f"p{i}", {"age": "young" if i else "child"}) for i in range(5)]
    quotas = Quotas(2, (Quota("age", "child", 0, 0), Quota("age", "young", 2, 2)))
    lottery = leximin(Pool(tuple(people)), quotas)
    assert lottery.optimum == {"p0": 0, **{f"p{i}": Fraction(1, 2) for i in range(1, 5)}}
    assert lottery.marginals() == lottery.optimum


def test_no_two_of_a_household_sit_together():
    people = tuple(Person(f"p{i}", {}, f"h{i // 2}") for i in range(6))
    lottery = leximin(Pool(people), Quotas(3, ()))
    assert set(lottery.optimum.values()) == {Fraction(1, 2)}
    for panel in lottery.panels:
        assert len({int(id[1:]) // 2 for id in panel}) == 3


def test_a_household_of_one_is_no_household():
    people = tuple(Person(f"p{i}", {"a": "x"}, f"home {i}") for i in range(6))
    lottery = leximin(Pool(people), Quotas(3, (Quota("a", "x", 3, 3),)))
    assert set(lottery.optimum.values()) == {Fraction(1, 2)}


def test_contradictory_quotas_say_which_widening_helps():
    people = tuple(
        Person(f"p{i}-{g}{a}", {"gender": g, "age": a})
        for i, (g, a) in enumerate(product("wm", "oy"))
        if (g, a) != ("w", "y")
    )
    quotas = Quotas(
        2,
        (
            Quota("gender", "w", 1, 1),
            Quota("gender", "m", 1, 1),
            Quota("age", "y", 2, 2),
            Quota("age", "o", 0, 0),
        ),
    )
    with pytest.raises(InfeasibleQuotasError) as caught:
        leximin(Pool(people), quotas)
    assert caught.value.relaxations


def test_every_problem_is_reported_before_anything_is_computed():
    pool = Pool((Person("a", {"gender": "woman"}), Person("b", {"gender": "robot"})))
    quotas = Quotas(3, (Quota("gender", "woman", 0, 3), Quota("gender", "man", 0, 3)))
    with pytest.raises(InvalidInputError) as caught:
        leximin(pool, quotas, tickets=0)
    texts = " ".join(map(str, caught.value.problems))
    assert len(caught.value.problems) == 3
    assert "'robot'" in texts
    assert "3 cannot be drawn from 2" in texts
    assert "at least one ticket" in texts


def test_progress_is_told_from_nothing_to_everything_and_never_goes_back(made_up):
    told = []
    leximin(*made_up(60, 10, (2, 3, 3), seed=6), report=lambda *step: told.append(step))
    shares = [share for share, _ in told]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert shares == sorted(shares)
    assert {words for _, words in told} == {
        "balancing chances",
        "finding panels",
        "numbering tickets",
    }
