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


def test_where_the_fewest_win_they_stand_first() -> None:
    """The worst losses of a cycle: 5, 6 and 7 ballots against; minimax elects the first."""
    losses = {"pool": Fraction(7), "road": Fraction(5), "trees": Fraction(6)}
    table = figures.totals_table(Tally("minimax", losses, ("road",)))
    assert [row[0] for row in table.rows] == ["road", "trees", "pool"]


def test_it_is_said_below_what_the_numbers_count() -> None:
    assert "others that it beats" in figures.totals(TALLY, counted="others that it beats")


def test_pairs_begin_with_those_who_are_asked_for_first() -> None:
    pairs = {(a, b): 1 for a in "abcd" for b in "abcd" if a != b}
    assert [row[0] for row in figures.pairwise_table(pairs, order=("c", "b")).rows] == [*"cbad"]
    svg = figures.pairwise(pairs, order=("c",))
    names = [line.text for line in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert names[-8:] == ["A", "c", "B", "a", "C", "b", "D", "d"]


def test_of_many_pairs_the_first_can_be_read_and_the_table_has_all() -> None:
    """Twelve squares of 23 beside each other fit beside the letters; forty would be 7 wide."""
    names = [f"n{n}" for n in range(40)]
    pairs = {(a, b): 1 for a in names for b in names if a != b}
    svg = figures.pairwise(pairs)
    boxes = [*ElementTree.fromstring(svg).iter(f"{SVG}rect")]
    assert len(boxes) == 12 * 11 + 1
    assert min(float(box.get("width", 0)) for box in boxes[:-1]) > 20
    assert "12 of 40 are in the picture" in svg
    assert len(figures.pairwise_table(pairs).rows) == 40
    assert "in the picture" not in figures.pairwise({("a", "b"): 1, ("b", "a"): 0})
