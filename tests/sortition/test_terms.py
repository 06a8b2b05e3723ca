"""What organisers ask for beside quotas holds whatever the lottery makes fair."""

from dataclasses import replace
from fractions import Fraction

import pytest

from deliberation.sortition import OBJECTIVES, Person, Pool, Quota, Quotas, Standing


def couples() -> list[Person]:
    """Six homes of a woman and a man, three women and three men alone."""
    people = [
        Person(f"{sex}{n}", {"sex": sex, "age": "new" if n % 3 else "old"}, f"home {n}")
        for n in range(6)
        for sex in "wm"
    ]
    return people + [Person(f"{sex}{n}", {"sex": sex, "age": "new"}) for n in "678" for sex in "wm"]


QUOTAS = Quotas(
    6,
    (
        *(Quota("sex", sex, 3, 3) for sex in "wm"),
        *(Quota("age", age, 1, 5) for age in ("new", "old")),
        Quota("sex", "w", 1, 1, also=(("age", "old"),)),
    ),
)


@pytest.mark.parametrize("objective", OBJECTIVES.values(), ids=OBJECTIVES.keys())
@pytest.mark.parametrize("limit", [1, 2])
def test_every_objective_keeps_to_homes_joint_quotas_and_who_must_be_in_or_out(objective, limit):
    settled = {"m1": Standing.IN, "w1": Standing.OPEN, "w2": Standing.OUT, "m6": Standing.OUT}
    people = [replace(p, standing=settled.get(p.id, Standing.OPEN)) for p in couples()]
    pool, quotas = Pool(tuple(people)), replace(QUOTAS, per_household=limit)
    lottery = objective(pool, quotas, tickets=60)
    for panel in lottery.panels:
        assert not quotas.crowded(p for p in pool if p.id in panel)
        assert not quotas.broken_by(p for p in pool if p.id in panel)
    chances = lottery.marginals()
    assert (chances["m1"], chances["w2"], chances["m6"]) == (1, 0, 0)
    others = {p.id for p in pool if p.standing is Standing.OPEN}
    if limit == 1:  # whoever lives with somebody who must be in has no chance
        assert chances["w1"] == 0
        others.remove("w1")
    if lottery.guarantee and lottery.guarantee.bound is not None:
        assert min(chances[id] for id in others) > Fraction(1, 60)
    if lottery.optimum:
        assert lottery.optimum["w7"] == lottery.optimum["w8"]
        assert lottery.optimum["m4"] == lottery.optimum["m5"]
