"""The report as the source of a PDF, and the PDF."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import typst

from deliberation.figures import REPORT, printed_report, report
from deliberation.io.pdf import pdf_of
from deliberation.voting import Profile
from tests.figures.test_recommended import vote
from tests.figures.test_report import votes_only

Documents = dict[str, Any]
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def literals(source: str) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", found) for found in LITERAL.findall(source)]


def words_of(page: str) -> set[str]:
    body = re.sub(r"<(style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return {*re.sub(r"<[^>]+>", " ", body).split()}


@pytest.mark.parametrize("language", REPORT)
def test_it_says_what_the_page_says(documents: Documents, language: str) -> None:
    said = " ".join(literals(printed_report(documents, language=language)))
    page = words_of(report(documents, language=language))
    assert len(page) > 200
    assert {word for word in page if word.isalnum() and word not in said} == set()


def test_it_is_a_tagged_pdf_and_the_same_each_time(documents: Documents) -> None:
    source = printed_report(documents, language="da")
    pdf = pdf_of(source)
    assert pdf.startswith(b"%PDF-")
    assert b"/MarkInfo" in pdf
    assert b"/Lang" in pdf
    assert pdf == pdf_of(source)


def test_no_word_of_anybody_is_a_command(
    make_assembly: Callable[..., Documents], make_vote: Callable[..., Any]
) -> None:
    """A name that would end the text and read a file is printed as it is."""
    nasty = 'x"] #read("/etc/passwd") \\" ] $ \\ @y <z> `w` \r\n= h'
    documents = make_assembly(title=nasty)
    profile = Profile.ranked({(nasty, "b"): 6, ("b",): 5})
    documents["votes/v3.json"] = make_vote("irv", profile, title=nasty, question=nasty, id="v3")
    source = printed_report(documents, bundle=nasty)
    assert "#read" not in LITERAL.sub("", source)
    assert sum("#read" in text for text in literals(source)) > 5
    assert pdf_of(source).startswith(b"%PDF-")


def test_a_picture_is_described_and_fits_a_page(documents: Documents) -> None:
    source = printed_report(documents)
    assert source.count("image(bytes(") == report(documents).count("<svg")
    for alt in re.findall(r'alt: "((?:[^"\\]|\\.)*)"', source):
        assert len(alt) > 30
    heights = [float(cm) for cm in re.findall(r"#block\(height: ([\d.]+)cm", source)]
    assert heights
    assert max(heights) <= 19


@pytest.fixture
def hundred() -> Documents:
    """A hundred recommendations, on each of which 40 answer."""
    names = [f"Build a covered stand for fifty cycles in quarter number {n}" for n in range(100)]
    return votes_only(v1=vote(**{name: 20 + n % 20 for n, name in enumerate(names)}))


def test_a_hundred_recommendations_are_printed_whole_and_on_few_pages(hundred: Documents) -> None:
    """A picture of a hundred bars on one page is read by nobody; the table has its numbers."""
    source = printed_report(hundred)
    assert "image(bytes(" not in source
    said = literals(source)
    for n in range(100):
        name = f"Build a covered stand for fifty cycles in quarter number {n}"
        row = said.index(name, said.index("Candidate"))
        assert said[row + 2] == f"{20 + n % 20} of 40"
    pages = typst.compile(source.encode(), format="png", ppi=12)
    assert len(pages) < 12
    assert b"/MarkInfo" in pdf_of(source)


def test_a_short_list_keeps_its_picture_and_its_one_column() -> None:
    source = printed_report(votes_only(v1=vote(heat=33, cars=8)))
    assert source.count("image(bytes(") == 1
    assert "#columns(" not in source
    assert "3fr" not in source
