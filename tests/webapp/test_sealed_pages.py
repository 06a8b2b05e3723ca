"""The facilitator's pages of a sealed vote, and what everybody sees of it, at each step."""

import json
import logging
import re
import secrets

import pytest

from deliberation.procedures import admitting, sealed
from deliberation.procedures.cards import slot_of
from deliberation.procedures.shown import shown
from deliberation.urn import MARKS, Split, decode_board, decode_urn, seal, urn_words
from deliberation.voting import Ranking

VOTE = "/facilitator/a1/votes/v-a1-draft"
PUBLIC = "/votes/v-a1-draft"
REHEARSAL = "This is a rehearsal."
EIGHT = re.compile(r'<ol class="eight.*?</ol>', re.DOTALL)
WORD = re.compile(r"<li>([a-z]+)</li>")


def eight(page: str) -> tuple[str, ...]:
    """The eight words on a page."""
    (listed,) = EIGHT.findall(page)
    return tuple(WORD.findall(listed))


def cast(app, codes, *orders, id="v-a1-draft") -> None:
    """Sealed ballots, one for each card."""
    with app.extensions["begin"]() as store:
        for code, order in zip(codes, orders, strict=False):
            token = admitting.join(store, "a1", code)
            once = secrets.token_bytes(16)
            sealed.seal_and_cast(store, id, Ranking(order), token=token, once=once)


def stored(app):
    return app.extensions["begin"].reading()


@pytest.fixture
def sheets(anna, assembly) -> list[str]:
    """What the sheets of the vote say, which is open."""
    return anna.open_vote(VOTE)


@pytest.fixture
def closed(app, anna, codes, sheets) -> list[str]:
    """The same, when three have cast and the vote is closed."""
    cast(app, codes, ("bus",), ("bus", "tram"), ("bike",))
    assert anna.post(f"{VOTE}/close", sure="yes").status_code == 302
    return sheets


@pytest.fixture
def tied(app, anna, codes, sheets) -> list[str]:
    """The same, when bus and tram are equal, and the urn was opened."""
    cast(app, codes, ("bus",), ("tram",))
    anna.post(f"{VOTE}/close", sure="yes")
    assert anna.unseal(VOTE, sheets).status_code == 302
    return sheets


@pytest.mark.parametrize("split", Split)
def test_a_key_is_printed_on_a_sheet_for_each_holder_and_shown_once(
    app, anna, assembly, split
) -> None:
    answer = anna.post(f"{VOTE}/key", split=split)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.text.count('class="share-sheet"') == len(split.holders)
    assert answer.text.count('<svg class="qr"') == len(split.holders)
    with stored(app) as store:
        urn = store.urn("v-a1-draft")
    assert answer.text.count(" ".join(urn_words(urn))) == len(split.holders)
    assert urn.split is split
    page = anna.read(VOTE)
    assert eight(page) == urn_words(urn)
    sheets = [*anna.make_key(VOTE, split)]
    page = anna.read(VOTE)
    assert tuple(WORD.findall(page)) == eight(page)  # no other words are listed, nor two in a row
    assert not any(re.search(rf"{words[4]}\W+{words[5]}", page) for words in sheets)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("language", "sheet"),
    [("ar", 'lang="ar" dir="rtl"'), ("ur", 'lang="ur" dir="rtl"'), ("pl", 'lang="pl" dir="ltr"')],
)
def test_a_sheet_is_read_in_the_direction_of_its_own_words(anna, assembly, language, sheet) -> None:
    assert f"<html {sheet}>" in anna.read(f"{VOTE}?lang={language}")
    answer = anna.post(f"{VOTE}/key", split="2 of 2")
    assert answer.text.count(f'<article class="share-sheet" {sheet}>') == 2


def test_another_key_says_that_older_sheets_are_worthless(anna, assembly) -> None:
    first = anna.post(f"{VOTE}/key", split="2 of 2")
    again = anna.post(f"{VOTE}/key", split="2 of 2")
    assert "worthless: destroy it" not in first.text
    assert "worthless: destroy it" in again.text
    assert "If you load this page again, another key is made" in first.text


def test_somebody_must_be_chosen_to_hold_the_key(app, anna, assembly) -> None:
    answer = anna.post(f"{VOTE}/key", split="1 of 1")
    assert answer.status_code == 400
    assert "Choose one." in answer.text
    with stored(app) as store:
        assert store.urn("v-a1-draft") is None


def test_no_page_opens_a_vote_that_is_not_sealed(app, anna, assembly) -> None:
    refused = anna.post(f"{VOTE}/open", whole="yes")
    assert refused.status_code == 409
    assert "Make the key of this vote first" in refused.text
    with stored(app) as store:
        assert store.vote("v-a1-draft").opened is None


def test_a_vote_is_opened_with_two_words_of_each_sheet(app, anna, assembly) -> None:
    old, sheets = anna.make_key(VOTE), anna.make_key(VOTE)
    typed = {f"facilitator-{place}": sheets[0][place - 1][:4].upper() for place in MARKS}
    wrong = {f"observer-{place}": old[0][place - 1] for place in MARKS}
    refused = anna.post(f"{VOTE}/open", **typed, **wrong, whole="yes")
    assert refused.status_code == 400
    assert refused.text.count("These are not the words of this sheet") == 1
    assert 'id="observer-problem"' in refused.text
    for word in (*typed.values(), *wrong.values()):
        assert f'value="{word}"' in refused.text, "everything typed stays"
    right = {f"observer-{place}": sheets[1][place - 1] for place in MARKS}
    assert anna.post(f"{VOTE}/open", **typed, **right, whole="yes").status_code == 302
    assert anna.post(f"{VOTE}/key", split="2 of 2").status_code == 409, "it is open"


def test_the_close_shows_the_words_before_anything_is_opened(
    app, anna, codes, sheets, stranger
) -> None:
    with stored(app) as store:
        urn = store.urn("v-a1-draft")
    for page in (anna.read(VOTE), stranger.read(PUBLIC)):
        assert eight(page) == urn_words(urn)
        assert "Both are needed to open the urn." in page
    cast(app, codes, ("bus",), ("tram",))
    answer = anna.post(f"{VOTE}/close", sure="yes")
    assert answer.headers["Location"] == f"{VOTE}/board", "the screen comes next"
    with stored(app) as store:
        board = store.board("v-a1-draft")
        assert store.opening("v-a1-draft") is None
    for page in (anna.read(f"{VOTE}/board"), anna.read(VOTE), stranger.read(PUBLIC)):
        assert eight(page) == board.words
        assert "<dt>sealed ballots in the urn</dt><dd>2</dd>" in page
        assert "<dt>members who have cast</dt><dd>2</dd>" in page
        assert "Chosen" not in page
    assert board.root.hex() in stranger.read(PUBLIC)
    assert stranger.read("/assemblies/a1").count("Closed: not decided yet.") == 1
    assert decode_board(json.loads(stranger.read(f"{PUBLIC}/board.json"))) == board
    assert decode_urn(json.loads(stranger.read(f"{PUBLIC}/urn.json"))) == urn


def test_documents_of_an_urn_are_published_in_their_turn(anna, assembly, stranger) -> None:
    anna.make_key(VOTE)
    for name in ("urn", "board"):
        assert stranger.get(f"{PUBLIC}/{name}.json").status_code == 404, "it is a draft"
        assert stranger.get(f"/votes/v-a1-closed/{name}.json").status_code == 409, "not sealed"
    assert anna.get(f"{VOTE}/board").status_code == 409


def test_sheets_typed_as_words_or_scanned_open_the_urn(app, anna, closed, stranger) -> None:
    with stored(app) as store:
        board = store.board("v-a1-draft")
    scanned = f"urn share 1 v-a1-draft observer {closed[1]}"
    answer = anna.unseal(VOTE, [closed[0].upper(), scanned])
    assert answer.status_code == 302
    assert answer.headers["Location"] == VOTE, "nothing of the shares is in an address"
    assert "<bdi>bus</bdi>" in anna.read(VOTE)
    result = stranger.read(PUBLIC)
    assert "Chosen" in result
    assert eight(result) == board.words


def test_the_list_of_votes_says_what_is_next_at_each_step(app, anna, codes, assembly) -> None:
    def said() -> str:
        listed = anna.read("/facilitator/a1").rpartition("The draft vote")[2]  # the list is last
        return " ".join(listed.partition("</p>")[0].rpartition("·")[2].split())

    sheets = anna.open_vote(VOTE)
    assert said() == "Open"
    cast(app, codes, ("bus",), ("tram",))
    anna.post(f"{VOTE}/close", sure="yes")
    assert said() == "Closed, and not counted yet. Next: open the urn with the sheets."
    anna.unseal(VOTE, sheets)
    assert said() == "Closed, with a tie. Next: settle it."
    anna.unseal(VOTE, sheets, seed="4 2", again="4 2")
    assert said() == "Counted. Next: destroy the urn."
    anna.post(f"{VOTE}/purge", sure="yes")
    assert said() == "Counted; the urn is destroyed."


def test_a_vote_that_was_given_up_says_so_in_the_list_and_what_lost_sheets_could_do(
    anna, closed
) -> None:
    anna.post(f"{VOTE}/lost", reason="Burnt", sure="yes")
    assert "Given up. Next: destroy the urn." in anna.read("/facilitator/a1")
    page = anna.read(VOTE)
    assert "Should the lost sheets turn up" in page
    assert "can open them again" not in page
    assert "Scan your receipts now" not in anna.read(f"{VOTE}/board")
    anna.post(f"{VOTE}/purge", sure="yes")
    assert "Given up; the urn is destroyed." in anna.read("/facilitator/a1")


def test_the_big_screen_says_what_members_can_do_until_the_urn_is_opened(anna, closed) -> None:
    assert "Scan your receipts now" in anna.read(f"{VOTE}/board")
    anna.unseal(VOTE, closed)
    assert "Scan your receipts now" not in anna.read(f"{VOTE}/board")


def test_whatever_is_wrong_with_the_sheets_is_told_beside_them_and_stays(app, anna, closed) -> None:
    first, second = closed
    misspelt = f"acedemik {first.partition(' ')[2]}"
    short = second.rpartition(" ")[0]
    answer = anna.unseal(VOTE, [misspelt, short])
    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Word 1 is on no sheet" in answer.text
    assert "A sheet has 33 words, and here are 32" in answer.text
    assert f">{misspelt}</textarea>" in answer.text
    assert f">{short}</textarea>" in answer.text
    twice = anna.unseal(VOTE, [first, first])
    assert "The sheet of the facilitator was given 2 times" in twice.text
    other = f"urn share 1 v-a1-open observer {second}"
    refused = anna.unseal(VOTE, [first, other]).text
    assert "This sheet is of another vote; take one of this vote." in refused
    assert "It is a sheet of the vote “The open vote”." in refused
    empty = anna.unseal(VOTE, ["", ""])
    assert empty.text.count("A sheet has 33 words, and here are 0") == 2
    with stored(app) as store:
        assert store.opening("v-a1-draft") is None


def test_what_was_typed_is_in_no_log_and_in_no_session(anna, closed, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    anna.unseal(VOTE, [closed[0], closed[0]])
    anna.unseal(VOTE, closed)
    secret = closed[0].split()[10:14]
    assert " ".join(secret) not in caplog.text
    with anna.client.session_transaction() as session:
        assert secret[0] not in str(dict(session))


def test_a_tie_is_settled_by_dice_with_the_sheets(anna, tied, stranger) -> None:
    page = anna.read(VOTE)
    assert "A tie decides" in page
    public = stranger.read(PUBLIC)
    assert "there is a tie" in public
    for told in (page, public):
        assert "it is not said who is equal" in told
        assert "<bdi>tram</bdi>" not in told
    differ = anna.unseal(VOTE, tied, seed="dice 1", again="dice 2")
    assert differ.status_code == 400
    assert f">{tied[0]}</textarea>" in differ.text
    assert anna.unseal(VOTE, tied[:1], seed="dice 1", again="dice 1").status_code == 400
    assert anna.unseal(VOTE, tied, seed="dice 1", again="dice 1").status_code == 302
    page = anna.read(VOTE)
    assert "Chosen" in page
    assert "from the public seed “dice 1”." in page
    assert 'value="dice 1"' not in page


def test_the_words_of_the_board_are_told_from_those_of_the_key(app, anna, closed) -> None:
    with stored(app) as store:
        seen = shown(store, store.vote("v-a1-draft"))
    assert seen is not None
    assert seen.board is not None
    assert seen.board.words != seen.words
    for page in (anna.read(VOTE), anna.read(f"{VOTE}/board")):
        assert f"<li>{seen.board.words[0]}</li><li>{seen.board.words[1]}</li>" in page
        assert "They are others than the words on the sheets" in page


def test_spoiled_ballots_are_told_by_their_reason(app, anna, codes, sheets, stranger) -> None:
    cast(app, codes, ("bus",))
    with app.extensions["begin"]() as store:
        first, second = (
            slot_of(admitting.join(store, "a1", code), vote_id="v-a1-draft") for code in codes[:2]
        )
        copied = store.sealed_in("v-a1-draft", first)
        store.cast_sealed("v-a1-draft", second, copied, request=b"r" * 32)
    anna.post(f"{VOTE}/close", sure="yes")
    anna.unseal(VOTE, sheets)
    for page in (anna.read(VOTE), stranger.read(PUBLIC)):
        assert "<li>it does not open: 1</li>" in page
    assert "1 ballot was counted." in stranger.read(PUBLIC)
    assert "was cast." not in stranger.read(PUBLIC)


def test_an_urn_that_was_changed_after_its_close_is_an_alarm(
    app, anna, codes, closed, caplog
) -> None:
    with app.extensions["begin"]() as store:
        urn = store.urn("v-a1-draft")
        slot = slot_of(admitting.join(store, "a1", codes[0]), vote_id="v-a1-draft")
        forged = seal(Ranking(("tram",)), urn, slot=slot)
        store.cast_sealed("v-a1-draft", slot, forged, request=b"r" * 32)
    answer = anna.unseal(VOTE, closed)
    assert answer.status_code == 409
    assert "Somebody has changed the urn after its close" in answer.text
    assert "1 ballot in it is not on the board." in answer.text
    assert [record.levelname for record in caplog.records] == ["CRITICAL"]


def test_an_urn_is_destroyed_in_two_steps_and_the_board_stays(
    app, anna, codes, closed, stranger
) -> None:
    assert "This vote is not decided yet" in anna.read(f"{VOTE}/purge")
    assert anna.post(f"{VOTE}/purge", sure="yes").status_code == 409
    anna.unseal(VOTE, closed)
    page = anna.read(f"{VOTE}/purge")
    assert "3 sealed ballots" in page
    assert "burn the sheets" in page
    assert "stop it, and start it again" in page
    assert ("pg_wal" in page) == ("postgres" in app.config["DATABASE"])
    assert anna.post(f"{VOTE}/purge").status_code == 400
    assert anna.post(f"{VOTE}/overwrite").status_code == 409
    with stored(app) as store:
        assert len(store.sealed("v-a1-draft")) == 3
    answer = anna.post(f"{VOTE}/purge", sure="yes")
    after = anna.read(answer.headers["Location"])
    assert "is overwritten" in after
    assert anna.post(f"{VOTE}/overwrite").status_code == 302
    with stored(app) as store:
        assert store.sealed("v-a1-draft") == {}
        assert store.signing_key("v-a1-draft") is None
    assert "The urn is destroyed" in anna.read(VOTE)
    assert "Chosen" in stranger.read(PUBLIC)
    assert anna.unseal(VOTE, closed).status_code == 409


def test_a_vote_whose_sheets_are_lost_is_given_up_for_everybody_to_see(
    app, anna, closed, stranger
) -> None:
    page = anna.read(f"{VOTE}/lost")
    assert "3 sealed ballots were cast." in page
    refused = anna.post(f"{VOTE}/lost", reason="")
    assert refused.status_code == 400
    assert "Tick this first." in refused.text
    given_up = anna.post(f"{VOTE}/lost", reason="The safe burnt down", sure="yes")
    assert given_up.status_code == 302
    for page in (anna.read(VOTE), stranger.read(PUBLIC)):
        assert "will never be counted" in page
        assert "The safe burnt down" in page
    assert anna.unseal(VOTE, closed).status_code == 409
    assert anna.post(f"{VOTE}/purge", sure="yes").status_code == 302
    with stored(app) as store:
        assert store.sealed("v-a1-draft") == {}


def test_a_rehearsal_is_named_on_every_page_of_its_vote(app, anna, codes, stranger) -> None:
    def everywhere(*public: str) -> None:
        for page in (*(anna.read(f"{VOTE}{part}") for part in parts), *map(stranger.read, public)):
            assert REHEARSAL in page

    parts = [""]
    sheets = anna.open_vote(VOTE, "rehearsal")
    everywhere(PUBLIC)
    cast(app, codes, ("bus",))
    anna.post(f"{VOTE}/close", sure="yes")
    parts = ["", "/board", "/lost", "/purge"]
    everywhere(PUBLIC)
    assert anna.unseal(VOTE, sheets).status_code == 302
    everywhere(PUBLIC)
    anna.post(f"{VOTE}/purge", sure="yes")
    everywhere(PUBLIC)


def test_a_blank_urn_says_that_nothing_is_decided(app, anna, codes, sheets, stranger) -> None:
    cast(app, codes, ())
    anna.post(f"{VOTE}/close", sure="yes")
    anna.unseal(VOTE, sheets)
    assert "Nobody has chosen anything" in anna.read(VOTE)
    assert "Nobody chose anything" in stranger.read(PUBLIC)


def test_an_older_vote_that_is_open_goes_on_without_a_seal(anna, assembly, member) -> None:
    old = "/facilitator/a1/votes/v-a1-open"
    assert "sealed" not in anna.read(old)
    member.post("/ballots/v-a1-open", **{"line-0": "1"})
    anna.post(f"{old}/close", sure="yes")
    assert "<bdi>bike</bdi>" in anna.read(old)


@pytest.mark.parametrize("language", ["da", "ar"])
def test_the_pages_and_the_sheets_speak_every_language(anna, closed, language) -> None:
    for part in ("", "/board", "/lost", "/purge"):
        assert f'lang="{language}"' in anna.read(f"{VOTE}{part}?lang={language}")
    answer = anna.unseal(VOTE, ["", closed[1]])
    assert 'dir="ltr"' in answer.text
    wanted = {"da": "et ark har 33 ord", "ar": "في الورقة 33 كلمة"}[language]
    assert wanted in answer.text.lower()
