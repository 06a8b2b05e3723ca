"""The table with the texts of a vote in every language: out, filled in, and back."""

import csv
import unicodedata
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import InvalidInputError
from deliberation.io.wordings import parse_wordings, wordings_csv
from deliberation.record.wordings import mark

ASKED = {"title": "Transport", "question": "Hvordan?\nOg hvornår?", "plain": "", "option 1": "=bus"}
ARABIC = {"title": "النقل", "question": "كيف؟\n\nومتى؟", "plain": "-1;=2", "option 1": "'=حافلة"}
LANGUAGES = ("da", "ar", "tr")


def parse(data, asked=ASKED):
    return parse_wordings(data, "texts.csv", asked, LANGUAGES)


def test_what_is_written_into_the_table_is_read_back() -> None:
    data = wordings_csv(ASKED, {"ar": ARABIC, "da": {"plain": "Kort."}}, LANGUAGES)
    found = parse(data)
    assert found.problems == ()
    assert found.wordings == {"ar": ARABIC, "da": {"plain": "Kort."}}
    assert found.rows == {"title": 2, "question": 3, "plain": 4, "option 1": 5}
    assert found.marks == {"da": mark({"plain": "Kort."}), "ar": mark(ARABIC), "tr": mark({})}
    assert len({*found.marks.values()}) == 3


def test_no_cell_is_a_formula_and_each_text_is_on_one_line() -> None:
    data = wordings_csv(ASKED, {"ar": ARABIC}, ("ar",)).decode("utf-8-sig")
    header, *rows = csv.reader(StringIO(data))
    assert header == ["text", "exact", "ar"]
    assert rows[1] == ["question", "Hvordan? ¶ Og hvornår?", "كيف؟ ¶  ¶ ومتى؟"]
    assert rows[3] == ["option 1", "'=bus", "''=حافلة"]


WORDS = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters="¶"), min_size=1)
LINES = st.lists(st.lists(WORDS, min_size=1).map(" ".join), min_size=1).map("\n".join)


@given(LINES)
def test_any_text_that_is_written_as_texts_are_comes_back(text) -> None:
    """In the normal form in which every cell is read."""
    text = unicodedata.normalize("NFC", text)
    data = wordings_csv({"plain": ""}, {"tr": {"plain": text}}, ("tr",))
    assert parse(data, {"plain": ""}).wordings == {"tr": {"plain": text}}


PASTED = st.characters(
    exclude_categories=["Cc", "Cs"], include_characters="\n", exclude_characters="¶"
)


@given(st.text(PASTED))
def test_what_a_table_does_to_blanks_leaves_its_mark_as_it_is(text) -> None:
    found = parse(wordings_csv({"plain": ""}, {"tr": {"plain": text}}, ("tr",)), {"plain": ""})
    assert mark(found.wordings.get("tr", {"plain": ""})) == found.marks["tr"]


def test_a_hundred_recommendations_in_any_order_and_only_one_language() -> None:
    asked = {f"option {n}": f"Nummer {n}" for n in range(1, 101)}
    lines = [f"option {n},رقم {n}" for n in range(100, 0, -1)]
    found = parse("\n".join(["text,ar", *lines]).encode(), asked)
    assert found.problems == ()
    assert found.wordings == {"ar": {f"option {n}": f"رقم {n}" for n in range(1, 101)}}
    assert found.rows["option 100"] == 2


def test_everything_wrong_is_said_at_once_by_row_and_column() -> None:
    table = "text;exact;ar;xx\ntitle;Another title;a;b\noption 7;;c;\nplain;;d;\nplain;;e;\n"
    found = parse(table.encode())
    assert [(p.row, p.column) for p in found.problems] == [
        (1, "xx"), (2, "exact"), (3, "text"), (4, "text"), (5, "text")
    ]  # fmt: skip
    assert found.problems[2].text == "this vote has no text 'option 7'; take the table anew"


@pytest.mark.parametrize("data", [b"", b"ar,da\nx,y\n", b"<html>", b"\x00\x01"])
def test_what_is_no_such_table_is_refused(data) -> None:
    with pytest.raises(InvalidInputError):
        parse(data)
