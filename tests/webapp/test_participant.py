"""A member's way from a card to a ballot in the urn."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from deliberation.procedures import admitting, casting, decide
from deliberation.voting import Credits, Ranking
from tests.webapp.conftest import TOKEN
from webapp import auth
from webapp.participant import entering

NOW = datetime(2026, 3, 14, 11, 0, tzinfo=UTC)
RANKED = "/ballots/v-a1-open"
SPENT = "/ballots/v-credits"


@pytest.fixture
def spending(app, assembly) -> str:
    """The address of an open vote on credits."""
    add_vote(app, "v-credits", kind="credits", rule="quadratic", candidates=("bus", "tram", "bike"))
    return SPENT


def add_vote(app, id: str, **terms) -> None:
    terms = {"title": "Budget", "question": "Where?", "seats": 1, **terms}
    with app.extensions["begin"]() as store:
        decide.create_vote(store, "a1", by="f-anna", id=id, **terms)
        decide.open_vote(store, id, by="f-anna", now=NOW)


def own_ballot(app, codes, vote_id: str):
    with app.extensions["begin"]() as store:
        token = admitting.join(store, "a1", codes[0])
        return casting.own_ballot(store, vote_id, token=token)


def close(app, vote_id: str) -> None:
    with app.extensions["begin"]() as store:
        decide.close_vote(store, vote_id, by="f-anna", now=NOW)


def test_a_card_opens_the_votes_without_a_name_or_password(stranger, codes) -> None:
    response = stranger.post("/join/a1", code=codes[1])
    assert response.headers["Location"] == "/ballots#top", "or the code of the link would stay"
    page = stranger.read("/ballots")
    assert "Your vote is open" in page
    assert "The open vote" in page
    assert "The draft vote" not in page


def test_a_code_is_read_as_people_write_it(stranger, codes) -> None:
    written = f" {codes[1].lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert stranger.post("/join/a1", code=written).status_code == 302


def test_a_code_can_be_typed_without_knowing_the_address_of_the_assembly(stranger, codes) -> None:
    assert 'name="assembly" value="a1"' in stranger.read("/join")
    assert stranger.post("/join", assembly="a1", code=codes[1]).status_code == 302


def test_an_assembly_that_gave_out_no_card_is_not_named(app, stranger, assembly) -> None:
    with app.extensions["begin"]() as store:
        store.add_assembly(replace(store.assembly("a1"), id="a2", title="Not yet announced"))
    assert "Not yet announced" not in stranger.read("/join")
    assert stranger.get("/join/a2").status_code == 404


def test_a_wrong_code_is_answered_by_one_sentence_and_can_be_mended(stranger, assembly) -> None:
    for code in ("", "XXXX", "0000-0000-0001", "0000-0000-0000", "<b>x</b>", "é" * 99):
        response = stranger.post("/join/a1", code=code)
        assert response.status_code == 403
        assert response.text.count("This code is not right") == 1
        assert "<b>x</b>" not in response.text


def test_a_card_of_another_assembly_is_a_wrong_code(app, stranger, codes) -> None:
    assert stranger.post("/join", assembly="a2", code=codes[0]).status_code == 403


def test_many_wrong_codes_make_one_phone_wait_and_nobody_else(app, stranger, bo, codes) -> None:
    for _ in range(10):
        assert stranger.post("/join/a1", code="0000-0000-0001").status_code == 403
    sent_away = stranger.post("/join/a1", code=codes[1])
    assert sent_away.status_code == 429
    assert "many wrong codes" in sent_away.text
    again = stranger.post("/join/a1", code=codes[1], lang="en").text
    assert "many wrong codes" in again, "it is not said in another language that this one is wrong"
    assert bo.post("/join/a1", code=codes[1]).status_code == 302


def test_who_meets_a_full_door_keeps_the_code_and_gets_in_by_another(
    app, stranger, member, codes, monkeypatch
) -> None:
    """Somebody guesses as ever new phones; those who vote never wait for any of them."""
    moment = entering.now()
    monkeypatch.setattr(entering, "now", lambda: moment)
    with ExitStack() as others:
        for _ in range(auth.AT_A_CODE):
            others.enter_context(app.extensions["joining"][True].place())
        sent_away = stranger.post("/join/a1", code=codes[1])
        assert sent_away.status_code == 503
        assert f'value="{codes[1]}"' in sent_away.text
        assert "data-again" in sent_away.text
        danish = stranger.post("/join/a1", code=codes[1], lang="da").text
        assert "data-again" in danish, "the code was not wrong"
        assert member.get("/ballots").status_code == 200
        assert stranger.post("/join/a1", code=codes[1]).status_code == 503, "too soon"
        moment += timedelta(seconds=2)
        assert stranger.post("/join/a1", code=codes[1]).status_code == 302
    for sent in ({}, {"lang": "en"}):
        assert "data-again" not in stranger.post("/join/a1", code="0000-0000-0001", **sent).text


def test_another_language_tries_no_code(stranger, codes) -> None:
    for _ in range(12):
        assert "Koden" in stranger.post("/join/a1", code=codes[1], lang="da").text
    assert stranger.post("/join/a1", code=codes[1]).status_code == 302


def test_joining_begins_a_new_session(app, stranger, codes) -> None:
    with stranger.client.session_transaction() as session:
        session["planted"] = "before"
    stranger.post("/join/a1", code=codes[1])
    with stranger.client.session_transaction() as session:
        assert "planted" not in session
        assert codes[1] not in str(dict(session))


def test_a_ranking_is_cast_and_changed_until_the_close(app, member, codes) -> None:
    answer = member.post(RANKED, **{"line-0": "2", "line-1": "1", "line-2": ""})
    assert answer.headers["Location"] == f"{RANKED}/cast"
    assert "Your ballot is in the urn" in member.read(f"{RANKED}/cast")
    assert own_ballot(app, codes, "v-a1-open") == Ranking(("bus", "bike"))
    form = member.read(RANKED)
    assert "This is the ballot you cast" in form
    assert form.count(" selected>place") == 2
    member.post(RANKED, **{"line-2": "1"})
    assert own_ballot(app, codes, "v-a1-open") == Ranking(("tram",))
    with app.extensions["begin"]() as store:
        assert store.turnout("v-a1-open") == 1


def test_casting_one_ballot_of_two_does_not_say_that_all_is_done(app, member, spending) -> None:
    member.post(RANKED, **{"line-0": "1"})
    page = member.read(f"{RANKED}/cast")
    assert "nothing more to do" not in page
    assert "Another vote is open" in page
    member.post(SPENT, **{"line-0": "3"})
    page = member.read(f"{SPENT}/cast")
    assert "nothing more to do" in page
    assert "Another vote is open" not in page


def test_the_list_says_what_has_been_cast(member) -> None:
    member.post(RANKED, **{"line-0": "1"})
    assert "Change my ballot" in member.read("/ballots")


def test_two_equal_places_are_refused_and_the_ballot_is_kept(app, member, codes) -> None:
    answer = member.post(RANKED, **{"line-0": "1", "line-1": "1", "line-2": "2"})
    assert answer.status_code == 200
    assert answer.text.count("Place 1 is given more than once") == 2
    assert answer.text.count(" selected>place 1<") == 2
    assert answer.text.count(" selected>place 2<") == 1
    assert own_ballot(app, codes, "v-a1-open") is None


def test_a_blank_ballot_may_be_cast_and_is_told(app, member, codes) -> None:
    assert member.post(RANKED).status_code == 302
    assert "It is blank" in member.read(f"{RANKED}/cast")
    assert own_ballot(app, codes, "v-a1-open") == Ranking(())


def test_credits_buy_votes_for_and_against(app, member, codes, spending) -> None:
    answer = member.post(spending, **{"line-0": "7", "line-1": "-5", "line-2": ""})
    assert answer.status_code == 302
    assert own_ballot(app, codes, "v-credits") == Credits({"bus": 7, "tram": -5})
    assert 'value="-5"' in member.read(spending)
    assert "Credits left: 26" in member.read(spending)


def test_overspending_is_refused_with_the_ballot_kept_and_says_by_how_much(
    app, member, codes, spending
) -> None:
    answer = member.post(spending, **{"line-0": "8", "line-1": "7", "line-2": "0"})
    assert answer.status_code == 200
    assert "13 credits too many" in answer.text
    assert 'value="8"' in answer.text
    assert 'value="7"' in answer.text
    assert own_ballot(app, codes, "v-credits") is None


def test_the_costs_are_checked_without_casting(app, member, codes, spending) -> None:
    answer = member.post(spending, do="check", **{"line-0": "3", "line-1": "−4"})
    assert answer.status_code == 200
    assert "costs 9" in answer.text
    assert "costs 16" in answer.text
    assert "Credits left: 75" in answer.text
    assert own_ballot(app, codes, "v-credits") is None


def test_a_closed_vote_takes_no_ballot_and_points_to_the_result(app, member, codes) -> None:
    close(app, "v-a1-open")
    for answer in (member.get(RANKED), member.post(RANKED, **{"line-0": "1"})):
        assert answer.status_code == 409
        assert "This vote is closed" in answer.text
        assert 'href="/votes/v-a1-open"' in answer.text
    assert own_ballot(app, codes, "v-a1-open") is None


def test_a_vote_in_draft_or_of_another_assembly_does_not_exist_for_a_member(app, member) -> None:
    from_elsewhere = member.post("/ballots/v-a1-draft", **{"line-0": "1"})
    assert from_elsewhere.status_code == 404
    with app.extensions["begin"]() as store:
        store.add_assembly(replace(store.assembly("a1"), id="a2", title="Elsewhere"))
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a2", title="T", question="Q", kind="ranking", candidates=("x", "y"),
            rule="irv", seats=1, by="f-anna", id="v-foreign",
        )  # fmt: skip
        admitting.issue_cards(store, "a2", count=1, random_bytes=bytes, by="f-anna")
        decide.open_vote(store, "v-foreign", by="f-anna", now=NOW)
    assert member.get("/ballots/v-foreign").status_code == 404
    assert member.post("/ballots/v-foreign", **{"line-0": "1"}).status_code == 404
    assert member.get("/ballots/v-nowhere").status_code == 404


def test_nobody_votes_without_a_card(stranger, anna, assembly) -> None:
    for visitor in (stranger, anna):
        assert visitor.get(RANKED).status_code == 403
        assert visitor.post(RANKED, **{"line-0": "1"}).status_code == 403
        assert visitor.get("/ballots").status_code == 403


def test_a_revoked_card_votes_no_more(app, member, codes) -> None:
    close(app, "v-a1-open")
    with app.extensions["begin"]() as store:
        admitting.revoke_card(store, "a1", 1, by="f-anna", now=NOW)
    add_vote(app, "v-later", kind="ranking", rule="irv", candidates=("x", "y"))
    assert member.post("/ballots/v-later", **{"line-0": "1"}).status_code == 403


def test_on_a_borrowed_phone_the_link_in_its_history_is_spoken_of(member) -> None:
    """A browser keeps a scanned link in its history, whatever the page does."""
    assert "delete the link from the history" in member.read("/ballots")


def test_a_borrowed_phone_forgets_the_card(member) -> None:
    assert member.post("/leave").headers["Location"] == "/join"
    assert "forgotten the card" in member.read("/join")
    assert member.get("/ballots").status_code == 403


def test_a_ballot_sent_from_elsewhere_is_not_cast(app, member, codes) -> None:
    answer = member.client.post(RANKED, data={"line-0": "1"})
    assert "Your ballot is not cast yet" in answer.text
    assert own_ballot(app, codes, "v-a1-open") is None
    for path in ("/ballots/nowhere", "/ballots/v-a1-draft", "/ballots/a%00b", "/leave"):
        assert member.client.post(path, data={"line-0": "1"}).status_code == 400
    assert member.client.post("/ballots/v-a1-closed", data={"line-0": "1"}).status_code == 409


def test_a_ballot_whose_page_is_of_an_earlier_session_comes_back(
    app, member, codes, stranger
) -> None:
    """The card was scanned once more in another tab meanwhile, which begins the session anew."""
    old = member.token()
    member.post("/join/a1", code=codes[0])
    data = {"csrf_token": old, "line-0": "1", "line-2": "2"}
    answer = member.client.post(RANKED, data=data)
    assert "this phone has joined anew" in answer.text
    assert answer.text.count(" selected>place") == 2
    assert own_ballot(app, codes, "v-a1-open") is None
    assert stranger.client.post(RANKED, data=data).status_code == 400
    again = TOKEN.search(answer.text)
    assert again
    assert member.client.post(RANKED, data=data | {"csrf_token": again[1]}).status_code == 302


@pytest.mark.parametrize("language", ["da", "ar"])
def test_a_form_that_comes_back_can_be_read_in_another_language(
    app, member, codes, language
) -> None:
    """The buttons send the form, which is not acted on, and keeps what was filled in."""
    wrong = member.post(RANKED, **{"line-0": "1", "line-1": "1"})
    assert f'<button form="ballot" name="lang" value="{language}"' in wrong.text
    read = member.post(RANKED, lang=language, **{"line-0": "1", "line-1": "1"})
    assert f'<html lang="{language}"' in read.text
    assert "Place 1 is given" not in read.text
    assert read.text.count('class="error"') == 2
    assert read.text.count(' value="1" selected') == 2
    good = member.post(RANKED, lang="en", **{"line-0": "1"})
    assert good.text.count(' value="1" selected') == 1
    assert own_ballot(app, codes, "v-a1-open") is None, "a change of language casts nothing"


def test_every_answer_to_a_member_has_a_way_to_other_languages(member, stranger, codes) -> None:
    """Forms are sent again; other answers lead to their page, or to the first one."""
    wrong = stranger.post("/join/a1", code="abcd")
    assert '<button form="join" name="lang" value="da"' in wrong.text
    assert "Koden" in stranger.post("/join/a1", code="abcd", lang="da").text
    late = member.post("/ballots/v-a1-closed", **{"line-0": "1"})
    assert 'href="/ballots/v-a1-closed?lang=da"' in late.text
    assert 'href="/ballots/v-a1-closed?lang=da"' in stranger.post("/ballots/v-a1-closed").text
    assert 'href="/?lang=da"' in stranger.client.post("/leave").text


def test_script_in_every_text_is_shown_as_text(app, member, codes) -> None:
    evil = "<script>alert(1)</script>\"'&{{ 7*7 }}"
    add_vote(app, "v-evil", title=evil, question=evil, kind="ranking", rule="irv",
             candidates=(evil, "plain"))  # fmt: skip
    add_vote(app, "v-worse", title=evil, question=evil, kind="credits", rule="quadratic",
             candidates=(evil, "plain"))  # fmt: skip
    member.post("/ballots/v-evil", **{"line-0": "1"})
    member.post("/ballots/v-worse", **{"line-0": "3", "line-1": evil})
    for path in ("/ballots", "/ballots/v-evil", "/ballots/v-evil/cast", "/ballots/v-worse"):
        page = member.read(path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert "{{ 7*7 }}" in page


def test_a_page_that_is_kept_fresh_answers_304_when_nothing_is_new(anna, member) -> None:
    first = member.get("/ballots/open")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert member.get("/ballots/open", headers=tag).status_code == 304
    anna.post("/facilitator/a1/votes/v-a1-open/close")
    assert member.get("/ballots/open", headers=tag).status_code == 200


def test_the_ballot_says_who_can_see_it(member) -> None:
    page = member.read(RANKED)
    assert "without your name" in page
    assert "could find it" in page
