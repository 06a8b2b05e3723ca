"""A sealed vote from its key to its purge."""

import pytest

from deliberation import verify
from deliberation.assembly import VoteState
from deliberation.errors import InvalidInputError, NotAMemberError, NotFoundError, ProcedureError
from deliberation.procedures import casting, publish, sealed
from deliberation.procedures.cards import slot_of
from deliberation.procedures.shown import shown
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import digest
from deliberation.urn import Split, Verdict, check_receipt, encode_board, encode_urn, seal
from deliberation.voting import Credits, Ranking
from tests.procedures.sealed_votes import (
    ONCE,
    cast,
    close,
    kinds,
    open_vote,
    prepare,
    purge,
    unseal,
)


def test_a_sealed_vote_goes_from_its_key_to_its_purge(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    receipts = [
        cast(begin, tokens[0], "tram"),
        cast(begin, tokens[1], "tram", "bus"),
        cast(begin, tokens[2], "bike"),
    ]
    close(begin, now)
    with begin.reading() as store:
        box, board = store.urn("v1"), store.board("v1")
        assert store.opening("v1") is None
        with pytest.raises(ProcedureError, match="not opened yet"):
            publish.vote_document(store, "v1")
    assert board.size == 3
    for receipt, token in zip(receipts, tokens, strict=True):
        slot = slot_of(token, vote_id="v1")
        assert check_receipt(receipt, box, board, slot=slot) is Verdict.FINE
    found = unseal(begin, shares, now)
    assert (found.counted, found.spoiled) == (3, {})
    with begin.reading() as store:
        assert publish.vote_document(store, "v1")["result"]["elected"] == ["tram"]
    purge(begin, now)
    with begin.reading() as store:
        assert publish.vote_document(store, "v1")["cast"] == 3
        assert store.board("v1") == board
        assert store.sealed("v1") == {}
        assert store.signing_key("v1") is None
        assert store.turnout("v1") == 3
        assert sealed.receipt_of(store, "v1", token=tokens[0]) is None
    assert kinds(begin)[1:] == [
        *("vote", "opened", "urn", "closed", "board", "unsealed", "count", "purged")
    ]


def test_the_ledger_seals_the_urn_before_a_ballot_and_the_board_before_the_opening(
    sealed_vote, now
):
    begin, shares, tokens = sealed_vote
    cast(begin, tokens[0], "tram")
    close(begin, now)
    unseal(begin, shares, now)
    with begin.reading() as store:
        said = {entry.kind: entry.payload for entry in store.ledger("a1")}
        box, board = store.urn("v1"), store.board("v1")
    assert said["urn"]["document"] == digest(encode_urn(box))
    assert said["urn"]["key"] == box.key.hex()
    assert said["board"]["document"] == digest(encode_board(board))
    assert said["board"]["root"] == board.root.hex()
    assert said["board"]["words"].split() == [*board.words]
    assert said["board"]["leaves"] == said["closed"]["ballots"] == 1
    assert (said["unsealed"]["counted"], said["unsealed"]["spoiled"]) == (1, {})


def test_what_is_kept_is_sealed_and_of_one_length(sealed_vote):
    begin, _shares, tokens = sealed_vote
    cast(begin, tokens[0], "bike", "tram", "bus")
    with begin.reading() as store:
        kept = store.sealed("v1")
        box = store.urn("v1")
        assert store.ballots("v1") == ()
        assert casting.own_ballot(store, "v1", token=tokens[0]) is None
        assert casting.has_cast(store, "v1", token=tokens[0])
        assert not casting.has_cast(store, "v1", token=tokens[1])
    assert [len(data) for data in kept.values()] == [box.sealed_length]
    assert not any(b"bike" in data for data in kept.values())


def test_casting_again_replaces_the_ballot_and_its_receipt(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    first = cast(begin, tokens[0], "tram", once=b"one form")
    last = cast(begin, tokens[0], "bus", once=b"another form")
    with begin.reading() as store:
        assert sealed.receipt_of(store, "v1", token=tokens[0]) == last
        assert sealed.receipt_of(store, "v1", token=tokens[1]) is None
    close(begin, now)
    with begin.reading() as store:
        box, board = store.urn("v1"), store.board("v1")
    assert check_receipt(first, box, board) is Verdict.REPLACED
    assert check_receipt(last, box, board) is Verdict.FINE
    assert unseal(begin, shares, now).counted == 1


def test_a_request_that_comes_again_gets_the_same_receipt(sealed_vote):
    begin, _shares, tokens = sealed_vote
    first = cast(begin, tokens[0], "tram")
    assert cast(begin, tokens[0], "tram") == first
    assert cast(begin, tokens[0], "bus") != first  # the form went back, and was changed
    assert cast(begin, tokens[0], "tram", once=b"another form") != first


def test_a_ballot_that_a_phone_sealed_is_kept_as_it_is(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    slot = slot_of(tokens[0], vote_id="v1")
    with begin.reading() as store:
        box = store.urn("v1")
    ballot = seal(Ranking(("bus",)), box, slot=slot)
    with begin() as store:
        receipt = sealed.cast_sealed(store, "v1", ballot, token=tokens[0])
        assert sealed.cast_sealed(store, "v1", ballot, token=tokens[0]) == receipt
        assert store.sealed("v1") == {slot: ballot}
        with pytest.raises(InvalidInputError, match="no sealed ballot"):
            sealed.cast_sealed(store, "v1", ballot + b"!", token=tokens[0])
    close(begin, now)
    assert unseal(begin, shares, now).document["result"]["elected"] == ["bus"]


def test_the_key_is_made_before_the_opening_and_the_last_one_counts(sealed_vote, random_bytes, now):
    begin, _shares, _tokens = sealed_vote
    with pytest.raises(ProcedureError, match="opened before"):
        prepare(begin, random_bytes)
    with begin() as store, pytest.raises(ProcedureError, match="sealed"):
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=_tokens[0])


def test_a_refused_ballot_leaves_the_one_before_it(begin, add_vote, members, random_bytes, now):
    add_vote(begin, kind="credits", rule="quadratic", options={"credits": 25})
    (token,) = members(begin, 1)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    for votes, refused in (({"bus": 5}, False), ({"bus": 5, "tram": 1}, True)):
        with begin() as store:
            if refused:
                with pytest.raises(InvalidInputError):
                    sealed.seal_and_cast(store, "v1", Credits(votes), token=token, once=ONCE)
            else:
                sealed.seal_and_cast(store, "v1", Credits(votes), token=token, once=ONCE)
    close(begin, now)
    assert unseal(begin, shares, now).document["result"]["elected"] == ["bus"]


def test_strangers_and_late_comers_cast_nothing(sealed_vote, now):
    begin, _shares, tokens = sealed_vote
    with pytest.raises(NotAMemberError):
        cast(begin, "f" * 32, "tram")
    close(begin, now)
    with pytest.raises(ProcedureError, match="closed"):
        cast(begin, tokens[0], "tram")
    with begin.reading() as store:
        assert store.turnout("v1") == 0
        with pytest.raises(NotAMemberError):
            sealed.receipt_of(store, "v1", token="f" * 32)


def test_another_facilitator_finds_nothing(sealed_vote, random_bytes, now):
    begin, shares, _tokens = sealed_vote
    with pytest.raises(NotFoundError):
        prepare(begin, random_bytes, by="f2")
    with pytest.raises(NotFoundError):
        unseal(begin, shares, now, by="f2")
    with begin() as store, pytest.raises(NotFoundError):
        sealed.purge_urn(store, "v1", by="f2", now=now)


def test_a_vote_that_was_opened_without_a_key_goes_on_as_it_was(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    open_vote(begin, now)
    with begin() as store:
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=token)
        with pytest.raises(ProcedureError, match="not sealed"):
            sealed.seal_and_cast(store, "v1", Ranking(("bus",)), token=token, once=ONCE)
    close(begin, now)
    with begin.reading() as store:
        assert store.vote("v1").state is VoteState.CLOSED
        assert publish.vote_document(store, "v1")["result"]["elected"] == ["tram"]
    assert kinds(begin)[1:] == ["vote", "opened", "closed", "count"]


def test_a_stranger_checks_a_sealed_vote_at_every_stage(sealed_vote, now):
    begin, shares, tokens = sealed_vote

    def published():
        with begin.reading() as store:
            data = publish.assembly_bundle(store, "a1")
        verify.check(data)
        return [*unbundle(data)][2:]

    for token, order in zip(tokens, (["tram"], ["bus"], ["bus", "tram"]), strict=True):
        cast(begin, token, *order)
    assert published() == ["votes/v1.urn.json"]
    with begin.reading() as store, pytest.raises(ProcedureError, match="when its vote is closed"):
        publish.board_document(store, "v1")
    close(begin, now)
    assert published() == ["votes/v1.board.json", "votes/v1.urn.json"]
    unseal(begin, shares, now)
    assert published() == ["votes/v1.board.json", "votes/v1.json", "votes/v1.urn.json"]
    purge(begin, now)
    assert published() == ["votes/v1.board.json", "votes/v1.json", "votes/v1.urn.json"]
    with begin.reading() as store:
        assert publish.urn_document(store, "v1") == encode_urn(store.urn("v1"))
        assert publish.board_document(store, "v1") == encode_board(store.board("v1"))


def test_the_key_of_a_draft_may_still_change_and_is_not_published(
    begin, add_vote, members, random_bytes, now
):
    add_vote(begin)
    prepare(begin, random_bytes)
    with begin.reading() as store:
        with pytest.raises(ProcedureError, match="when its vote is opened"):
            publish.urn_document(store, "v1")
        with pytest.raises(InvalidInputError, match="nothing to publish"):
            publish.assembly_bundle(store, "a1")
    add_vote(begin, id="v2")
    members(begin, 1)
    open_vote(begin, now, id="v2")
    close(begin, now, id="v2")
    with begin.reading() as store:
        for document in (publish.urn_document, publish.board_document):
            with pytest.raises(ProcedureError, match="not sealed"):
                document(store, "v2")


def marks(shares):
    """Words 1 and 4 of each sheet, as its holder reads them."""
    return {share.holder: (share.words[0], share.words[3]) for share in shares}


def open_with(begin, shown, now, id="v1"):
    with begin() as store:
        sealed.open_sealed_vote(store, id, shown, by="f1", now=now)


def test_a_vote_opens_once_every_holder_has_shown_a_sheet(
    begin, add_vote, members, random_bytes, now
):
    add_vote(begin)
    members(begin, 1)
    with pytest.raises(ProcedureError, match="make the key"):
        open_with(begin, {}, now)
    old = prepare(begin, random_bytes, split=Split.TWO_OF_THREE)
    shares = prepare(begin, random_bytes, split=Split.TWO_OF_THREE)
    swapped = {"facilitator": marks(shares)["observer"]}
    for wrong, whose in (
        ({}, ["facilitator", "observer", "safe"]),
        (marks(old), ["facilitator", "observer", "safe"]),
        (marks(shares[:2]), ["safe"]),
        (marks(shares) | swapped, ["facilitator"]),
        (marks(shares) | {"safe": ["?"]}, ["safe"]),
    ):
        with pytest.raises(InvalidInputError) as error:
            open_with(begin, wrong, now)
        assert [problem.column for problem in error.value.problems] == whose
    with begin.reading() as store:
        assert store.vote("v1").state is VoteState.DRAFT
    open_with(begin, {who: [word.upper() for word in w] for who, w in marks(shares).items()}, now)
    with begin.reading() as store:
        assert store.vote("v1").state is VoteState.OPEN
    assert kinds(begin)[-2:] == ["opened", "urn"]


def test_what_is_seen_of_a_sealed_vote_grows_with_its_way(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    cast(begin, tokens[0], "tram")

    def seen():
        with begin.reading() as store:
            found = shown(store, store.vote("v1"))
        return found.board is not None, found.opening is not None, found.over, found.purged

    assert seen() == (False, False, False, False)
    close(begin, now)
    assert seen() == (True, False, False, False)
    unseal(begin, shares, now)
    assert seen() == (True, True, True, False)
    purge(begin, now)
    assert seen() == (True, True, True, True)


def test_a_vote_without_an_urn_shows_none(begin, add_vote):
    add_vote(begin)
    with begin.reading() as store:
        assert shown(store, store.vote("v1")) is None
