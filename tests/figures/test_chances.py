from fractions import Fraction
from xml.etree import ElementTree

from deliberation import figures
from deliberation.figures.svg import text_width
from deliberation.sortition import GroupChances, Quota

SVG = "{http://www.w3.org/2000/svg}"
GROUPS = (
    GroupChances("age", "67+", 60, Fraction(1, 25), Fraction(1, 20), Fraction(3, 50)),
    GroupChances("age", "16-66", 40, Fraction(1, 20), Fraction(7, 40), Fraction(3, 10)),
)


def boxes(class_: str) -> list[tuple[float, float]]:
    root = ElementTree.fromstring(figures.chances(GROUPS))
    return [
        (float(box.get("x", 0)), float(box.get("width", 0)))
        for box in root.iter(f"{SVG}rect")
        if box.get("class") == class_
    ]


def test_a_bar_reaches_from_the_lowest_to_the_highest_chance() -> None:
    (old, wide_old), (young, wide_young), _legend = boxes("fig-bar")
    assert old < young
    assert abs(wide_young / wide_old - 0.25 / 0.02) < 0.05


def test_equal_chances_are_the_mean_over_everybody() -> None:
    assert "equal chances for all 100: 10.0%" in figures.chances(GROUPS)


def test_the_description_tells_the_outermost_chances() -> None:
    assert "from 4.0% to 30.0%" in figures.chances(GROUPS)


def test_the_table_holds_the_same_numbers() -> None:
    table = figures.chances_table(GROUPS)
    assert table.rows[0] == ("age", "67+", "60", "4.0%", "5.0%", "6.0%")
    assert table.labels == 2


def test_groups_follow_the_organiser_s_order() -> None:
    quotas = [Quota("age", "16-66", 1, 2), Quota("age", "67+", 1, 2)]
    assert [group.value for group in figures.in_order(GROUPS, quotas)] == ["16-66", "67+"]
    joint = [Quota("side", "lake", 1, 1, also=(("age", "67+"),))]
    assert [group.value for group in figures.in_order(GROUPS, joint)] == ["67+", "16-66"]


def test_a_line_whose_words_run_from_right_to_left_is_read_so() -> None:
    """The figure is drawn from left to right; "from 4 to 6" must not be read "from 6 to 4"."""
    arabic = {"from to": "\u2066{lowest}\u2069 إلى \u2066{highest}\u2069"}
    root = ElementTree.fromstring(figures.chances(GROUPS, words=figures.ENGLISH | arabic))
    lines = [line.text for line in root.iter(f"{SVG}text")]
    assert "\u2068\u20664.0%\u2069 إلى \u20666.0%\u2069\u2069" in lines
    assert "67+ (60)" in lines, "and what has none of these words is left as it is"


def test_marks_of_direction_take_no_room() -> None:
    assert text_width("\u2068\u20664%\u2069\u2069") == text_width("4%")
