"""The picture of growth, and numbers that are put into a page."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from benchmarks.growth import FEATURES, curves, instance
from benchmarks.page import between
from benchmarks.plot import Curve, growth

CURVES = (
    Curve("people", {250: (0.5, 0.7, 0.6), 4000: (9.0, 11.2, 10.0)}),
    Curve("seats", {20: (1.0,), 150: (3.3,)}),
)


def test_the_picture_has_a_dot_for_each_run_and_a_line_for_each_curve() -> None:
    drawn = growth(CURVES, fixed="60 seats")
    paths = [e for e in ElementTree.fromstring(drawn).iter() if e.tag.endswith("path")]
    assert sum("a2.5" in path.attrib["d"] for path in paths) == 8
    assert sum(path.get("stroke-width") == "2" for path in paths) == 2


def test_the_picture_is_read_out_in_words() -> None:
    drawn = growth(CURVES, fixed="60 seats")
    assert "From 250 to 4,000 people the median goes from 0.60 to 10.00 seconds." in drawn
    assert "60 seats." in drawn


def test_the_last_features_are_cut_where_features_grow() -> None:
    assert instance("people", 250, 3) == "lat_250_60_8_3"
    assert instance("features", 2, 1) == "lat_1000_60_8_1_first2"
    assert instance("features", FEATURES, 1) == instance("people", 1000, 1)


def test_what_was_not_finished_is_not_in_a_curve() -> None:
    seconds = {instance("seats", 20, 1): 1.5, instance("seats", 40, 2): 2.5}
    seats = next(curve for curve in curves(seconds, 2) if curve.what == "seats")
    assert seats.points == {20: (1.5,), 40: (2.5,)}


def test_numbers_go_between_two_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- it: begin -->\nold\n<!-- it: end -->\nafter\n")
    between(page, "it", "new")
    assert page.read_text() == "before\n<!-- it: begin -->\nnew\n<!-- it: end -->\nafter\n"
    with pytest.raises(ValueError, match="no place for 'other'"):
        between(page, "other", "new")
