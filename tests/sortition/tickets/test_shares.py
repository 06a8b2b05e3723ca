"""How many seats each type may have on all tickets together."""

from fractions import Fraction

from deliberation.sortition import Person, Pool, Quota, Quotas
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.tickets.mixture import mixture_of
from deliberation.sortition.tickets.rounding import whole_tickets
from deliberation.sortition.tickets.shares import Shares

# One of three has the first answer: a, b or x; one the second: b, c or y; one the third: a, c or z.
WHO = {"a": "101", "b": "110", "c": "011", "x": "100", "y": "010", "z": "001", "w": "000"}
POOL = Pool(
    tuple(Person(id, dict(zip("fgh", answers, strict=True))) for id, answers in WHO.items())
)
QUOTAS = Quotas(3, tuple(Quota(f, v, n, n) for f in "fgh" for v, n in [("1", 1), ("0", 2)]))
PANELS = panels_of(POOL, QUOTAS)
PLACE = {type.members[0]: t for t, type in enumerate(PANELS.types)}
ALL = [tuple(int(type.members[0] in ids) for type in PANELS.types) for ids in ("ayw", "bzw", "cxw")]
ALL.append(tuple(int(type.members[0] in "xyz") for type in PANELS.types))
EVEN = mixture_of(PANELS, ALL, dict.fromkeys(range(4), Fraction(1, 4)))


def test_whole_numbers_may_not_exist_that_fill_the_quotas():
    # On two tickets x, y, z have a seat each, so a or b has the other of the first answer, b or c
    # of the second, a or c of the third: three seats, each counted twice, cannot be one each.
    assert Shares.rounded(PANELS, EVEN.chances, 2).impossible(PANELS, 2)
    assert not Shares.rounded(PANELS, EVEN.chances, 2).eased(PANELS, 2).impossible(PANELS, 2)
    assert not Shares.rounded(PANELS, EVEN.chances, 4).impossible(PANELS, 4)


def test_everybody_is_at_most_one_ticket_off_where_nothing_closer_exists():
    found = whole_tickets(PANELS, EVEN, 2, near=Near(PANELS))
    assert sum(n for _, n in found) == 2
    for t, chance in enumerate(EVEN.chances):
        assert abs(sum(n * panel[t] for panel, n in found) - 2 * chance) <= 1


def test_whole_shares_are_eased_by_a_ticket_but_not_the_lowest():
    # a, b, c have 1/4 and so one of four tickets, the lowest; x, y, z two, w three of four.
    eased = Shares.rounded(PANELS, EVEN.chances, 4).eased(PANELS, 4)
    bounds = {id: (eased.low[PLACE[id]], eased.high[PLACE[id]]) for id in "axw"}
    assert bounds == {"a": (1, 2), "x": (1, 3), "w": (2, 4)}


def test_shares_of_several_people_are_eased_person_by_person():
    # Three of x share 2/3 of 7 tickets, 14/3 seats: 14/9 each, so one or two; four of y likewise
    # 28/3 seats: 7/3 each, so two or three.
    people = [Person(f"{v}{i}", {"a": v}) for v, n in [("x", 3), ("y", 4)] for i in range(n)]
    panels = panels_of(Pool(tuple(people)), Quotas(2, (Quota("a", "x", 0, 2),)))
    chances = [Fraction(2, 9), Fraction(1, 3)]
    eased = Shares.rounded(panels, chances, 7).eased(panels, 7)
    assert (eased.low.tolist(), eased.high.tolist()) == ([3, 8], [6, 12])
