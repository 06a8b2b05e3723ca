"""Pools, quotas, lotteries and draws: if one exists, it is valid."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.sortition import Draw, Lottery, Person, Pool, Quota, Quotas, Standing, draw


def problems(make, *arguments):
    with pytest.raises(InvalidInputError) as caught:
        make(*arguments)
    return [str(problem) for problem in caught.value.problems]


def test_a_pool_reports_every_problem_at_once():
    found = problems(
        Pool,
        (Person("a", {"age": "old"}), Person("a", {"age": "old"}), Person(" ", {"area": "north"})),
    )
    text = "; ".join(found)
    assert "id 'a' appears 2 times" in text
    assert "blank id" in text
    assert "person 'a' has no value for 'area'" in text
    assert "person ' ' has no value for 'age'" in text


def test_an_empty_pool_is_refused():
    assert problems(Pool, ()) == ["the pool is empty; add at least one person"]


def test_a_person_cannot_be_changed_from_outside():
    values = {"age": "old"}
    person = Person("a", values)
    values["age"] = "young"
    assert person.features == {"age": "old"}
    with pytest.raises(TypeError):
        person.features["age"] = "young"


def test_a_pool_knows_its_people_features_and_counts():
    pool = Pool((Person("b", {"z": "1", "a": "x"}), Person("a", {"z": "2", "a": "x"})))
    assert [p.id for p in pool] == ["b", "a"]
    assert (pool.ids, pool.features) == (("a", "b"), ("a", "z"))
    assert (pool.count("a", "x"), pool.count("z", "1"), pool.count("z", "9")) == (2, 1, 0)


def test_quotas_report_every_problem_at_once():
    found = problems(
        Quotas,
        0,
        (
            Quota("a", "x", 2, 1),
            Quota("a", "x", 0, 1, flex_lower=1, flex_upper=0),
            Quota("b", "y", -1, 0),
        ),
    )
    text = "; ".join(found)
    assert len(found) == 7
    for part in (
        "at least one seat",
        "minimum 2 and the maximum 1",
        "flexible minimum 1",
        "flexible maximum 0",
        "minimum -1",
        "has 2 quotas",
        "'a' add up to 2, more than the 0 seats",
    ):
        assert part in text


def test_maximums_that_leave_seats_empty_are_refused():
    assert "fewer than the 5 seats" in problems(Quotas, 5, (Quota("a", "x", 0, 4),))[0]


def test_quotas_say_what_they_have_no_place_for():
    quotas = Quotas(2, (Quota("a", "x", 0, 2), Quota("b", "y", 0, 2)))
    pool = Pool((Person("p", {"a": "z"}),))
    assert [str(p) for p in quotas.problems_with(pool)] == [
        "column 'a': person 'p' has the value 'z', which has no quota; the quotas of 'a' name x",
        "column 'b': person 'p' has no value for 'b'",
        "a panel of 2 cannot be drawn from 1 people",
    ]


def test_broken_quotas_are_counted_in_whole_numbers():
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 0, 1)))
    x, y = Person("p", {"a": "x"}), Person("q", {"a": "y"})
    assert quotas.broken_by([x, y]) == []
    assert quotas.broken_by([y, y]) == list(quotas)
    assert quotas.features == ("a",)


def test_joint_quotas_are_named_and_counted_by_every_answer():
    joint = Quota("gender", "woman", 1, 2, also=(("area", "north"), ("age", "16-29")))
    assert str(joint) == "gender = woman and age = 16-29 and area = north: 1 to 2"
    quotas = Quotas(2, (joint, Quota("area", "north", 0, 1), Quota("area", "south", 0, 2)))
    assert quotas.features == ("gender", "age", "area")
    young, old = (
        Person(age, {"gender": "woman", "age": age, "area": "north"}) for age in ("16-29", "30+")
    )
    assert quotas.counted([young, old]) == (1, 2, 0)
    assert quotas.broken_by([young, old]) == [quotas.quotas[1]]
    assert joint.counts(young)
    assert not joint.counts(old)
    assert quotas.problems_with(Pool((young, old))) == []  # 30+ has no quota, and needs none


def test_joint_quotas_report_every_problem_at_once():
    found = problems(
        Quotas,
        2,
        (
            Quota("a", "x", 0, 2),
            Quota("a", "y", 2, 1, also=(("b", "u"),)),
            Quota("b", "u", 0, 1, also=(("c", "1"),)),
            Quota("c", "1", 0, 1, also=(("b", "u"),)),
            Quota("b", "u", 0, 1, also=(("b", "v"),)),
        ),
    )
    assert found == [
        "a = y and b = u: the minimum 2 and the maximum 1 do not make a range",
        "b = u and b = v: this asks 2 times about 'b'; ask once",
        "b = u and c = 1 has 2 quotas; keep one",
        "a = y and b = u: 'y' has no quota of its own; the quotas of 'a' name x",
    ]


def test_some_of_a_household_must_be_allowed():
    assert problems(Quotas, 1, (), 0) == [
        "at least one of a household must be allowed on a panel, not 0"
    ]


def test_people_who_must_be_in_but_cannot_be_are_named():
    def somebody(id, standing, home=None):
        return Person(id, {"a": "x"}, home, standing)

    people = [somebody(id, Standing.IN, "home") for id in "cab"] + [somebody("d", Standing.IN)]
    people += [somebody("e", Standing.OUT), somebody("f", Standing.OPEN)]
    quotas = Quotas(3, (Quota("a", "x", 3, 3),), per_household=2)
    assert [str(problem) for problem in quotas.problems_with(Pool(tuple(people)))] == [
        "4 people must be in, more than the 3 seats",
        "4 people who must be in have a = x, more than its maximum of 3",
        "a, b, c must be in, but share a household, of which at most 2 may be on a panel",
    ]
    few = Pool((people[0], people[4]))
    assert [str(problem) for problem in quotas.problems_with(few)] == [
        "a panel of 3 cannot be drawn from 1 people, for 1 must be out"
    ]


def test_a_lottery_reports_every_problem_at_once():
    text = "; ".join(problems(Lottery, ("a", "b"), (("a", "a"), ("c",)), (0, 1)))
    for part in ("same size", "0 tickets", "names somebody twice", "'c' is on a panel"):
        assert part in text
    assert problems(Lottery, ("a",), (), ()) == ["a lottery needs at least one panel"]


panels = st.lists(
    st.tuples(st.permutations("abcde").map(lambda p: tuple(p[:3])), st.integers(1, 5)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(panels, st.randoms())
def test_equal_lotteries_are_equal_values_in_any_order(entries, random):
    def lottery(entries):
        return Lottery(tuple("edcba"), *zip(*entries, strict=True))

    mixed = [(tuple(random.sample(panel, 3)), n) for panel, n in entries]
    random.shuffle(mixed)
    assert lottery(entries) == lottery(mixed)


@settings(deadline=None)
@given(panels)
def test_chances_add_up_to_the_size_and_tickets_to_the_total(entries):
    lottery = Lottery(tuple("abcde"), *zip(*entries, strict=True))
    marginals = lottery.marginals()
    assert sum(marginals.values()) == lottery.size == 3
    held = [lottery.panel_of(ticket) for ticket in range(lottery.total)]
    assert marginals == {
        id: Fraction(sum(id in panel for panel in held), len(held)) for id in "abcde"
    }


@pytest.mark.parametrize("ticket", [-1, 3])
def test_there_is_no_ticket_beyond_the_last(ticket):
    with pytest.raises(ValueError, match=r"0\.\.2"):
        Lottery(("a",), (("a",),), (3,)).panel_of(ticket)


def test_a_draw_takes_the_ticket_that_the_seed_says():
    lottery = Lottery(("a", "b"), (("a",), ("b",)), (1, 999))
    drawn = draw(lottery, seed="dice 6 1 4 4 2 5")
    assert drawn == Draw("dice 6 1 4 4 2 5", 89, ("b",))
    assert Lots(drawn.seed, "panel").below(lottery.total) == drawn.ticket


def test_a_draw_needs_a_seed():
    with pytest.raises(InvalidInputError, match="blank"):
        draw(Lottery(("a",), (("a",),), (1,)), seed=" ")
