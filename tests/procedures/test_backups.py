"""An assembly that goes on from a backup, and what a purge leaves of one."""

from base64 import b64encode
from random import Random

import pytest

from deliberation.backup import decode_backup, encode_backup, new_key
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures import decide, publish, sealed
from deliberation.procedures.backups import restore_backup, take_backup
from deliberation.procedures.cards import slot_of
from deliberation.store import open_store
from deliberation.urn import Split, Verdict, check_receipt
from deliberation.voting import Ranking

KEY = new_key(Random(5).randbytes)


@pytest.fixture
def elsewhere(tmp_path):
    """The address of a new database."""
    return f"sqlite:///{tmp_path}/elsewhere.db"


@pytest.fixture
def voting(busy, add_vote, members, random_bytes, now):
    """A sealed vote in which two of three have cast; its shares, tokens, and receipts."""
    add_vote(busy)
    tokens = members(busy, 3)
    with busy() as store:
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
    with busy() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
    receipts = [cast(busy, token, "tram") for token in tokens[:2]]
    return busy, shares, tokens, receipts


def cast(begin, token, *order):
    with begin() as store:
        return sealed.seal_and_cast(store, "v1", Ranking(order), token=token, once=b"o" * 16)


def close(begin, now):
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)


def unseal(begin, shares, now):
    with begin() as store:
        return sealed.unseal_vote(store, "v1", shares, by="f1", now=now)


def last_digest(begin):
    with begin.reading() as store:
        return store.ledger("a1")[-1].digest


def through_a_file(backup):
    return decode_backup(encode_backup(backup))


def test_a_vote_goes_on_where_the_backup_was_taken(voting, address, elsewhere, now):
    _, shares, tokens, receipts = voting
    backup = through_a_file(take_backup(address, now=now, key=KEY))
    restore_backup(elsewhere, backup, key=KEY)
    with open_store(elsewhere) as begin:
        receipts.append(cast(begin, tokens[2], "bus"))
        close(begin, now)
        with begin.reading() as store:
            box, board = store.urn("v1"), store.board("v1")
        for token, receipt in zip(tokens, receipts, strict=True):
            slot = slot_of(token, vote_id="v1")
            assert check_receipt(receipt, box, board, slot=slot) is Verdict.FINE
        assert unseal(begin, shares, now).counted == 3
        with begin.reading() as store:
            assert publish.vote_document(store, "v1")["result"]["elected"] == ["tram"]


def test_a_backup_with_urns_says_what_becomes_of_them_or_is_not_made(voting, address, now):
    with pytest.raises(InvalidInputError, match=r"urns \(v1\)"):
        take_backup(address, now=now)
    assert take_backup(address, now=now, without_urns=True).locked is None


def test_a_restore_without_urns_takes_no_ballot_and_opens_none(voting, address, elsewhere, now):
    begin, shares, tokens, _ = voting
    backup = take_backup(address, now=now, without_urns=True)
    restore_backup(elsewhere, backup, without_urns=True)
    with open_store(elsewhere) as other, pytest.raises(ProcedureError, match="left out"):
        cast(other, tokens[0], "bus")
    close(begin, now)
    closed = take_backup(address, now=now, without_urns=True)
    restore_backup(elsewhere.replace("elsewhere", "another"), closed, without_urns=True)
    with open_store(elsewhere.replace("elsewhere", "another")) as other:
        with pytest.raises(ProcedureError, match="its ballots are gone"):
            unseal(other, shares, now)
        with other.reading() as store:
            assert store.board("v1").size == 2


def test_a_vote_whose_key_was_left_out_is_opened_only_with_another(
    busy, address, elsewhere, add_vote, members, random_bytes, now
):
    add_vote(busy)
    (token,) = members(busy, 1)
    made = {"split": Split.REHEARSAL, "random_bytes": random_bytes, "by": "f1"}
    with busy() as store:
        sealed.prepare_urn(store, "v1", **made)
    backup = take_backup(address, now=now, without_urns=True)
    restore_backup(elsewhere, backup, without_urns=True)
    with open_store(elsewhere) as begin:
        with begin() as store, pytest.raises(ProcedureError, match="make another"):
            decide.open_vote(store, "v1", by="f1", now=now)
        with begin() as store:
            sealed.prepare_urn(store, "v1", **made)
            decide.open_vote(store, "v1", by="f1", now=now)
        cast(begin, token, "tram")


def test_a_backup_after_the_opening_holds_no_sealed_ballot(voting, address, elsewhere, now):
    begin, shares, _, _ = voting
    close(begin, now)
    unseal(begin, shares, now)
    backup = through_a_file(take_backup(address, now=now))
    assert (backup.votes, backup.locked) == ((), None)
    restore_backup(elsewhere, backup)
    with open_store(elsewhere) as other, other.reading() as store:
        assert store.sealed("v1") == {}
        assert store.signing_key("v1") is None
        assert publish.vote_document(store, "v1")["cast"] == 2


def test_an_old_backup_does_not_bring_a_purged_urn_back(voting, address, elsewhere, now):
    """With the key destroyed nobody opens it; and while it is there, a noted digest refuses it."""
    begin, shares, _, _ = voting
    backup = through_a_file(take_backup(address, now=now, key=KEY))
    close(begin, now)
    unseal(begin, shares, now)
    with begin() as store:
        sealed.purge_urn(store, "v1", by="f1", now=now)
    with pytest.raises(InvalidInputError, match="once they are purged, that key is destroyed"):
        restore_backup(elsewhere, backup)
    with pytest.raises(InvalidInputError, match="made before that entry was noted"):
        restore_backup(elsewhere, backup, key=KEY, noted=[last_digest(begin)])
    restore_backup(elsewhere, backup, without_urns=True)
    with open_store(elsewhere) as other, other.reading() as store:
        assert store.sealed("v1") == {}


def test_the_shares_and_a_forgotten_backup_show_no_ballot(voting, address, now):
    """What the purge is for: the sealed ballots are in no file that opens with the shares."""
    begin, _, _, _ = voting
    with begin.reading() as store:
        ballots, signing = store.sealed("v1"), store.signing_key("v1")
    data = encode_backup(take_backup(address, now=now, key=KEY))
    assert [*ballots] != []
    for slot, ballot in ballots.items():
        assert slot.encode() not in data
        assert b64encode(ballot) not in data
    assert b64encode(signing.private) not in data
