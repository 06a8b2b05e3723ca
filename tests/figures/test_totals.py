from fractions import Fraction
from xml.etree import ElementTree

from deliberation import figures
from deliberation.voting.tally import Tally

SVG = "{http://www.w3.org/2000/svg}"
TALLY = Tally(
    "quadratic",
    {"road": Fraction(-30), "trees": Fraction(60), "school": Fraction(60), "pool": Fraction(0)},
    ("school",),
)


def test_bars_go_right_above_nought_and_left_below() -> None:
    root = ElementTree.fromstring(figures.totals(TALLY))
    school, trees, pool, road = (
        (float(box.get("x", 0)), float(box.get("width", 0))) for box in root.iter(f"{SVG}rect")
    )
    zero = school[0]
    assert school == trees
    assert pool == (zero, 0)
    assert abs(road[0] + road[1] - zero) < 0.02
    assert abs(road[1] * 2 - school[1]) < 0.02


def test_of_equal_totals_the_elected_stands_first() -> None:
    assert [row[0] for row in figures.totals_table(TALLY).rows] == [
        "school", "trees", "pool", "road"
    ]  # fmt: skip


def test_the_table_says_who_was_elected() -> None:
    assert figures.totals_table(TALLY).rows[0] == ("school", "elected", "60")
    assert figures.totals_table(TALLY).rows[3] == ("road", "not elected", "−30")


def test_the_greater_of_each_pair_is_filled() -> None:
    pairs = {
        ("a", "b"): 3,
        ("b", "a"): 2,
        ("a", "c"): 1,
        ("c", "a"): 1,
        ("b", "c"): 0,
        ("c", "b"): 5,
    }
    svg = figures.pairwise(pairs)
    assert svg.count('class="fig-bar"') == 2 + 1  # and one in the legend
    assert figures.pairwise_table(pairs).rows[1] == ("b", "2", "", "0")
