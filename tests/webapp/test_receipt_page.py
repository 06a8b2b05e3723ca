"""Anybody checks a receipt, with or without a card."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from deliberation.procedures import admitting, decide, sealed
from deliberation.procedures.cards import slot_of
from deliberation.urn import board_of
from deliberation.voting import Ranking
from tests.webapp.conftest import NOW
from tests.webapp.sealed_votes import hold

PAGE = "/votes/v/receipt"
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def held(app, codes):
    """An open vote: two receipts of the first card, the first of them replaced, and one more."""
    begin = app.extensions["begin"]
    shares = hold(begin, "ranking")
    with begin() as store:
        tokens = [admitting.join(store, "a1", code) for code in codes]
        receipts = [
            sealed.seal_and_cast(store, "v", Ranking(("bus",)), token=token, once=once)
            for token, once in (
                (tokens[0], b"1" * 32),
                (tokens[0], b"2" * 32),
                (tokens[1], b"3" * 32),
            )
        ]
    slots = [slot_of(token, vote_id="v") for token in tokens]
    return SimpleNamespace(begin=begin, shares=shares, receipts=receipts, slots=slots)


def close(held) -> None:
    with held.begin() as store:
        decide.close_vote(store, "v", by="f-anna", now=NOW)


def opened(held) -> None:
    with held.begin() as store:
        sealed.unseal_vote(store, "v", held.shares, by="f-anna", now=NOW)


def close_without(held, slot: str) -> None:
    """What a server does that takes a ballot away before the board is made."""
    with held.begin() as store:
        kept = {where: data for where, data in store.sealed("v").items() if where != slot}
        store.set_closed("v", NOW)
        store.add_board(board_of("v", kept))


def check(visitor, code: str, page: str = PAGE) -> str:
    answer = visitor.post(page, code=code)
    assert answer.status_code == 200
    return answer.text


def test_a_receipt_whose_ballot_is_on_the_board_is_fine(stranger, held) -> None:
    close(held)
    assert "Your ballot is on the board" in check(stranger, held.receipts[1].code)


def test_the_link_of_the_picture_and_a_code_with_spaces_are_read_too(stranger, held) -> None:
    close(held)
    code = held.receipts[1].code
    spaced = " ".join(code[i : i + 4] for i in range(0, len(code), 4)).lower()
    for written in (f"https://town.example{PAGE}#{code}", spaced, f"\n{code}\n"):
        assert "Your ballot is on the board" in check(stranger, written)


def test_a_receipt_that_was_replaced_says_when_that_is_a_fault(stranger, held) -> None:
    close(held)
    page = check(stranger, held.receipts[0].code)
    assert "Another ballot is in its place" in page
    assert "somebody cast one in your place" in page


def test_a_ballot_that_was_taken_away_is_a_fault_and_the_page_says_what_to_do(
    stranger, held
) -> None:
    close_without(held, held.slots[0])
    page = check(stranger, held.receipts[1].code)
    assert "Signed, but missing" in page
    assert "ask them to wait" in page
    assert "/assemblies/a1/bundle.zip" in page
    assert "Your ballot is on the board" in check(stranger, held.receipts[2].code)


def test_before_the_close_only_the_signature_is_told(stranger, held) -> None:
    """Or whoever has a copy of a receipt would see whether its voter has cast again."""
    pages = {check(stranger, receipt.code).replace(receipt.code, "") for receipt in held.receipts}
    assert len(pages) == 1
    assert "The receipt is genuine" in pages.pop()


def test_a_phone_with_a_card_tells_a_receipt_that_was_handed_to_two(member, held) -> None:
    for then in (close, opened):
        assert "not the receipt of your card" in check(member, held.receipts[2].code)
        assert "not the receipt of your card" not in check(member, held.receipts[1].code)
        then(held)


def test_what_this_urn_did_not_sign_proves_nothing(stranger, held) -> None:
    code = held.receipts[1].code
    forged = code[:-40] + ("A" if code[-40] != "A" else "B") + code[-39:]
    for then in (close, opened):
        assert "did not sign this" in check(stranger, forged)
        then(held)


def test_what_is_no_receipt_is_told_beside_the_field(stranger, held) -> None:
    for code in ("", "RECEIPT:", "RECEIPT:AAAA", "x" * 5000, "é", "<b>#</b>"):
        page = check(stranger, code)
        assert page.count("This is no receipt") == 1
        assert "<b>" not in page


def test_a_receipt_of_another_vote_is_sent_there(stranger, held) -> None:
    hold(held.begin, "scores", id="w")
    code = held.receipts[1].code
    page = check(stranger, code, "/votes/w/receipt")
    assert "This receipt is of another vote" in page
    assert f'href="{PAGE}#{code}"' in page


def test_a_receipt_of_a_vote_that_is_not_held_here_is_said_to_be_one(app, stranger, held) -> None:
    elsewhere = replace(held.receipts[1], vote_id="elsewhere")
    assert "not held here" in check(stranger, elsewhere.code)
    unsealed = replace(held.receipts[1], vote_id="v-a1-open")
    assert "not held here" in check(stranger, unsealed.code)


def test_it_can_be_checked_after_the_opening_and_after_the_purge(stranger, held) -> None:
    close(held)
    opened(held)
    with held.begin() as store:
        sealed.purge_urn(store, "v", by="f-anna", now=NOW)
    assert "Your ballot is on the board" in check(stranger, held.receipts[1].code)


def test_votes_without_receipts_have_no_page_for_them(stranger, held) -> None:
    assert stranger.get("/votes/v-a1-open/receipt").status_code == 409
    assert stranger.get("/votes/v-a1-draft/receipt").status_code == 404
    assert stranger.get("/votes/nowhere/receipt").status_code == 404


def test_the_page_says_that_it_need_not_be_trusted(stranger, held) -> None:
    for language in ("da", "ar", "en"):
        page = stranger.read(f"{PAGE}?lang={language}")
        assert "deliberation verify bundle.zip" in page
        assert "--receipt CODE" in page
