"""The chain: what follows from what, and where it is broken."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.errors import BrokenLedgerError, InvalidInputError
from deliberation.record.kinds import DOCUMENTS, KINDS, written
from deliberation.record.ledger import (
    GENESIS,
    check_chain,
    check_documents,
    encode_ledger,
    following,
)


def chain(length):
    """Entries that follow from one another; the payloads tell them apart."""
    entries = []
    for number in range(length):
        payload = {"issued": number, "revoked": 0}
        entries.append(following(entries[-1] if entries else None, "cards", payload))
    return entries


def test_the_digests_are_those_of_the_bytes_that_the_page_describes():
    """Written out by hand, and hashed here without the package."""
    first, second = chain(2)
    written_out = (
        b'{"index":0,"kind":"cards","payload":{"issued":0,"revoked":0},"previous":"'
        + b"0" * 64
        + b'"}'
    )
    assert first.previous == GENESIS
    assert first.digest == sha256(written_out).hexdigest()
    written_out = (
        b'{"index":1,"kind":"cards","payload":{"issued":1,"revoked":0},"previous":"'
        + first.digest.encode()
        + b'"}'
    )
    assert second.digest == sha256(written_out).hexdigest()


def test_an_honest_chain_passes_and_an_empty_one_too():
    check_chain(chain(5))
    check_chain([])


def first_broken(entries):
    with pytest.raises(BrokenLedgerError) as error:
        check_chain(entries)
    return error.value.index


@given(st.integers(1, 8), st.data())
def test_whatever_is_done_to_a_chain_is_named_where_it_begins(length, data):
    entries = chain(length)
    place = data.draw(st.integers(0, length - 1))
    before, entry, after = entries[:place], entries[place], entries[place + 1 :]
    if after:  # an end that was cut off is no broken chain: its digest must have been noted
        assert first_broken([*before, *after]) == place
        assert first_broken([*before, after[0], entry, *after[1:]]) == place
    assert first_broken([*before, entry, entry, *after]) == place + 1
    for change in (
        {"index": length},
        {"kind": "count"},
        {"payload": {"issued": place, "revoked": 1}},
        {"previous": "1" * 64},
        {"digest": "1" * 64},
    ):
        assert first_broken([*before, replace(entry, **change), *after]) == place


def test_an_entry_that_was_altered_and_sealed_again_breaks_the_next():
    first, second, third = chain(3)
    forged = following(first, "cards", {"issued": 9, "revoked": 0})
    assert first_broken([first, forged, third]) == 2
    assert second.digest != forged.digest


def test_the_document_of_a_ledger_is_refused_where_the_chain_is_broken():
    entries = chain(3)
    assert [entry["index"] for entry in encode_ledger(entries)["entries"]] == [0, 1, 2]
    with pytest.raises(BrokenLedgerError):
        encode_ledger(entries[1:])


def test_a_document_other_than_the_one_that_was_sealed_is_named_by_its_entry():
    draft = {"format": "deliberation vote 1", "id": "v1"}
    sealed = sha256(b'{"format":"deliberation vote 1","id":"v1"}').hexdigest()
    entries = [*chain(2)]
    entries.append(following(entries[-1], "count", {"vote": "v1", "document": sealed}))
    check_documents(entries, {"votes/v1.json": draft})
    check_documents(entries, {"votes/v2.json": {}})  # about this one nothing is said
    with pytest.raises(BrokenLedgerError) as error:
        check_documents(entries, {"votes/v1.json": draft | {"cast": 7}})
    assert error.value.index == 2


@pytest.mark.parametrize(
    ("kind", "payload", "words"),
    [
        ("cast", {"vote": "v1"}, "no entries of the kind 'cast'"),
        ("cards", {"issued": 1}, "holds exactly issued, revoked"),
        ("cards", {"issued": 1, "revoked": 0, "by": "Anna"}, "holds exactly issued, revoked"),
        ("cards", {"issued": True, "revoked": 0}, "True is no number"),
        ("cards", {"issued": -1, "revoked": "0"}, "-1 is no number.*'0' is no number"),
        ("vote", {"vote": 1, "terms": "0" * 64}, "1 is no text"),
        ("vote", {"vote": "v1", "terms": "0" * 63}, "is no digest"),
        ("vote", {"vote": "v1", "terms": "A" * 64}, "is no digest"),
        ("correction", {"entry": 0, "reason": "", "at": "2026-03-14 19:30"}, "is no moment"),
    ],
)
def test_an_entry_says_what_its_kind_says_and_no_more(kind, payload, words):
    with pytest.raises(InvalidInputError, match=words):
        following(None, kind, payload)


def test_no_kind_has_a_place_for_a_voter_or_for_the_moment_of_a_ballot():
    """A new name here is a decision: ask what it tells about a voter."""
    names = {name for fields in KINDS.values() for name in fields}
    assert names == {
        *("id", "title", "question", "at", "people", "quotas", "commitment", "document", "seed"),
        *("issued", "revoked", "vote", "terms", "cards", "roll", "ballots", "entry", "reason"),
        *("key", "root", "words", "leaves", "counted", "spoiled", "mode"),
        *("act", "of", "roles"),  # what two of the team did: to which vote, and to no card
    }
    assert all("document" in KINDS[kind] for kind in DOCUMENTS)


def test_a_moment_is_written_in_utc_to_the_second():
    there = timezone(timedelta(hours=2))
    assert written(datetime(2026, 6, 1, 0, 5, 9, 999, tzinfo=there)) == "2026-05-31T22:05:09Z"
