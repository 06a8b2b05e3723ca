"""A sealed vote that nobody can open is given up, on the ledger."""

import pytest

from deliberation import verify
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures import publish, sealed
from deliberation.procedures.shown import shown
from tests.procedures.sealed_votes import cast, close, kinds, purge, unseal


def give_up(begin, now, reason="Both sheets burnt", id="v1"):
    with begin() as store:
        sealed.give_up_vote(store, id, reason=reason, by="f1", now=now)


def test_a_vote_whose_shares_are_lost_is_given_up_on_the_ledger_and_purged(sealed_vote, now):
    begin, shares, tokens = sealed_vote
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


def test_a_tie_that_nobody_can_settle_is_given_up(sealed_tie, now):
    begin, _shares, _found = sealed_tie
    give_up(begin, now)
    purge(begin, now)
    with begin.reading() as store:
        verify.check(publish.assembly_bundle(store, "a1"))


def test_a_vote_that_is_decided_is_not_given_up(sealed_vote, add_vote, now):
    begin, shares, tokens = sealed_vote
    cast(begin, tokens[0], "tram")
    close(begin, now)
    unseal(begin, shares, now)
    with pytest.raises(ProcedureError, match="decided"):
        give_up(begin, now)
    add_vote(begin, id="v2")
    with pytest.raises(ProcedureError, match="not sealed"):
        give_up(begin, now, id="v2")
