"""What holds of every objective."""

import os
import re
import subprocess
import sys
from inspect import getdoc, signature

import pytest

from deliberation.errors import InfeasibleQuotasError, InvalidInputError
from deliberation.sortition import OBJECTIVES, Ground, Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.solution import require_all_rules

SCRIPT = """
import hashlib
from deliberation.sortition import OBJECTIVES, Person, Pool, Quota, Quotas
def person(i):
    values = {"a": "xy"[i * 7 % 13 % 2], "b": "uvw"[i % 11 % 3]}
    return Person(f"p{i}", values, f"h{i % 55}")

people = tuple(person(i) for i in range(60))
quotas = [Quota("a", v, 4, 6) for v in "xy"] + [Quota("b", v, 2, 5) for v in "uvw"]
for name, objective in OBJECTIVES.items():
    lottery = objective(Pool(people), Quotas(10, tuple(quotas)), tickets=60)
    optimum = sorted((lottery.optimum or {}).items())
    text = repr((lottery.panels, lottery.tickets, optimum, lottery.guarantee))
    print(name, hashlib.sha256(text.encode()).hexdigest())
"""


def test_every_process_finds_the_same_lotteries():
    def run(seed):
        return subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    assert run("0") == run("1")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_an_objective_is_asked_and_described_in_the_same_words(name):
    asked = signature(OBJECTIVES[name]).parameters
    assert [*asked][:4] == ["pool", "quotas", "tickets", "report"]
    assert (asked["tickets"].default, asked["report"].default) == (1000, None)
    told = getdoc(OBJECTIVES[name])
    assert re.match("(A|The) .*\n\n(.*\n)*Args:\n    tickets: (.*\n)*\nRaises:\n    Invalid", told)


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


@pytest.mark.parametrize("name", sorted({*OBJECTIVES} - {"leximin"}))
def test_what_is_promised_says_what_it_rests_on(name, two_features):
    guarantee = OBJECTIVES[name](*two_features, tickets=20).guarantee
    assert guarantee.measured
    assert (guarantee.ground is Ground.NOTHING) == (name == "greedy")
    assert guarantee.proven == (name != "greedy")


@pytest.mark.parametrize("name", OBJECTIVES)
def test_what_cannot_be_had_is_refused(name):
    pool = Pool(tuple(Person(f"p{i}", {"a": "x"}) for i in range(4)))
    with pytest.raises(InfeasibleQuotasError):
        OBJECTIVES[name](pool, Quotas(2, (Quota("a", "x", 0, 1), Quota("a", "y", 1, 2))))
    with pytest.raises(InvalidInputError, match="at least one ticket"):
        OBJECTIVES[name](pool, Quotas(2, ()), tickets=0)
