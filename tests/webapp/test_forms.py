"""What was typed, as values: texts as people paste them, and true words for what does not fit."""

import pytest
from werkzeug.datastructures import MultiDict

from webapp.forms import Typed


@pytest.fixture(autouse=True)
def asked(start):
    """A request, whose language the sentences are in."""
    with start().test_request_context():
        yield


def typed(text: str) -> Typed:
    return Typed(MultiDict({"field": text}))


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("10\u00a0% mindre", "10 % mindre"),  # a space that a word processor set
        ("\u202f5\u2009km ", "5 km"),
        ("Rad\u00adhus", "Rad\u00adhus"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # a Persian word needs it
        ("👩\u200d👧 families", "👩\u200d👧 families"),
        ("ro\u0308d", "r\u00f6d"),
    ],
)
def test_a_text_may_be_pasted_from_anywhere(pasted: str, kept: str) -> None:
    form = typed(pasted)

    assert form.line("field") == kept
    assert form.lines("field", least=1, most=1) == (kept,)
    assert not form.problems


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("two\nlines", "on one line"),
        ("two\u2028lines", "on one line"),
        ("a\x07b", "cannot be shown"),
        ("a\tb", "cannot be shown"),
        ("\u202edrawkcab", "cannot be shown"),
    ],
)
def test_what_a_line_may_not_hold_is_told_by_its_true_name(text: str, sentence: str) -> None:
    form = typed(text)
    form.line("field")

    assert sentence in form.problems["field"]


@pytest.mark.parametrize("twin", ["a\u200db", "a\u00adb"])
def test_two_lines_that_look_alike_are_one_that_stands_there_twice(twin: str) -> None:
    form = typed(f"ab\n{twin}")
    form.lines("field", least=2, most=2)

    assert "twice" in form.problems["field"]


def test_letters_written_in_two_ways_are_one_line() -> None:
    form = typed("r\u00f6d\nro\u0308d")
    form.lines("field", least=2, most=2)

    assert "twice" in form.problems["field"]


@pytest.mark.parametrize(("sent", "asked"), [("yes", False), ("on", True), ("", True)])
def test_what_cannot_be_taken_back_is_asked_for(sent: str, asked: bool) -> None:
    form = typed(sent)
    form.sure("field")

    assert ("field" in form.problems) is asked
