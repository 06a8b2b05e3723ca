"""The urn of a sealed vote, opened with the shares of its key."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from deliberation.errors import (
    BrokenUrnError,
    InvalidInputError,
    ProcedureError,
    UnresolvedTieError,
)
from deliberation.procedures import casting, decide, publish, sealed
from deliberation.procedures.cards import slot_of
from deliberation.procedures.counting import document_if_decided
from deliberation.urn import Split, seal, seal_bytes
from deliberation.voting import RULE_KINDS, Approval, Credits, Grades, Ranking, Scores
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


def test_what_cannot_be_counted_is_spoiled_with_its_reason(sealed_vote, now):
    begin, shares, tokens = sealed_vote
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


def test_the_urn_opens_with_both_shares_and_no_others(sealed_vote, random_bytes, add_vote, now):
    begin, shares, tokens = sealed_vote
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


def test_a_ballot_that_is_altered_after_the_close_is_named(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    for token in tokens[:2]:
        cast(begin, token, "tram")
    close(begin, now)
    with begin() as store:
        box, slot = store.urn("v1"), slot_of(tokens[0], vote_id="v1")
        store.cast_sealed("v1", slot, seal(Ranking(("bus",)), box, slot=slot), request=b"r" * 32)
    with pytest.raises(BrokenUrnError) as error:
        unseal(begin, shares, now)
    assert (len(error.value.added), len(error.value.missing)) == (1, 1)


def test_a_tie_is_settled_by_a_seed_with_the_shares(sealed_tie, now):
    begin, shares, found = sealed_tie
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


def test_a_seed_is_thrown_after_the_tie_was_seen(sealed_vote, now):
    begin, shares, tokens = sealed_vote
    cast(begin, tokens[0], "tram")
    cast(begin, tokens[1], "bus")
    close(begin, now)
    with pytest.raises(ProcedureError, match="nothing to settle"):
        unseal(begin, shares, now, seed="dice 4 2")


def test_a_vote_in_which_nobody_chose_anything_is_opened_and_purged(sealed_vote, now):
    begin, shares, tokens = sealed_vote
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
