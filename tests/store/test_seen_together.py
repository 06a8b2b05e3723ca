"""What comes with a vote, its urn and whether a card gives a voice, as each is by itself."""

import secrets

import pytest

from deliberation.assembly import Assembly
from deliberation.procedures.sealed import terms_of
from deliberation.urn import Split, new_urn

HASHES = ["good", "revoked", "none"]


@pytest.fixture(params=["sealed", "purged", "not sealed"])
def made(request, begin, vote, now):
    """A vote in an assembly with a card that gives a voice and one that does not; and its urn."""
    new = new_urn(terms_of(vote), split=Split.TWO_OF_TWO, random_bytes=secrets.token_bytes)
    sealed, signs = request.param != "not sealed", request.param == "sealed"
    with begin() as store:
        store.add_cards("a1", ["good", "revoked"])
        store.revoke_card("a1", 2)
        store.add_assembly(Assembly("a2", "Other", "Where?", "f1", now))
        store.add_cards("a2", ["none"])
        if sealed:
            store.put_urn(new.urn, new.signing)
        if sealed and not signs:
            store.purge_urn(vote.id)
    return (new.urn, new.signing if signs else None) if sealed else None


@pytest.mark.parametrize("card", HASHES)
def test_they_are_as_each_is_by_itself(begin, vote, made, card):
    with begin.reading() as store:
        assert store.vote(vote.id, card=card) == vote
        assert store.urn_and_signing_key(vote.id) == made
        assert [store.has_card("a1", each) for each in HASHES] == [True, False, False]
        assert store.has_card("a2", "none")
    with begin() as store:
        assert store.vote_to_cast_in(vote.id, card=card) == vote
        assert [store.has_card("a1", each) for each in HASHES] == [True, False, False]
        assert store.urn_and_signing_key(vote.id) == made


def test_they_are_asked_for_at_once(begin, vote, made, statements):
    for ask in ("vote", "vote_to_cast_in"):
        with begin.reading() if ask == "vote" else begin() as store:
            statements.clear()
            getattr(store, ask)(vote.id, card="good")
            assert store.has_card("a1", "good")
            assert store.urn_and_signing_key(vote.id) == made
            assert len([line for line in statements if line.startswith("SELECT")]) == 1


def test_what_is_written_after_a_vote_was_read_is_read_anew(begin, vote, made):
    """A transaction that writes remembers nothing beyond the next question."""
    new = new_urn(terms_of(vote), split=Split.REHEARSAL, random_bytes=secrets.token_bytes)
    with begin() as store:
        store.vote(vote.id, card="good")
        store.put_urn(new.urn, new.signing)
        store.revoke_card("a1", 1)
        assert store.urn(vote.id) == new.urn
        assert not store.has_card("a1", "good")
    with begin() as store:
        store.vote_to_cast_in(vote.id, card="good")
        assert store.urn(vote.id) == new.urn
        store.purge_urn(vote.id)
        assert store.signing_key(vote.id) is None
