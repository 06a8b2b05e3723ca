"""A facilitator's form that came back is read in another language, and nothing is done by that."""

import re

import pytest

from deliberation.urn import MARKS

NEW = "/facilitator/a1/votes/new"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
NAV = re.compile(r'<nav aria-label="[^"]+">\s*<form method="post".*?</nav>', re.DOTALL)
EIGHT = re.compile(r'<ol class="eight.*?</ol>', re.DOTALL)
VOTE = {"title": "Bike lanes", "question": "Where?", "candidates": "Nord\r\nSyd", "seats": "1"}
VOTE |= {"mode": "sealed"}


on_one = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""What a page says in which language depends on no database."""


def sent_again(anna, page: str, path: str, language: str):
    """Press the button of a language: the fields beside it go to the same address."""
    found = NAV.search(page)
    assert found, "there is a button for each language"
    assert f'action="{path}' in found[0]
    return anna.client.post(path, data=dict(HIDDEN.findall(found[0])) | {"lang": language})


@on_one
@pytest.mark.parametrize(("language", "sentence"), [("da", "Vælg"), ("ar", "اختر")])
def test_what_was_typed_and_what_is_wrong_with_it_stay(anna, assembly, language, sentence) -> None:
    wrong = anna.post(NEW, **VOTE)
    assert "Choose one." in wrong.text
    assert "Mend what is marked below" in wrong.text, "it is marked further down than a phone shows"
    assert "Mend what is marked below" not in anna.read(NEW)
    read = sent_again(anna, wrong.text, NEW, language)
    assert read.status_code == 400
    assert f'<html lang="{language}"' in read.text
    assert sentence in read.text
    assert 'value="Bike lanes"' in read.text
    assert "Nord\nSyd</textarea>" in read.text.replace("\r\n", "\n")
    back = sent_again(anna, read.text, NEW, "en")
    assert "Choose one." in back.text


def test_nothing_is_done_for_a_form_that_is_only_read(app, anna, assembly) -> None:
    """Also where it would do: somebody else may have changed meanwhile what was wrong with it."""
    read = anna.post(NEW, **VOTE, rule="irv", lang="da")
    assert (read.status_code, read.headers["Location"]) == (302, NEW)
    assert '<html lang="da"' in anna.read(NEW)
    with app.extensions["begin"].reading() as store:
        assert "Bike lanes" not in {vote.title for vote in store.votes("a1")}


@on_one
def test_the_sheets_of_a_key_are_printed_in_one_language(anna, assembly) -> None:
    """Sent again, they would be another key's."""
    vote = "/facilitator/a1/votes/v-a1-draft"
    sheets = anna.post(f"{vote}/key", split="2 of 2")
    assert sheets.status_code == 200
    assert NAV.search(sheets.text) is None
    before = EIGHT.findall(anna.read(vote))
    assert anna.post(f"{vote}/key", split="2 of 2", lang="en").status_code == 302
    assert EIGHT.findall(anna.read(vote)) == before != [], "the key is the one that was printed"


@on_one
def test_words_typed_wrongly_can_be_read_about_in_another_language(anna, assembly) -> None:
    vote = "/facilitator/a1/votes/v-a1-draft"
    anna.make_key(vote)
    wrong = anna.post(f"{vote}/open", **{f"facilitator-{MARKS[0]}": "academic"})
    assert wrong.status_code == 400
    read = sent_again(anna, wrong.text, f"{vote}/open", "da")
    assert "Det er ikke" in read.text
    assert 'type="text" value="academic"' in read.text


@on_one
def test_a_wrong_password_is_read_about_without_another_attempt(stranger, app) -> None:
    wrong = stranger.sign_in("anna", "guess")
    assert '<button form="sign-in" name="lang" value="da"' in wrong.text
    read = stranger.post("/sign-in", name="anna", password="tram bus bike", lang="da")
    assert (read.status_code, '<html lang="da"' in read.text) == (401, True)
    assert 'value="anna"' in read.text


@on_one
def test_an_answer_without_a_form_that_came_back_leads_to_its_page(anna, assembly) -> None:
    """An error's page can be had in another language at the address that it is about."""
    late = anna.post("/facilitator/a1/votes/v-a1-closed/unseal")
    assert late.status_code == 409
    assert NAV.search(late.text) is None
    assert "?lang=da" in late.text


@on_one
def test_no_password_comes_back_on_a_page(anna, assembly) -> None:
    """Neither one's own nor that of the second person at the laptop, whatever else was typed."""
    wrong = anna.post("/password", before="wrong before", new="short", again="other")
    assert (wrong.status_code, "?lang=da" in wrong.text) == (400, True)
    assert not any(typed in wrong.text for typed in ("wrong before", '"short"', '"other"'))
    typed = {"second": "bo", "second-password": "his own words"}
    wrong = anna.post("/facilitator/a1/votes/v-a1-closed", seed="4 2", again="4", **typed)
    assert NAV.search(wrong.text)
    assert "his own words" not in wrong.text
