"""The public draw as a ceremony: announced, numbered, drawn by hand."""

import json
import re
import sys
from io import BytesIO

import pytest

from webapp.facilitator import beacon

PEOPLE = "id,gender\n" + "".join(f"c{n:02},{'man' if n % 2 else 'woman'}\n" for n in range(20))
QUOTAS = "feature,value,min,max\ngender,woman,2,2\ngender,man,2,2\n"
THROWN = "4 0 7 1 1 3"
PLAN = {"numbering": "two dice, thrown three times", "source": "two dice", "method": "hand"}


@pytest.fixture
def path(app, anna) -> str:
    """The page of an assembly of 100 tickets whose commitment is published."""
    created = anna.post("/facilitator/new", title="Town", question="How?")
    path = str(created.headers["Location"])
    files = {
        name: (BytesIO(text.encode()), f"{name}.csv")
        for name, text in (("people", PEOPLE), ("quotas", QUOTAS))
    }
    anna.post(f"{path}/people", size="4", per_household="1", **files)
    anna.post(f"{path}/lottery", objective="leximin", tickets="100")
    app.extensions["jobs"].finish()
    assert anna.post(f"{path}/commitment", answers="publish").status_code == 302
    return path


def announce(visitor, path: str, **changes: str):
    return visitor.post(f"{path}/ceremony/announce", **PLAN | changes)


def number(visitor, path: str, seed: str = THROWN, again: str = THROWN):
    return visitor.post(f"{path}/ceremony/number", seed=seed, again=again)


def draw(visitor, path: str, seed: str, again: str, **more: str):
    return visitor.post(f"{path}/draw", seed=seed, again=again, reserves="2", **more)


def test_from_the_announcement_to_a_ticket_that_dice_show(anna, path) -> None:
    assert announce(anna, path).headers["Location"] == f"{path}/ceremony"
    assert "thrown three times" in anna.read(f"{path}/ceremony")
    assert "numbered first" in anna.read(f"{path}/draw")
    assert draw(anna, path, "0 7", "0 7").status_code == 409

    assert number(anna, path).headers["Location"] == f"{path}/ceremony"
    assert "The tickets are numbered, by what was thrown:" in anna.read(f"{path}/ceremony")
    assert "type its digits" in anna.read(f"{path}/draw")

    assert draw(anna, path, "0 7", "07").headers["Location"] == f"{path}/panel"
    assert "<dd>07</dd>" in anna.read(f"{path}/panel"), "as it stands on the ticket"
    public = anna.read(path.replace("facilitator", "assemblies"))
    assert PLAN["numbering"] in public
    assert f"<bdi>{THROWN}</bdi>" in public
    assert "Ticket 07" in public


def test_what_is_no_ticket_is_told_beside_what_was_typed_and_nothing_is_drawn(anna, path) -> None:
    announce(anna, path)
    number(anna, path)

    answer = draw(anna, path, "9 9 9 9", "9 9 9 9")

    assert answer.status_code == 400
    assert re.search(r'id="seed-problem">“9 9 9 9” is not the number of a ticket', answer.text)
    assert 'value="9 9 9 9"' in answer.text, "it need not be remembered"
    assert draw(anna, path, "0 7", "0 7").status_code == 302


def test_a_source_that_would_bind_to_nothing_is_told_beside_its_field(anna, path) -> None:
    rounds = {"method": "lots", "numbering": "drand quicknet round 9"}
    answer = announce(anna, path, source="drand quicknet round 8", **rounds)

    assert answer.status_code == 400
    assert re.search(r'id="source-problem">The round that numbers the tickets must', answer.text)


def test_two_who_typed_other_digits_have_numbered_nothing(anna, path) -> None:
    answer = number(anna, path, again="4 0 7 1 1 8")

    assert answer.status_code == 400
    assert "not the same" in answer.text
    assert "Number the tickets" in anna.read(f"{path}/ceremony")


def test_without_an_announcement_the_way_to_the_ticket_is_chosen(anna, path) -> None:
    number(anna, path)

    assert draw(anna, path, "0 7", "0 7").status_code == 400, "nothing is chosen beforehand"
    assert draw(anna, path, "dice 5", "dice 5", method="lots").status_code == 302


def test_what_is_announced_binds(anna, path) -> None:
    announce(anna, path, method="lots", numbering="")

    assert number(anna, path).status_code == 400
    assert announce(anna, path).status_code == 409
    assert "keep the order of the panels" in anna.read(f"{path}/ceremony")


@pytest.mark.parametrize("wrong", [{"source": ""}, {"numbering": ""}, {"method": "whim"}])
def test_an_announcement_says_everything(anna, path, wrong) -> None:
    answer = announce(anna, path, **wrong)

    assert answer.status_code == 400
    assert "Fill this in." in answer.text or "Choose one." in answer.text


@pytest.mark.parametrize("language", ["en", "da", "ar"])
def test_the_sheet_is_a_file_in_the_visitor_s_language(anna, path, language) -> None:
    number(anna, path)
    anna.read(f"{path}/ceremony?lang={language}")

    sheet = anna.get(f"{path}/sheet.html")

    assert sheet.headers["Content-Disposition"] == 'attachment; filename="sheet.html"'
    assert f'<html lang="{language}"' in sheet.text
    assert "c07" in sheet.text


def test_before_the_commitment_there_is_nothing_to_announce(anna) -> None:
    path = anna.post("/facilitator/new", title="T", question="Q").headers["Location"]

    assert "Publish the commitment first" in anna.read(f"{path}/ceremony")
    assert announce(anna, path).status_code == 409
    assert number(anna, path).status_code == 409
    assert anna.get(f"{path}/sheet.html").status_code == 409


def test_the_ceremony_of_another_facilitator_is_out_of_reach(anna, bo, path) -> None:
    assert announce(bo, path).status_code == 404
    assert number(bo, path).status_code == 404
    assert bo.get(f"{path}/sheet.html").status_code == 404
    assert "Announce the draw" in anna.read(f"{path}/ceremony")


ROUND = {  # round 1000 of quicknet, as drand published it
    "round": 1000,
    "randomness": "fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd",
    "signature": "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
    "e342b73a8dd2bacbe47e4b6b63ed5e39",
}
NAMED = {"numbering": "two dice", "source": "drand quicknet round 1000", "method": "lots"}


@pytest.fixture
def named(anna, path) -> str:
    """The same, whose tickets are numbered, and for which round 1000 was announced."""
    announce(anna, path, **NAMED)
    number(anna, path)
    return path


def paste(visitor, path: str, text: str):
    return visitor.post(f"{path}/draw", round=text, reserves="2")


def test_a_round_named_beforehand_draws_the_ticket(anna, named) -> None:
    form = anna.read(f"{named}/draw")
    assert "What drand publishes of “drand quicknet round 1000”" in form
    assert "typed by the first person" not in form, "nobody types it"

    assert paste(anna, named, json.dumps(ROUND)).headers["Location"] == f"{named}/panel"

    assert ROUND["randomness"] in anna.read(f"{named}/panel")
    public = anna.read(named.replace("facilitator", "assemblies"))
    assert "<bdi>drand quicknet round 1000</bdi>" in public, "what was named in advance"
    assert f"drand quicknet round 1000 {ROUND['randomness']}" in public
    assert "a league of organisations" in public
    assert "Everybody in the room" not in public


def test_a_round_can_number_the_tickets_too(anna, path) -> None:
    announce(anna, path, numbering="drand quicknet round 1000", source="two dice", method="hand")
    assert "What drand publishes" in anna.read(f"{path}/ceremony")

    answer = anna.post(f"{path}/ceremony/number", round=json.dumps(ROUND))

    assert answer.headers["Location"] == f"{path}/ceremony"
    assert ROUND["randomness"] in anna.read(f"{path}/ceremony")
    assert "numbered by the round named beforehand" in anna.read(
        path.replace("facilitator", "assemblies")
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Fill this in."),
        ("1000", "no whole round"),
        (json.dumps(ROUND | {"randomness": "0" * 64}), "no whole round"),
        (json.dumps(ROUND | {"round": 1001}), "was announced"),
    ],
)
def test_another_round_draws_nothing_and_is_told_beside_the_field(anna, named, text, said) -> None:
    answer = paste(anna, named, text)

    assert answer.status_code == 400
    assert re.search(rf'id="round-problem">[^<]*{said}', answer.text)
    assert "Draw the panel" in anna.read(f"{named}/draw")


@pytest.mark.usefixtures("pairings")
def test_a_signature_that_is_not_drand_s_draws_nothing(anna, path) -> None:
    """That of round 1000 under the number 1001."""
    announce(anna, path, **NAMED | {"source": "drand quicknet round 1001", "numbering": ""})

    answer = paste(anna, path, json.dumps(ROUND | {"round": 1001}))

    assert answer.status_code == 400
    assert "drand did not sign this" in answer.text


@pytest.mark.usefixtures("pairings")
def test_it_is_said_that_the_signature_was_checked(anna, named) -> None:
    assert "This server checks that drand signed it." in anna.read(f"{named}/draw")
    paste(anna, named, json.dumps(ROUND))
    assert "The signature was checked: drand made this value." in anna.read(f"{named}/panel")


def test_where_signatures_cannot_be_checked_that_is_said_plainly(anna, named, monkeypatch) -> None:
    monkeypatch.setattr(beacon, "find_spec", lambda name: None)
    for module in ("py_ecc.bls.g2_primitives", "py_ecc"):
        monkeypatch.setitem(sys.modules, module, None)
    assert "This server cannot check that drand signed it" in anna.read(f"{named}/draw")
    paste(anna, named, json.dumps(ROUND))
    assert "The signature was not checked" in anna.read(f"{named}/panel")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"source": "drand quicknet round soon"}, "source"),
        ({"numbering": "drand quicknet round 007"}, "numbering"),
        ({"method": "hand"}, "method"),
    ],
)
def test_a_round_is_announced_by_its_number_and_shows_no_digits(anna, path, change, field) -> None:
    answer = announce(anna, path, **NAMED | change)

    assert answer.status_code == 400
    assert f'id="{field}-problem"' in answer.text


def test_dice_cannot_take_the_place_of_the_round(anna, named) -> None:
    assert draw(anna, named, "dice 1 2", "dice 1 2").status_code == 400
