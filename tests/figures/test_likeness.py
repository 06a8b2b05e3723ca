"""The pool and the panel beside the population, as a picture and as a table."""

from fractions import Fraction
from xml.etree import ElementTree

from deliberation import figures
from deliberation.figures import likeness, likeness_table, likeness_told
from deliberation.figures.likeness import beside
from deliberation.sortition import GroupShares, Person, Pool, Quota
from deliberation.sortition.likeness import wholes

SVG = "{http://www.w3.org/2000/svg}"


def percents(*numbers):
    return [None if n is None else Fraction(n, 100) for n in numbers]


BEFORE = (
    GroupShares("age", "16-29", *percents(24, 12)),
    GroupShares("age", "30+", *percents(76, 88)),
    GroupShares("gender", "other", *percents(None, 5)),
)
AFTER = (
    GroupShares("age", "16-29", *percents(24, 12, 25), 3),
    GroupShares("age", "30+", *percents(76, 88, 75), 9),
    GroupShares("gender", "other", *percents(None, 5, 0), 0),
)


def drawn(groups, kind, class_):
    root = ElementTree.fromstring(likeness(groups))
    return [shape for shape in root.iter(f"{SVG}{kind}") if shape.get("class") == class_]


POOL = Pool(tuple(Person(str(n), {"age": "old" if n else "new"}) for n in range(4)))
HALF = Fraction(1, 2)


def known(**ages):
    quotas = [Quota("age", "old", 1, 2), Quota("age", "new", 0, 1)]
    return [group.population for group in beside(POOL, {"age": ages}, quotas)]


def test_shares_that_are_not_all_stay_as_they_were_given_and_others_are_parts_of_their_sum() -> (
    None
):
    assert known(old=HALF) == [HALF, None]
    assert known(old=HALF, new=HALF / 2) == [Fraction(2, 3), Fraction(1, 3)]
    assert known(old=2) == [1, None]
    assert wholes(POOL, {"shoe": {"44": HALF}}) == {"shoe": 1}


def test_what_is_unknown_is_called_so_and_not_nought() -> None:
    assert likeness_table(BEFORE).rows[-1] == ("gender", "other", "unknown", "5.0%")
    assert likeness_table(AFTER).rows[-1] == ("gender", "other", "unknown", "5.0%", "0.0%", "0")
    assert "5.0% (population: unknown)" in likeness(BEFORE)


def test_the_table_holds_seats_and_the_panel_once_it_is_drawn() -> None:
    assert likeness_table(BEFORE).header[2:] == ("Share of the population", "Share of the pool")
    table = likeness_table(AFTER)
    assert table.header[4:] == ("Share of the panel", "Seats")
    assert table.rows[0] == ("age", "16-29", "24.0%", "12.0%", "25.0%", "3")
    assert table.caption == "The panel beside the pool and the population"


def test_a_bar_is_as_long_as_the_share_and_a_line_stands_only_where_the_population_is_known() -> (
    None
):
    pool = [float(bar.get("width")) for bar in drawn(BEFORE, "rect", "fig-bar")]
    assert abs(pool[1] / pool[0] - 88 / 12) < 0.05
    panel = [float(bar.get("width")) for bar in drawn(AFTER, "rect", "fig-bar")]
    assert abs(panel[1] / panel[0] - 3) < 0.05
    assert [float(band.get("width")) for band in drawn(AFTER, "rect", "fig-band")][:3] == pool[:3]
    for groups in (BEFORE, AFTER):
        young, old, _legend = drawn(groups, "line", "fig-equal")
        assert abs((float(old.get("x1")) - 8) / (float(young.get("x1")) - 8) - 76 / 24) < 0.05


def test_groups_that_the_pool_lacks_are_named_the_rarest_first() -> None:
    assert likeness_told(BEFORE) == (
        "Fewest have volunteered, beside the population, of: age: 16-29 (12.0% of the pool, 24.0% "
        "of the population)."
    )
    assert likeness_told(BEFORE[1:]) == ""


def test_a_picture_in_arabic_is_mirrored_and_keeps_its_numbers() -> None:
    words = {"direction mark": "rtl", **figures.ENGLISH} | {"direction mark": "rtl"}
    assert 'direction="rtl"' in likeness(AFTER, words=words)
