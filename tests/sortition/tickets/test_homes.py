"""Homes that can be left out of account."""

from collections import Counter
from fractions import Fraction

import pytest

from deliberation.record.certificate import encode_certificate
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import Person, Pool, Quota, Quotas, leximin, solution
from deliberation.sortition.panels import panels_of
from deliberation.sortition.tickets.homes import Homes, without_homes
from deliberation.verify import BundleError
from deliberation.verify.draws.certificate import check_certificate

# Twelve of x and six of y; y0 lives with x0, and so on; x0 and x1 also have a third at home.
POOL = Pool(
    tuple(Person(f"x{i:02}", {"a": "x"}, f"home {i % 9}") for i in range(12))
    + tuple(Person(f"y{i:02}", {"a": "y"}, f"home {i}") for i in range(6))
)
QUOTAS = Quotas(4, (Quota("a", "x", 2, 2), Quota("a", "y", 2, 2)))
PANELS = panels_of(without_homes(POOL), QUOTAS)


def test_homes_have_room_where_equal_shares_add_up_to_no_more_than_the_limit():
    homes = Homes.of(POOL, QUOTAS, PANELS)
    # Two of twelve and two of six: at most 1/6 + 1/6 + 1/3 at home 0, with x00, x09 and y00.
    assert homes.together == {(0, 1), (0, 0, 1)}
    assert homes.leave_room(PANELS, [(2, 2)])
    # With six of twelve it is 1/2 + 1/2 + 1/3, above one.
    assert not homes.leave_room(PANELS, [(2, 2), (6, 1)])


def test_nobody_sits_with_their_own_and_all_of_a_type_take_turns():
    seats = Homes.of(POOL, QUOTAS, PANELS).seated(PANELS, [((2, 2), 8)])
    home = {person.id: person.household for person in POOL}
    assert all(len({home[id] for id in ids}) == 4 for ids, _ in seats)
    held = Counter(id for ids, n in seats for id in ids for _ in range(n))
    # Sixteen seats for twelve, and for six.
    assert {held[p.id] for p in POOL if p.features["a"] == "x"} == {1, 2}
    assert {held[p.id] for p in POOL if p.features["a"] == "y"} == {2, 3}


def test_seats_that_homes_have_no_room_for_are_not_given_out():
    couple = Pool((Person("x", {"a": "x"}, "home"), Person("y", {"a": "y"}, "home")))
    quotas = Quotas(2, (Quota("a", "x", 1, 1), Quota("a", "y", 1, 1)))
    panels = panels_of(without_homes(couple), quotas)
    assert Homes.of(couple, quotas, panels).seated(panels, [((1, 1), 1)]) is None


@pytest.fixture
def apart(monkeypatch):
    """The documents of a lottery that leaves homes out of account, though there are few types."""
    monkeypatch.setattr(solution, "MANY", 1)
    lottery = leximin(POOL, QUOTAS, tickets=50)
    document = encode_lottery(POOL, QUOTAS, lottery)
    certificate = encode_certificate(POOL, QUOTAS, lottery, commitment=document["commitment"])
    return lottery, {"lottery.json": document, "certificate.json": certificate}


def test_the_optimum_is_that_with_homes_taken_into_account(apart):
    lottery, _ = apart
    chance = {"x": Fraction(2, 12), "y": Fraction(2, 6)}
    assert lottery.optimum == {person.id: chance[person.features["a"]] for person in POOL}
    assert max(map(abs, lottery.shifts().values())) < Fraction(1, 50)


def test_a_stranger_sees_that_homes_change_nobodys_chance(apart):
    _, documents = apart
    lines = [*check_certificate(documents)]
    assert "holds: every home has room for equal shares of each panel, so it changes no chance" in (
        lines
    )
    assert any(line.startswith("holds: no lottery is fairer") for line in lines)


def test_a_home_without_room_is_found_out(apart):
    _, documents = apart
    # Four of the six y share a home, of whose shares of two seats it has to seat 4/3.
    for person in documents["lottery.json"]["people"]:
        person["household"] = "one" if person["id"] in ("y00", "y01", "y02", "y03") else None
    with pytest.raises(BundleError, match="lacks room for equal shares"):
        [*check_certificate(documents)]


@pytest.mark.parametrize("tickets", [1, 7, 20, 100])
def test_whoever_sits_in_any_case_takes_their_place_at_home(tickets):
    """Two homes of a, b and c, of each at most two people: both c on a panel leave one place each.

    A panel that takes all of a type takes them from homes where others take turns.
    """
    pool = Pool(tuple(Person(v + home, {"f": v}, home) for home in "12" for v in "abc"))
    asked = (Quota("f", "a", 1, 2), Quota("f", "b", 1, 1), Quota("f", "c", 0, 2))
    quotas = Quotas(4, asked, 2)
    lottery = leximin(pool, quotas, tickets=tickets)
    assert sum(lottery.tickets) == tickets
    for ids in lottery.panels:
        assert not quotas.crowded(person for person in pool if person.id in ids)
