"""How open a vote is: chosen when it is made, named on every page, and kept to."""

import json
import secrets

import pytest

from deliberation.assembly import Mode
from deliberation.procedures import admitting, casting, decide, sealed
from deliberation.voting import RULE_KINDS, Approval, Credits, Grades, Ranking, Scores
from tests.webapp.conftest import NOW
from webapp.public.listed import listed

TOLD = {
    "sealed": "Sealed: nobody sees how anybody voted.",
    "phrases": "Whoever chose one can show to others how they voted.",
    "roll call": "every ballot is printed beside the number of its card.",
}


def new_vote(anna, **changes: str) -> str:
    """The address of a vote that was made with the form."""
    fields = {"title": "Lamps", "question": "Which?", "candidates": "bus\ntram", "rule": "irv"}
    made = anna.post("/facilitator/a1/votes/new", **fields | {"seats": "1"} | changes)
    assert made.status_code == 302, made.text
    return made.headers["Location"]


def public(vote: str) -> str:
    return f"/votes/{vote.rpartition('/')[2]}"


def test_the_form_proposes_a_sealed_vote(anna, assembly) -> None:
    page = anna.read("/facilitator/a1/votes/new")
    for mode, sentence in TOLD.items():
        assert f'name="mode" value="{mode}"' in page
        assert sentence in page
    assert 'name="mode" value="sealed" required checked' in page
    assert page.count(" required checked") == 1
    refused = anna.post("/facilitator/a1/votes/new", title="T", mode="secret")
    assert refused.status_code == 400


@pytest.mark.parametrize("mode", TOLD)
def test_every_page_of_a_vote_names_its_mode(anna, assembly, stranger, mode) -> None:
    vote = new_vote(anna, mode=mode)
    assert TOLD[mode] in anna.read(vote)
    sheets: list[str] = []
    if mode == "roll call":
        assert "Make the key" not in anna.read(vote)
        assert anna.post(f"{vote}/key", split="2 of 2").status_code == 409
        assert anna.post(f"{vote}/open").status_code == 302
    else:
        assert anna.post(f"{vote}/open").status_code == 409, "its key is not made yet"
        sheets = anna.open_vote(vote)
    assert TOLD[mode] in anna.read(vote)
    assert TOLD[mode] in stranger.read(public(vote))
    anna.post(f"{vote}/close", sure="yes")
    assert TOLD[mode] in stranger.read(public(vote))
    if sheets:
        assert TOLD[mode] in anna.read(f"{vote}/board")


def test_a_roll_call_is_printed_card_by_card_after_the_close(app, anna, codes, stranger) -> None:
    vote = new_vote(anna, mode="roll call")
    anna.post(f"{vote}/open")
    for code, order in zip(codes, [("bus",), ("tram", "bus"), ()], strict=True):
        with app.extensions["begin"]() as store:
            token = admitting.join(store, "a1", code)
            casting.cast_ballot(store, public(vote)[7:], Ranking(order), token=token)
    assert stranger.get(f"{public(vote)}/list.json").status_code == 409
    assert "Every ballot" not in stranger.read(public(vote))
    anna.post(f"{vote}/close", sure="yes")
    tied = stranger.read(public(vote))
    assert "Every ballot" in tied, "also while a tie waits for the dice"
    anna.post(vote, seed="dice 1", again="dice 1")
    page = stranger.read(public(vote))
    for number, ballot in (("1", "1. bus"), ("2", "1. tram, 2. bus"), ("3", "blank")):
        assert f"<bdi>{number}</bdi></th><td><bdi>{ballot}</bdi>" in page
    assert "only the outcome is published" not in page
    document = json.loads(stranger.read(f"{public(vote)}/list.json"))
    assert document["ballots"] == [[1, ["bus"]], [2, ["tram", "bus"]], [3, []]]


def test_phrases_are_printed_beside_their_ballots_once_the_urn_is_opened(
    app, anna, codes, stranger
) -> None:
    anna.post("/facilitator/a1/votes/v-a1-open/close", sure="yes")
    more = app.extensions["begin"]
    with more() as store:
        cards = admitting.issue_cards(
            store, "a1", count=2, random_bytes=secrets.token_bytes, by="f-anna"
        )
    vote = new_vote(anna, mode="phrases")
    sheets = anna.open_vote(vote)
    phrases = ["blue heron", None, "<b>", None, None]
    for code, phrase in zip((*codes, *(card.code for card in cards)), phrases, strict=True):
        with more() as store:
            token = admitting.join(store, "a1", code)
            sealed.seal_and_cast(
                store, public(vote)[7:], Ranking(("tram",)), token=token,
                once=secrets.token_bytes(16), phrase=phrase,
            )  # fmt: skip
    anna.post(f"{vote}/close", sure="yes")
    assert "Every ballot" not in stranger.read(public(vote))
    anna.unseal(vote, sheets)
    page = stranger.read(public(vote))
    assert "<bdi>blue heron</bdi></th><td><bdi>1. tram</bdi>" in page
    assert "<bdi>&lt;b&gt;</bdi></th>" in page
    assert page.count("<td></td><td><bdi>1. tram</bdi>") == 3


BALLOTS = {
    "approval": (Approval(["bus", "tram"]), {}, "bus, tram"),
    "score": (Scores({"bus": 5, "tram": 0}), {}, "bus: 5, tram: 0"),
    "majority_judgment": (
        Grades({"bus": "good"}),
        {"scale": ["excellent", "good", "poor"]},
        "bus: good",
    ),
    "quadratic": (Credits({"bus": 3, "tram": -2}), {}, "bus: 3, tram: -2"),
}


@pytest.mark.parametrize("rule", BALLOTS)
def test_ballots_of_every_kind_are_told_in_words(app, anna, codes, rule) -> None:
    ballot, options, told = BALLOTS[rule]
    with app.extensions["begin"]() as store:
        decide.create_vote(
            store, "a1", title="T", question="Q", kind=RULE_KINDS[rule], rule=rule, seats=1,
            candidates=("bus", "tram"), options=options, mode=Mode.ROLL_CALL, by="f-anna", id="v",
        )  # fmt: skip
        decide.open_vote(store, "v", by="f-anna", now=NOW)
        casting.cast_ballot(store, "v", ballot, token=admitting.join(store, "a1", codes[0]))
        decide.close_vote(store, "v", by="f-anna", now=NOW)
        with app.test_request_context():
            assert listed(store, store.vote("v")).rows == (("1", told),)
