from fractions import Fraction
from xml.etree import ElementTree

from deliberation import figures
from deliberation.errors import Bound
from deliberation.sortition.limits.prices import FeaturePrice, Price, Prices

SVG = "{http://www.w3.org/2000/svg}"
YOUNG, OLD = Bound("age = 16-29", "least", 3, 9), Bound("age = 67+", "most", 2, 9)
PRICES = Prices(
    Fraction(1, 10),
    (
        Price(
            Bound("age = 16-29", "least", 3, 9), Fraction(1, 50), Fraction(3, 25), Fraction(1, 5)
        ),
        Price(Bound("age = 67+", "most", 2, 9), Fraction(0), Fraction(1, 10), Fraction(1, 10)),
    ),
    (FeaturePrice(("age", "gender"), Fraction(3, 20), Fraction(3, 20)),),
)
COSTS = figures.costs(PRICES, names={"age = 16-29": "the young"})


def test_what_costs_nothing_is_left_out_and_the_dearest_comes_first() -> None:
    assert [cost.quota for cost in COSTS] == ["age & gender", "the young"]


def test_a_bar_is_as_long_as_the_chance_with_one_seat_of_room() -> None:
    root = ElementTree.fromstring(figures.prices(PRICES.lowest, COSTS))
    bars = [
        float(box.get("width", 0))
        for box in root.iter(f"{SVG}rect")
        if box.get("class") == "fig-bar"
    ]
    dearest, young, _legend = bars
    assert abs(dearest / young - 15 / 12) < 0.01


def test_the_table_holds_the_same_numbers() -> None:
    table = figures.prices_table(PRICES.lowest, COSTS)
    assert table.rows == (
        ("age & gender: all quotas", "10.00%", "15.00%", "15.00%"),
        ("the young: at least 3", "10.00%", "12.00%", "20.00%"),
    )
