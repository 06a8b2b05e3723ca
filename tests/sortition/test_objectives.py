"""What holds of every objective."""

import re
from collections import defaultdict
from fractions import Fraction
from inspect import getdoc, signature

import pytest

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import OBJECTIVES, Ground, Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.solution import require_all_rules

FAIR = sorted({*OBJECTIVES} - {"greedy"})
SCRIPT = """
import hashlib
from deliberation.sortition import OBJECTIVES, Person, Pool, Quota, Quotas, leximin
def person(i):
    values = {"a": "xy"[i * 7 % 13 % 2], "b": "uvw"[i % 11 % 3], "c": "klmn"[i % 17 % 4]}
    return Person(f"p{i}", values, f"h{i % 55}")

def show(lottery):
    optimum = sorted((lottery.optimum or {}).items())
    text = repr((lottery.panels, lottery.tickets, optimum, lottery.guarantee))
    print(lottery.objective, hashlib.sha256(text.encode()).hexdigest())

people = tuple(person(i) for i in range(120))
quotas = [Quota("a", v, 4, 7) for v in "xy"] + [Quota("b", v, 2, 5) for v in "uvw"]
for name, objective in OBJECTIVES.items():
    show(objective(Pool(people[:60]), Quotas(10, tuple(quotas)), tickets=60))
quotas += [Quota("c", v, 2, 4) for v in "klmn"]
show(leximin(Pool(people), Quotas(12, tuple(quotas)), tickets=500))
"""


def test_every_process_finds_the_same_lotteries(outputs):
    assert len(outputs(SCRIPT)) == 1


@pytest.mark.parametrize("name", OBJECTIVES)
def test_an_objective_is_asked_and_described_in_the_same_words(name):
    asked = signature(OBJECTIVES[name]).parameters
    assert [*asked][:4] == ["pool", "quotas", "tickets", "report"]
    assert (asked["tickets"].default, asked["report"].default) == (1000, None)
    told = getdoc(OBJECTIVES[name])
    assert re.match("(A|The) .*\n\n(.*\n)*Args:\n    tickets: (.*\n)*\nRaises:\n    Invalid", told)


def test_the_name_in_the_record_is_the_function():
    assert {name: objective.__name__ for name, objective in OBJECTIVES.items()} == {
        name: name for name in ("leximin", "maximin", "nash", "goldilocks", "max_entropy", "greedy")
    }


@pytest.mark.parametrize("name", FAIR)
def test_equal_people_have_equal_chances(name, made_up):
    pool, quotas = made_up(100, 15, (2, 3, 3), seed=5)
    lottery = OBJECTIVES[name](pool, quotas)
    alike = defaultdict(list)
    for person in pool:
        alike[tuple(sorted(person.features.items()))].append(person.id)
    marginals = lottery.marginals()
    for ids in alike.values():
        assert len({lottery.optimum[id] for id in ids}) == 1
        tickets = [marginals[id] * lottery.total for id in ids]
        assert max(tickets) - min(tickets) <= 1


@pytest.mark.parametrize("name", FAIR)
def test_the_order_of_people_does_not_matter(name, made_up):
    pool, quotas = made_up(60, 10, (2, 3, 3), seed=6)
    turned = Pool(tuple(reversed(pool.people)))
    assert OBJECTIVES[name](turned, quotas) == OBJECTIVES[name](pool, quotas)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_the_only_panel_is_found_where_fractions_promise_others(name):
    """Shares of a half for everybody meet the quotas, and the couple is on none of their panels."""
    answers = {"aa": None, "bb": None, "ab": "home", "ba": "home"}
    people = tuple(Person(x, {"f": x[0], "g": x[1]}, home) for x, home in answers.items())
    quotas = Quotas(2, tuple(Quota(f, v, 1, 1) for f in "fg" for v in "ab"))
    lottery = OBJECTIVES[name](Pool(people), quotas, tickets=7)
    assert lottery.panels == (("aa", "bb"),)
    assert lottery.marginals() == {"aa": 1, "bb": 1, "ab": 0, "ba": 0}
    assert lottery.optimum == (lottery.marginals() if name in FAIR else None)
    assert lottery.guarantee.proven == (name in FAIR)


@pytest.mark.parametrize("many", [1, 4])
@pytest.mark.parametrize("name", OBJECTIVES)
def test_everybody_is_certain_where_there_are_as_many_seats_as_people(name, many):
    pool = Pool(tuple(Person(f"p{i}", {"a": f"v{i % 2}"}) for i in range(many)))
    lottery = OBJECTIVES[name](
        pool, Quotas(many, (Quota("a", "v0", 1, many), Quota("a", "v1", 0, 2))), tickets=3
    )
    assert set(lottery.marginals().values()) == {1}
    assert lottery.guarantee.proven == (name in FAIR)


@pytest.mark.parametrize("name", FAIR)
def test_without_quotas_everybody_has_the_same_chance(name):
    pool = Pool(tuple(Person(f"p{i}", {}) for i in range(7)))
    lottery = OBJECTIVES[name](pool, Quotas(3, ()))
    assert set(lottery.optimum.values()) == {Fraction(3, 7)}


@pytest.mark.parametrize("name", OBJECTIVES)
def test_joint_quotas_homes_and_standings_are_kept(name, made_up):
    pool, quotas = made_up(40, 9, (2, 3), seed=3, couples=6)
    people = [
        Person(p.id, p.features, p.household, Standing.IN if i == 3 else Standing.OPEN)
        for i, p in enumerate(pool.people)
    ]
    joint = Quota("f0", "v0", 1, 4, also=(("f1", "v1"),))
    quotas = Quotas(quotas.size, (*quotas.quotas, joint))
    lottery = OBJECTIVES[name](Pool(tuple(people)), quotas, tickets=40)
    require_all_rules(Pool(tuple(people)), quotas, lottery.panels)
    assert lottery.marginals()[people[3].id] == 1
    assert (lottery.total, lottery.objective) == (40, name)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_what_is_promised_says_what_it_rests_on(name, two_features):
    guarantee = OBJECTIVES[name](*two_features, tickets=20).guarantee
    assert guarantee.measured
    assert (guarantee.ground is not Ground.NOTHING) == guarantee.proven == (name in FAIR)


@pytest.mark.parametrize("name", OBJECTIVES)
def test_what_cannot_be_had_is_refused(name):
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}) for i in range(4)))
    with pytest.raises(InfeasibleQuotasError):
        OBJECTIVES[name](pool, Quotas(2, (Quota("a", "x", 0, 1), Quota("a", "y", 1, 2))))
    with pytest.raises(InvalidInputError, match="at least one ticket"):
        OBJECTIVES[name](pool, Quotas(2, ()), tickets=0)
