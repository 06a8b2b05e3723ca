"""Figures for readers from right to left: the same picture in the mirror, letters as they are."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from deliberation import figures
from deliberation.figures.svg import WIDTH
from deliberation.voting import Count

SVG = "{http://www.w3.org/2000/svg}"
RTL = {"direction mark": "rtl"}


def parts(svg: str, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


def places(svg: str, tag: str, key: str = "x") -> list[float]:
    return [float(part.get(key, "nan")) for part in parts(svg, tag)]


@pytest.mark.parametrize("figure", [figures.rounds, figures.flow])
def test_everything_stands_on_its_other_side(figure: Callable[..., str], count: Count) -> None:
    svg, turned = figure(count), figure(count, words=RTL)
    assert ElementTree.fromstring(svg).get("direction") == "ltr"
    assert ElementTree.fromstring(turned).get("direction") == "rtl"
    assert places(turned, "text") == pytest.approx([WIDTH - x for x in places(svg, "text")])
    ends = [x + w for x, w in zip(places(svg, "rect"), places(svg, "rect", "width"), strict=True)]
    assert places(turned, "rect") == pytest.approx([WIDTH - end for end in ends], abs=0.02)
    assert places(turned, "line", "x2") == pytest.approx(
        [WIDTH - x for x in places(svg, "line", "x2")]
    )
    anchors = [
        [text.get("text-anchor") for text in parts(drawn, "text")] for drawn in (svg, turned)
    ]
    assert anchors[0] == anchors[1], "a start is on the right where it is read from there"


def test_marks_are_not_mirrored_but_moved(count: Count) -> None:
    """A mark from 15 to 23 goes to where it ends 15 before the other side."""
    drawn, turned = (
        [path for path in parts(svg, "path") if path.get("class") == "fig-mark"]
        for svg in (figures.rounds(count), figures.rounds(count, words=RTL))
    )
    assert len(drawn) == len(turned) > 2
    for before, after in zip(drawn, turned, strict=True):
        assert before.get("d") == after.get("d")
        begin = float(re.findall(r"M([\d.]+)", before.get("d", ""))[0])
        (aside,) = re.findall(r"translate\((-?[\d.]+) 0\)", after.get("transform", ""))
        assert begin + float(aside) == pytest.approx(WIDTH - 8 - begin, abs=0.02)


def test_strands_between_rounds_are_drawn_in_the_mirror(count: Count) -> None:
    strands = [
        p for p in parts(figures.flow(count, words=RTL), "path") if p.get("class") != "fig-mark"
    ]
    assert strands
    assert {strand.get("transform") for strand in strands} == {"matrix(-1 0 0 1 324 0)"}


def test_a_number_with_a_sign_behind_it_keeps_its_order() -> None:
    """Else "67+" is drawn "+67"."""
    pairs = {("67+", "16-66"): 2, ("16-66", "67+"): 1}
    assert ">\u206667+\u2069</text>" in figures.pairwise(pairs, words=RTL)


def test_a_latin_name_keeps_its_signs_and_is_escaped() -> None:
    """Else "Lower the fare." would be read ".Lower the fare" among Arabic lines."""
    pairs = {("Lower the fare.", "<b>"): 2, ("<b>", "Lower the fare."): 1}
    svg = figures.pairwise(pairs, words=RTL)
    assert ">\u2066Lower the fare.\u2069</text>" in svg
    assert "&lt;b&gt;" in svg
    assert "<b>" not in svg
