"""The reserve list, by the rule that is written in docs/reference/formats.md."""

from collections import Counter
from dataclasses import replace

import pytest

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
    leximin,
)


def by_the_page(pool, quotas, drawn, count):
    """The reserve list again, from the words of the page."""
    person = {p.id: p for p in pool}

    def fits(ids):
        people = [person[id] for id in ids]
        homes = Counter(p.household for p in people if p.household)
        return max(homes.values(), default=0) <= quotas.per_household and all(
            q.lower <= sum(set(q.answers) <= p.features.items() for p in people) <= q.upper
            for q in quotas
        )

    outside = {p.id for p in pool if p.standing is not Standing.OUT} - set(drawn.panel)
    outside = Lots(drawn.seed, "alternates").shuffle(sorted(outside))
    can = {
        id: {m for m in drawn.panel if fits([*(x for x in drawn.panel if x != m), id])}
        for id in outside
    }
    chosen, marked = [], set()
    while len(chosen) < count:
        left = [id for id in outside if id not in chosen]
        new = [len(can[id] - marked) for id in left]
        if any(new):
            taken = left[new.index(max(new))]
            chosen.append(taken)
            marked |= can[taken]
        elif marked:
            marked = set()
        else:
            break
    return tuple(chosen)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("couples", [0, 12])
def test_a_stranger_who_reads_the_page_gets_the_same_list(made_up, seed, couples):
    pool, quotas = made_up(50, 10, (2, 3, 3), seed=seed, couples=couples)
    drawn = draw(leximin(pool, quotas, tickets=20), seed=f"dice {seed}")
    for count in (0, 3, 10, 50):
        assert alternates(pool, quotas, drawn, count=count) == by_the_page(
            pool, quotas, drawn, count
        )


def test_the_list_follows_joint_quotas_limits_and_standings_too(made_up):
    pool, quotas = made_up(50, 10, (2, 3, 3), seed=3, couples=20)
    out = [p.id for p in pool if p.features["f1"] == "v0"][:5]
    pool = Pool(tuple(replace(p, standing=Standing.OUT) if p.id in out else p for p in pool))
    joint = Quota("f0", "v0", 0, 1, also=(("f2", "v0"),))
    quotas = Quotas(quotas.size, (*quotas, joint), per_household=2)
    drawn = draw(leximin(pool, quotas, tickets=20), seed="dice")
    reserves = alternates(pool, quotas, drawn, count=50)
    assert reserves == by_the_page(pool, quotas, drawn, 50)
    assert not {*out} & {*reserves}


def people(**groups):
    return [Person(f"{v}{i}", {"a": v}) for v, n in groups.items() for i in range(n)]


def test_every_member_can_be_replaced_before_anybody_is_doubled():
    pool = Pool(tuple(people(x=4, y=4)))
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 1, 1)))
    reserves = alternates(pool, quotas, Draw("dice", 0, ("x0", "y0")), count=6)
    assert sorted(reserves) == ["x1", "x2", "x3", "y1", "y2", "y3"]
    for i in (0, 2, 4):
        assert {id[0] for id in reserves[i : i + 2]} == {"x", "y"}


def test_nobody_is_called_who_could_stand_in_for_nobody():
    pool = Pool((*people(x=2), Person("z0", {"a": "z"})))
    quotas = Quotas(1, (Quota("a", "x", 1, 1), Quota("a", "z", 0, 0)))
    assert alternates(pool, quotas, Draw("dice", 0, ("x0",)), count=5) == ("x1",)


def test_a_member_is_not_replaced_by_the_housemate_of_another():
    home = Person("b", {}, "home"), Person("c", {}, "home")
    pool = Pool((Person("a", {}), *home))
    panel = Draw("dice", 0, ("a", "b"))
    assert alternates(pool, Quotas(2, ()), panel, count=2) == ("c",)
    pool = Pool((Person("a", {}, "home"), *home, Person("d", {})))
    assert alternates(pool, Quotas(1, ()), Draw("dice", 0, ("d",)), count=9)[0] in "abc"


def test_a_panel_of_strangers_is_refused():
    pool = Pool(tuple(people(x=2)))
    with pytest.raises(InvalidInputError, match="not in the pool"):
        alternates(pool, Quotas(1, ()), Draw("dice", 0, ("nobody",)), count=1)
