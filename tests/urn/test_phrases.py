"""A phrase is printed as it was written, and no list of ballots can be made to say another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Split, Terms
from deliberation.urn.faults import PHRASE
from deliberation.urn.phrases import can_be_printed, phrase_in
from deliberation.voting import Approval, Spoiled
from tests.urn.conftest import chance, slot

TERMS = Terms("lamps", "approval", ("lamps", "trees"), phrases=True)

PRINTED = [
    "a",
    "blå hejre",
    "مالك الحزين",
    "می\u200cخواهم",
    "\U0001f469\u200d\U0001f33e",
    "<b>",
    "a" * 41,
]
"""The last is too long, which is another matter."""

HIDDEN = {
    "override": "\u202enoreh",
    "isolate": "blue\u2067heron\u2069",
    "arabic letter mark": "\u061c1",
    "mark from left to right": "heron\u200e",
    "zero-width space": "her\u200bon",
    "soft hyphen": "her\u00adon",
    "line separator": "blue\u2028heron",
    "byte order mark": "\ufeffheron",
    "tag": "heron\U000e0041",
    "line feed": "blue\nheron",
    "bell": "\x07",
    "c1 control": "\x85x",
    "surrogate": "\ud800",
    "nothing": "",
    "spaces": " \u2003",
    "joiners": "\u200d\u200c",
}


@pytest.mark.parametrize("phrase", PRINTED)
def test_what_people_write_can_be_printed(phrase: str) -> None:
    assert can_be_printed(phrase)
    assert phrase_in(phrase) == phrase


@pytest.mark.parametrize("name", HIDDEN)
def test_what_hides_or_turns_cannot_be_printed(name: str) -> None:
    assert not can_be_printed(HIDDEN[name])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (" blue\t\theron\r\n", "blue heron"),
        ("\u2068heron\u2069", "heron"),
        ("\u202enoreh\u202c", "noreh"),
        ("bla\u030a", "blå"),
        ("\u200b\u200d \x00", ""),
        ("\ufeff a \ufeff", "a"),
    ],
)
def test_a_phrase_is_tidied(text: str, phrase: str) -> None:
    assert phrase_in(text) == phrase


@given(st.text(st.characters() | st.sampled_from("".join(HIDDEN.values()))))
def test_what_is_tidied_can_be_printed_and_stays(text: str) -> None:
    phrase = phrase_in(text)
    assert phrase == "" or can_be_printed(phrase)
    assert phrase_in(phrase) == phrase


@pytest.mark.parametrize("name", [n for n in HIDDEN if n not in ("surrogate", "nothing")])
def test_a_ballot_beside_such_a_phrase_is_not_sealed_and_is_spoiled_where_it_was(name: str) -> None:
    """A tampered phone can seal it all the same."""
    new = urn.new_urn(TERMS, split=Split.REHEARSAL, random_bytes=chance("phrases"))
    ballot, phrase = Approval(["trees"]), HIDDEN[name]
    with pytest.raises(InvalidInputError):
        urn.seal(ballot, new.urn, slot=slot("a"), phrase=phrase)
    plain = urn.encode(ballot, phrase).ljust(TERMS.length)
    sealed = urn.seal_bytes(plain, new.urn, slot=slot("a"))
    key = urn.join(new.shares, new.urn)
    assert urn.unseal(sealed, new.urn, slot=slot("a"), key=key) == Spoiled(PHRASE)
