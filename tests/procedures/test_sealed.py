"""A sealed vote from its key to its purge."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from deliberation import verify
from deliberation.assembly import VoteState
from deliberation.errors import (
    BrokenUrnError,
    InvalidInputError,
    NotAMemberError,
    NotFoundError,
    ProcedureError,
    UnresolvedTieError,
)
from deliberation.procedures import casting, decide, publish, sealed
from deliberation.procedures.cards import slot_of
from deliberation.procedures.counting import document_if_decided
from deliberation.procedures.shown import shown
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import digest
from deliberation.record.ledger import check_chain
from deliberation.urn import (
    Split,
    Verdict,
    check_receipt,
    encode_board,
    encode_urn,
    seal,
    seal_bytes,
)
from deliberation.voting import RULE_KINDS, Approval, Credits, Grades, Ranking, Scores

ONCE = b"the form's own chance"


def prepare(begin, random_bytes, id="v1", split=Split.TWO_OF_TWO, by="f1"):
    with begin() as store:
        return sealed.prepare_urn(store, id, split=split, random_bytes=random_bytes, by=by)


def open_vote(begin, now, id="v1"):
    with begin() as store:
        decide.open_vote(store, id, by="f1", now=now)


def cast(begin, token, *order, once=ONCE, id="v1"):
    with begin() as store:
        return sealed.seal_and_cast(store, id, Ranking(order), token=token, once=once)


def close(begin, now, id="v1"):
    with begin() as store:
        decide.close_vote(store, id, by="f1", now=now)


def unseal(begin, shares, now, seed=None, id="v1", by="f1"):
    with begin() as store:
        return sealed.unseal_vote(store, id, shares, by=by, now=now, seed=seed)


def purge(begin, now, id="v1"):
    with begin() as store:
        sealed.purge_urn(store, id, by="f1", now=now)


def kinds(begin):
    with begin.reading() as store:
        entries = store.ledger("a1")
    check_chain(entries)
    return [entry.kind for entry in entries]


@pytest.fixture
def ready(begin, add_vote, members, random_bytes, now):
    """An open vote with sealed ballots, its shares, and three members' tokens."""
    add_vote(begin)
    tokens = members(begin, 3)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    return begin, shares, tokens


def test_a_sealed_vote_goes_from_its_key_to_its_purge(ready, now):
    begin, shares, tokens = ready
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


def test_the_ledger_seals_the_urn_before_a_ballot_and_the_board_before_the_opening(ready, now):
    begin, shares, tokens = ready
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


def test_what_is_kept_is_sealed_and_of_one_length(ready):
    begin, _shares, tokens = ready
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


def test_casting_again_replaces_the_ballot_and_its_receipt(ready, now):
    begin, shares, tokens = ready
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


def test_a_request_that_comes_again_gets_the_same_receipt(ready):
    begin, _shares, tokens = ready
    first = cast(begin, tokens[0], "tram")
    assert cast(begin, tokens[0], "tram") == first
    assert cast(begin, tokens[0], "bus") != first  # the form went back, and was changed
    assert cast(begin, tokens[0], "tram", once=b"another form") != first


def test_a_ballot_that_a_phone_sealed_is_kept_as_it_is(ready, now):
    begin, shares, tokens = ready
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


def test_what_cannot_be_counted_is_spoiled_with_its_reason(ready, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    with begin.reading() as store:
        box = store.urn("v1")
        copied = store.sealed_in("v1", slot_of(tokens[0], vote_id="v1"))
    stranger = b'{"ranking":["boat"]}'.ljust(box.terms.length)
    with begin() as store:
        sealed.cast_sealed(store, "v1", copied, token=tokens[1])
        forged = seal_bytes(stranger, box, slot=slot_of(tokens[2], vote_id="v1"))
        sealed.cast_sealed(store, "v1", forged, token=tokens[2])
    close(begin, now)
    found = unseal(begin, shares, now)
    assert found.counted == 1
    assert found.spoiled == {
        "it does not open": 1,
        "it names somebody who does not stand": 1,
    }


def test_a_ballot_over_the_budget_that_a_phone_sealed_is_spoiled(
    begin, add_vote, members, random_bytes, now
):
    """Trees for 700 and lamps for 400 are more than 1000; each alone is less."""
    costs = {"trees": 700, "lamps": 400}
    options = {"total": 1000, "costs": costs, "within": True}
    terms = {"kind": "approval", "rule": "greedy_budget", "seats": 2, "options": options}
    add_vote(begin, candidates=[*costs], **terms)
    tokens, shares = members(begin, 2), prepare(begin, random_bytes)
    open_vote(begin, now)
    with begin() as store:
        box = store.urn("v1")
        for token, approved in zip(tokens, (["trees"], ["trees", "lamps"]), strict=True):
            ballot = seal(Approval(approved), box, slot=slot_of(token, vote_id="v1"))
            sealed.cast_sealed(store, "v1", ballot, token=token)
    close(begin, now)
    found = unseal(begin, shares, now)
    assert (found.counted, found.spoiled) == (1, {"it costs more than the budget": 1})
    assert found.document["result"]["elected"] == ["trees"]


def test_the_urn_opens_with_both_shares_and_no_others(ready, random_bytes, add_vote, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    with pytest.raises(ProcedureError, match="before the close"):
        unseal(begin, shares, now)
    close(begin, now)
    add_vote(begin, id="v2")
    others = [replace(share, vote_id="v1") for share in prepare(begin, random_bytes, id="v2")]
    for wrong in (shares[:1], [shares[0]] * 2, others, []):
        with pytest.raises(InvalidInputError):
            unseal(begin, wrong, now)
    with begin.reading() as store:
        assert store.opening("v1") is None
    assert unseal(begin, shares, now) == unseal(begin, shares, now)
    assert Counter(kinds(begin))["unsealed"] == 1


def test_a_rehearsal_s_key_opens_alone(begin, add_vote, members, random_bytes, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    (share,) = prepare(begin, random_bytes, split=Split.REHEARSAL)
    open_vote(begin, now)
    cast(begin, token, "tram")
    close(begin, now)
    assert unseal(begin, [share], now).counted == 1
    with begin.reading() as store:
        assert store.urn("v1").rehearsal


def test_a_ballot_that_is_altered_after_the_close_is_named(ready, now):
    begin, shares, tokens = ready
    for token in tokens[:2]:
        cast(begin, token, "tram")
    close(begin, now)
    with begin() as store:
        box, slot = store.urn("v1"), slot_of(tokens[0], vote_id="v1")
        store.cast_sealed("v1", slot, seal(Ranking(("bus",)), box, slot=slot), request=b"r" * 32)
    with pytest.raises(BrokenUrnError) as error:
        unseal(begin, shares, now)
    assert (len(error.value.added), len(error.value.missing)) == (1, 1)


@pytest.fixture
def tied(ready, now):
    """A closed vote that tram and bus share, opened."""
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    cast(begin, tokens[1], "bus")
    close(begin, now)
    return begin, shares, unseal(begin, shares, now)


def test_a_tie_is_settled_by_a_seed_with_the_shares(tied, now):
    begin, shares, found = tied
    assert found.document is None
    assert (found.undecided, found.tied) == (True, ())  # of two ballots, a tie tells both
    with begin() as store:
        with pytest.raises(UnresolvedTieError):
            publish.vote_document(store, "v1")
        with pytest.raises(ProcedureError, match="open its urn with the shares"):
            decide.settle_tie(store, "v1", seed="dice 4 2", by="f1")
        with pytest.raises(ProcedureError, match="not decided"):
            sealed.purge_urn(store, "v1", by="f1", now=now)
    settled = unseal(begin, shares, now, seed="dice 4 2")
    assert settled.document["break_tie"] == {"by": "lot", "seed": "dice 4 2"}
    assert settled.document["result"]["ties"] == []
    assert not settled.undecided
    with pytest.raises(ProcedureError, match="nothing to settle"):
        unseal(begin, shares, now, seed="dice 6 6")
    assert unseal(begin, shares, now) == settled
    assert kinds(begin)[-3:] == ["unsealed", "tie", "count"]


def test_a_seed_is_thrown_after_the_tie_was_seen(ready, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    cast(begin, tokens[1], "bus")
    close(begin, now)
    with pytest.raises(ProcedureError, match="nothing to settle"):
        unseal(begin, shares, now, seed="dice 4 2")


def test_a_vote_in_which_nobody_chose_anything_is_opened_and_purged(ready, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0])
    close(begin, now)
    assert unseal(begin, shares, now).counted == 1
    with begin.reading() as store, pytest.raises(ProcedureError, match="nobody has chosen"):
        publish.vote_document(store, "v1")
    purge(begin, now)
    with pytest.raises(ProcedureError, match="purged"):
        unseal(begin, shares, now)
    with pytest.raises(ProcedureError, match="purged"):
        purge(begin, now)


def test_the_key_is_made_before_the_opening_and_the_last_one_counts(ready, random_bytes, now):
    begin, _shares, _tokens = ready
    with pytest.raises(ProcedureError, match="opened before"):
        prepare(begin, random_bytes)
    with begin() as store, pytest.raises(ProcedureError, match="sealed"):
        casting.cast_ballot(store, "v1", Ranking(("tram",)), token=_tokens[0])


def test_an_older_sheet_opens_nothing(begin, add_vote, members, random_bytes, now):
    add_vote(begin)
    members(begin, 1)
    old = prepare(begin, random_bytes)
    new = prepare(begin, random_bytes)
    open_vote(begin, now)
    close(begin, now)
    with pytest.raises(InvalidInputError):
        unseal(begin, old, now)
    assert unseal(begin, new, now).counted == 0


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


def test_strangers_and_late_comers_cast_nothing(ready, now):
    begin, _shares, tokens = ready
    with pytest.raises(NotAMemberError):
        cast(begin, "f" * 32, "tram")
    close(begin, now)
    with pytest.raises(ProcedureError, match="closed"):
        cast(begin, tokens[0], "tram")
    with begin.reading() as store:
        assert store.turnout("v1") == 0
        with pytest.raises(NotAMemberError):
            sealed.receipt_of(store, "v1", token="f" * 32)


def test_another_facilitator_finds_nothing(ready, random_bytes, now):
    begin, shares, _tokens = ready
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


@pytest.mark.parametrize("seed", range(3))
def test_sealed_and_unsealed_counts_agree(begin, add_vote, members, random_bytes, now, seed):
    """A twin: the same ballots, sealed in one vote and not in another."""
    add_vote(begin)
    add_vote(begin, id="v2")
    tokens = members(begin, 11)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    open_vote(begin, now, id="v2")
    chance = Random(seed)
    for token in tokens:
        order = chance.sample(["tram", "bus", "bike"], chance.randint(1, 3))
        cast(begin, token, *order)
        with begin() as store:
            casting.cast_ballot(store, "v2", Ranking(tuple(order)), token=token)
    close(begin, now)
    close(begin, now, id="v2")
    found = unseal(begin, shares, now)
    with begin.reading() as store:
        other = document_if_decided(store, store.vote("v2"))
    assert found.document == (None if other is None else other | {"id": "v1"})


BALLOTS = {
    "score": (Scores({"tram": 4, "bus": 1}), {}),
    "majority_judgment": (Grades({"tram": "poor", "bus": "good"}), {"scale": ["poor", "good"]}),
    "approval": (Approval(["bus"]), {}),
    "greedy_budget": (
        Approval(["bike", "bus"]),
        {"total": 10, "costs": {"tram": 9, "bus": 4, "bike": 3}},
    ),
    "quadratic": (Credits({"bus": -3, "tram": 9}), {"credits": 90}),
}


@pytest.mark.parametrize("rule", BALLOTS)
def test_ballots_of_every_kind_are_sealed_and_counted(
    begin, add_vote, members, random_bytes, now, rule
):
    """A twin again: the document is that of a vote whose ballots were not sealed."""
    ballot, options = BALLOTS[rule]
    seats = 3 if rule == "greedy_budget" else 1
    for id in ("v1", "v2"):
        add_vote(begin, id, rule=rule, kind=RULE_KINDS[rule], options=options, seats=seats)
    tokens = members(begin, 5)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    open_vote(begin, now, id="v2")
    for token in tokens:
        with begin() as store:
            sealed.seal_and_cast(store, "v1", ballot, token=token, once=ONCE)
            casting.cast_ballot(store, "v2", ballot, token=token)
    close(begin, now)
    close(begin, now, id="v2")
    found = unseal(begin, shares, now)
    assert (found.counted, found.spoiled) == (5, {})
    with begin.reading() as store:
        assert found.document == publish.vote_document(store, "v2") | {"id": "v1"}


def test_a_stranger_checks_a_sealed_vote_at_every_stage(ready, now):
    begin, shares, tokens = ready

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


def give_up(begin, now, reason="Both sheets burnt", id="v1"):
    with begin() as store:
        sealed.give_up_vote(store, id, reason=reason, by="f1", now=now)


def test_a_vote_whose_shares_are_lost_is_given_up_on_the_ledger_and_purged(ready, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    with pytest.raises(ProcedureError, match="not closed"):
        give_up(begin, now)
    close(begin, now)
    with pytest.raises(ProcedureError, match="not decided"):
        purge(begin, now)
    with pytest.raises(InvalidInputError, match="reason"):
        give_up(begin, now, reason=" ")
    give_up(begin, now, reason=" Both sheets burnt ")
    with begin.reading() as store:
        last = store.ledger("a1")[-1]
        assert shown(store, store.vote("v1")).given_up == "Both sheets burnt"
    assert last.payload == {
        "vote": "v1",
        "reason": "Both sheets burnt",
        "at": "2026-03-14T19:30:00Z",
    }
    with pytest.raises(ProcedureError, match="given up before"):
        give_up(begin, now)
    with pytest.raises(ProcedureError, match="stays closed"):
        unseal(begin, shares, now)
    purge(begin, now)
    with begin.reading() as store:
        seen = shown(store, store.vote("v1"))
        assert (seen.purged, seen.over, seen.opening, seen.cast) == (True, True, None, 1)
        assert store.sealed("v1") == {}
        lines = verify.check(publish.assembly_bundle(store, "a1"))
    assert "not checked: why v1 was given up: Both sheets burnt" in lines
    assert kinds(begin)[-3:] == ["board", "abandoned", "purged"]


def test_a_tie_that_nobody_can_settle_is_given_up(tied, now):
    begin, _shares, _found = tied
    give_up(begin, now)
    purge(begin, now)
    with begin.reading() as store:
        verify.check(publish.assembly_bundle(store, "a1"))


def test_a_vote_that_is_decided_is_not_given_up(ready, add_vote, now):
    begin, shares, tokens = ready
    cast(begin, tokens[0], "tram")
    close(begin, now)
    unseal(begin, shares, now)
    with pytest.raises(ProcedureError, match="decided"):
        give_up(begin, now)
    add_vote(begin, id="v2")
    with pytest.raises(ProcedureError, match="not sealed"):
        give_up(begin, now, id="v2")


def test_what_is_seen_of_a_sealed_vote_grows_with_its_way(ready, now):
    begin, shares, tokens = ready
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
