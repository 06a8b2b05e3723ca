"""What holds for every figure: it is well formed, safe in a strict page, read out, and not cut."""

import re
from collections.abc import Callable
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation import figures
from deliberation.figures.svg import SIZE, WIDTH, text_width
from deliberation.sortition import GroupChances
from deliberation.voting import Count, Profile, by_lot, quadratic, schulze, stv
from deliberation.voting.ballots import Credits, Ranking

SVG = "{http://www.w3.org/2000/svg}"
NASTY = (
    '<script>alert("x")</script>',
    "{number} & {name} %s %(x)d",
    "An extraordinarily long-winded proposal that nobody will ever read out in full, or will they?",
    "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnungsänderungsgesetz",
    "مسارات للدراجات من دون انقطاع في جميع أنحاء المدينة وعلى طول البحيرة",
    "市民公園に屋根付きの自転車置き場と休憩所を新しくつくるという提案です",
)


def ranked_count(names: tuple[str, ...]) -> Count:
    """A count among *names* with surpluses, eliminations and papers that name nobody further."""
    ballots = {Ranking(names[n:] + names[:n]): 3 * n + 2 for n in range(len(names))}
    ballots |= {Ranking((name,)): 1 for name in names}
    return stv(Profile(names, ballots), seats=2, break_tie=by_lot("dice"))


def every_figure(names: tuple[str, ...]) -> list[str]:
    count = ranked_count(names)
    spent = Profile.of(
        [Credits({name: n - 2 for n, name in enumerate(names)})] * 5, candidates=names
    )
    pairs = schulze(
        Profile.ranked({names: 3, names[::-1]: 2}, candidates=names), break_tie=by_lot("dice")
    ).pairwise
    groups = [
        GroupChances(names[0], name, 9, Fraction(1, 20), Fraction(1, 9), Fraction(n + 1, 8))
        for n, name in enumerate(names)
    ]
    return [
        figures.chances(groups),
        figures.rounds(count),
        figures.flow(count),
        figures.totals(quadratic(spent, credits=100)),
        figures.pairwise(pairs or {}),
    ]


def check(svg: str) -> ElementTree.Element:
    """The figure as a tree, after looking at everything that every figure promises."""
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.text
    assert desc.text
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {
            "svg", "title", "desc", "text", "rect", "line", "path"
        }  # fmt: skip
        assert not {"style", "href", "onload"} & set(element.attrib)
        assert "nan" not in " ".join(element.attrib.values())
    assert_nothing_is_cut(root)
    return root


def assert_nothing_is_cut(root: ElementTree.Element) -> None:
    """Every line of text, as wide as it may be, and every box stands inside the figure."""
    height = float((root.get("viewBox") or "").split()[3])
    for line in root.iter(f"{SVG}text"):
        wide = text_width(line.text or "", float(line.get("font-size", SIZE)))
        left = (
            float(line.get("x", 0))
            - {"end": 1, "middle": 0.5}.get(line.get("text-anchor", ""), 0) * wide
        )
        assert left >= 0, line.text
        assert left + wide <= WIDTH, line.text
        assert 0 < float(line.get("y", 0)) < height
    for box in root.iter(f"{SVG}rect"):
        x, y, wide, high = (float(box.get(key, "nan")) for key in ("x", "y", "width", "height"))
        assert x >= 0
        assert y >= 0
        assert x + wide <= WIDTH + 0.01
        assert y + high <= height


@pytest.mark.parametrize("names", [("a", "b"), ("bus", "tram", "bike", "boat"), NASTY])
def test_every_figure_is_well_formed_safe_and_whole(names: tuple[str, ...]) -> None:
    for svg in every_figure(names):
        root = check(svg)
        words = " ".join(line.text or "" for line in root.iter(f"{SVG}text"))
        for name in names:
            assert name.split()[0][:4] in words


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=90)
        .map(str.strip)
        .filter(bool),
        min_size=2,
        max_size=5,
        unique=True,
    )
)
def test_any_names_make_whole_figures(names: list[str]) -> None:
    for svg in every_figure(tuple(names)):
        check(svg)


def test_a_count_of_thirty_rounds_stays_readable(long_count: Count) -> None:
    root = check(figures.rounds(long_count))
    assert {float(line.get("font-size", SIZE)) for line in root.iter(f"{SVG}text")} <= {
        12,
        13,
        14,
    }
    check(figures.flow(long_count))


def test_two_figures_on_a_page_share_no_id(count: Count) -> None:
    ids = re.findall(r' id="([^"]+)"', figures.rounds(count) + figures.flow(count, id="other"))
    assert len(ids) == len(set(ids)) == 4


@pytest.mark.parametrize("figure", [figures.rounds, figures.flow])
def test_words_come_from_the_caller(figure: Callable[..., str], count: Count) -> None:
    words = {key: f"«{text}»" for key, text in figures.ENGLISH.items() if "mark" not in key}
    texts = [line.text or "" for line in check(figure(count, words=words)).iter(f"{SVG}title")]
    assert all(text.startswith("«") for text in texts)


def test_every_word_may_be_missing() -> None:
    assert figures.totals_table(
        quadratic(Profile.of([Credits({"a": 1})], candidates=["a"])), words={}
    ).header == ("Candidate", "Outcome", "Total")
