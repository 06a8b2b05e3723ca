"""A shared tablet: one voter after another, and the next one finds nothing of the one before."""

import re
from datetime import timedelta

import pytest

from tests.webapp.conftest import TOKEN
from webapp import tablet

START = "/kiosk/a1"
BALLOT = "/ballots/v-a1-open"


@pytest.fixture
def database() -> str:
    """One database: what is forgotten lies in the session."""
    return "sqlite://"


@pytest.fixture
def tablet_page(stranger, codes):
    """A tablet on which the button was pressed."""
    assert "Make this device a kiosk" in stranger.read(START)
    assert stranger.post(START).headers["Location"] == START
    return stranger


def vote(visitor, code: str) -> None:
    assert visitor.post("/join/a1", code=code).status_code == 302
    cast = visitor.post(BALLOT, **{"line-0": "1", "do": "cast"})
    assert cast.headers["Location"] == f"{BALLOT}/cast"


def finish(visitor):
    """Press the button that every page of a voter has at its foot."""
    token = TOKEN.search(visitor.read("/ballots"))[1]
    return visitor.client.post("/kiosk/next", data={"csrf_token": token})


def remembered(visitor) -> dict[str, object]:
    with visitor.client.session_transaction() as session:
        known = {"csrf_token", "_fresh"}  # of the forms, and that nobody has signed in
        return {name: session[name] for name in session if name not in known}


def test_nothing_is_left_of_a_voter_when_the_next_one_comes(tablet_page, codes) -> None:
    before = remembered(tablet_page)
    vote(tablet_page, codes[0])
    answer = finish(tablet_page)
    assert answer.headers["Location"] == START
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "has forgotten them" in tablet_page.read(START)
    assert remembered(tablet_page) == before
    assert codes[0] not in tablet_page.read(START)


def test_going_back_leads_to_the_beginning_and_shows_no_page_of_the_voter(
    tablet_page, codes
) -> None:
    vote(tablet_page, codes[0])
    form = TOKEN.search(tablet_page.read(BALLOT))[1]
    assert tablet_page.get(BALLOT).headers["Cache-Control"] == "no-store"
    finish(tablet_page)
    for page in ("/ballots", BALLOT, f"{BALLOT}/cast", "/ballots/open"):
        answer = tablet_page.get(page)
        assert (answer.status_code, answer.headers["Location"]) == (302, START), page
    again = tablet_page.client.post(BALLOT, data={"csrf_token": form, "line-1": "1", "do": "cast"})
    assert again.status_code == 400, "the form of the voter before is no form of this session"
    assert tablet_page.post(BALLOT, **{"line-1": "1", "do": "cast"}).status_code == 302


def test_the_next_voter_casts_a_ballot_of_their_own(app, tablet_page, codes) -> None:
    for code in codes[:2]:
        vote(tablet_page, code)
        finish(tablet_page)
    with app.extensions["begin"].reading() as store:
        assert store.turnout("v-a1-open") == 2


def test_who_begins_at_the_start_page_finds_nobody_there(tablet_page, codes) -> None:
    vote(tablet_page, codes[0])
    assert 'id="code"' in tablet_page.read(START)
    assert "member" not in remembered(tablet_page)


def test_a_voter_who_goes_away_is_forgotten_after_a_while(
    tablet_page, codes, monkeypatch, app
) -> None:
    vote(tablet_page, codes[0])
    later = tablet.now() + tablet.PATIENCE - timedelta(seconds=30)
    monkeypatch.setattr(tablet, "now", lambda: later)
    assert tablet_page.get("/ballots/open").status_code == 200, "a page asks this by itself"
    monkeypatch.setattr(tablet, "now", lambda: later + timedelta(minutes=1))
    assert tablet_page.get(BALLOT).headers["Location"] == START
    assert "member" not in remembered(tablet_page)


def test_a_voter_who_takes_long_is_not_forgotten_while_the_page_is_touched(
    tablet_page, codes, monkeypatch
) -> None:
    vote(tablet_page, codes[0])
    moment = tablet.now()
    for _ in range(3):
        moment += tablet.PATIENCE - timedelta(seconds=30)
        monkeypatch.setattr(tablet, "now", lambda at=moment: at)
        monkeypatch.setattr("webapp.participant.kiosk.now", lambda at=moment: at)
        assert tablet_page.get("/kiosk/here").status_code == 200
    assert tablet_page.get(BALLOT).status_code == 200


def test_the_language_of_one_voter_is_not_that_of_the_next(tablet_page, codes) -> None:
    tablet_page.get(f"{START}?lang=ar")
    vote(tablet_page, codes[0])
    assert 'dir="rtl"' in tablet_page.read("/ballots")
    finish(tablet_page)
    assert 'lang="en"' in tablet_page.read(START).partition(">")[2][:40]


def test_a_scanner_that_types_the_link_of_a_card_joins_as_well(tablet_page, codes) -> None:
    link = f"https://town.example/join/a1#{codes[0]}"
    assert tablet_page.post("/join/a1", code=link).status_code == 302


def test_whoever_was_signed_in_is_out_once_the_device_is_a_kiosk(anna, assembly) -> None:
    assert "/kiosk/a1" in anna.read("/facilitator/a1/kiosk")
    anna.post(START)
    assert anna.get("/facilitator").headers["Location"].startswith("/sign-in")


def test_a_draft_is_kept_on_a_phone_and_on_no_shared_tablet(tablet_page, member, codes) -> None:
    tablet_page.post("/join/a1", code=codes[1])
    assert "kept.js" in member.read(BALLOT)
    assert "kept.js" not in tablet_page.read(BALLOT)


def number_of(visitor) -> str:
    """The number that a tablet shows."""
    return re.search(r"This is tablet (\d{4})\.", visitor.read(START))[1]


def ending_of(anna, number: str) -> str:
    """The code that the facilitator's page tells of it."""
    return re.search(r">(\d{6})</strong>", anna.read(f"/facilitator/a1/kiosk?number={number}"))[1]


def test_nobody_ends_a_kiosk_without_the_code_of_this_tablet(
    tablet_page, anna, visit, codes
) -> None:
    other = visit()
    other.post(START)
    with other.client.session_transaction() as session:
        session["kiosk"] |= {"number": 1000 + int(number_of(tablet_page)) % 9000}
    before = remembered(tablet_page)
    for typed in ("", "1", codes[0], ending_of(anna, number_of(other))):
        assert tablet_page.post("/kiosk/end", ending=typed).headers["Location"] == START
        assert "does not end kiosk mode here" in tablet_page.read(START)
        assert remembered(tablet_page) == before
    vote(tablet_page, codes[0])
    assert tablet_page.post("/kiosk/end").headers["Location"] == START
    tablet_page.read(START)
    assert remembered(tablet_page) == before
    assert "Write a whole number" in anna.read("/facilitator/a1/kiosk?number=12")


def test_a_kiosk_becomes_an_ordinary_device_again(tablet_page, anna, codes) -> None:
    ending = ending_of(anna, number_of(tablet_page))
    typed = f" {ending[:3]} {ending[3:]}"
    assert tablet_page.post("/kiosk/end", ending=typed).headers["Location"] == "/"
    assert remembered(tablet_page) == {}
    assert tablet_page.post("/kiosk/next").headers["Location"] == "/", "it is none any more"
    assert tablet_page.get("/ballots").status_code == 403


def test_who_signs_in_or_out_at_a_kiosk_leaves_a_kiosk_and_no_card(tablet_page, codes) -> None:
    """Else the next voter would sit at a device that forgets nobody, with that card in it."""
    before = remembered(tablet_page)
    assert tablet_page.post("/join/a1", code=codes[0]).status_code == 302
    tablet_page.post("/sign-out")
    assert remembered(tablet_page) == before
    assert tablet_page.post("/join/a1", code=codes[0]).status_code == 302
    assert tablet_page.sign_in("anna").status_code == 302
    assert tablet_page.get("/ballots").headers["Location"] == START, "nobody is joined any more"
    assert "Town assembly" in tablet_page.read("/facilitator")


@pytest.mark.parametrize("come", ["the beginning", "a card", "time"])
def test_a_facilitator_who_signed_in_at_a_kiosk_is_out_when_a_voter_comes(
    tablet_page, codes, monkeypatch, come
) -> None:
    assert tablet_page.sign_in("anna").status_code == 302
    tablet_page.read("/facilitator")
    match come:
        case "the beginning":
            tablet_page.read(START)
        case "a card":
            tablet_page.post("/join/a1", code=codes[0])
        case _:
            later = tablet.now() + tablet.PATIENCE + timedelta(seconds=1)
            monkeypatch.setattr(tablet, "now", lambda: later)
    assert tablet_page.get("/facilitator").status_code == 302, "to the page to sign in"


def test_a_kiosk_of_an_assembly_that_was_deleted_is_an_ordinary_device(anna, visit) -> None:
    """Nobody has its code any more; mostly it was tried in a rehearsal."""
    begun = anna.post("/facilitator/new", title="Prøve", question="Virker det?").headers["Location"]
    start = f"/kiosk/{begun.rsplit('/', 1)[-1]}"
    tablet = visit()
    assert tablet.post(start).status_code == 302
    assert anna.post(f"{begun}/delete", sure="yes").status_code == 302
    assert tablet.get(start).headers["Location"] == "/"
    assert remembered(tablet) == {}
    assert tablet.get(start).status_code == 404
