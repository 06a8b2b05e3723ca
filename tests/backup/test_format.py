"""The file of a backup: written and read, and refused wherever it was damaged or altered."""

import json
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deliberation.backup import (
    Backup,
    BackupKey,
    Contents,
    Table,
    back_up,
    contents,
    decode_backup,
    decode_key,
    encode_backup,
    encode_key,
    new_key,
)
from deliberation.backup.backup import bound_to
from deliberation.errors import BrokenLedgerError, InvalidInputError
from deliberation.record.ledger import following

NOW = datetime(2026, 3, 14, 20, 0, tzinfo=UTC)
KEY = new_key(Random(5).randbytes)
OTHER = new_key(Random(6).randbytes)
SIGNING, SEALED = bytes(range(32)), bytes(range(100, 180))


def base64(data: bytes) -> str:
    return b64encode(data).decode()


def ledger_rows():
    first = following(
        None,
        "assembly",
        {"id": "a1", "title": "T", "question": "Q", "at": "2026-03-01T00:00:00Z"},
    )
    second = following(first, "cards", {"issued": 3, "revoked": 0})
    return tuple(("a1", e.index, e.kind, e.payload, e.previous, e.digest) for e in (first, second))


def found(*, tied=None) -> Contents:
    """What a database with one sealed vote keeps; *tied* where its urn was opened."""
    opening = () if tied is None else (("v1", "fill seat 1" if tied else ""),)
    ledger = dict.fromkeys(("kind", "previous", "digest"), "text")
    columns = {"assembly_id": "text", "index": "whole", "kind": "text", "payload": "json"}
    return Contents(
        "0006",
        (
            Table("assembly", {"id": "text", "created": "moment"}, (("a1", NOW.isoformat()),)),
            Table("vote", {"id": "text", "title": "text"}, (("v1", "Søer"), ("v2", "B"))),
            Table("ledger", columns | ledger, ledger_rows()),
            Table("sealed_ballot", {"vote_id": "text", "sealed": "bytes"},
                  (("v1", base64(SEALED)),)),
            Table("urn", {"vote_id": "text", "signing": "bytes", "document": "json"},
                  (("v1", base64(SIGNING), {"b": 1.5, "a": None}), ("v2", None, {}))),
            Table("opening", {"vote_id": "text", "decision": "text"}, opening),
        ),
    )  # fmt: skip


def again(data: bytes, *, key=KEY, **options) -> Contents:
    return contents(decode_backup(data), key=key, **options)


def sealed_again(lines: list[bytes]) -> bytes:
    """A backup of other lines whose digest is right."""
    content = b"".join(line + b"\n" for line in lines)
    return content + json.dumps(
        {"sha256": sha256(content).hexdigest()}, separators=(",", ":")
    ).encode() + b"\n"  # fmt: skip


@pytest.fixture(scope="module")
def data() -> bytes:
    return encode_backup(back_up(found(), taken=NOW, key=KEY))


def test_what_was_backed_up_comes_back(data):
    assert again(data) == found()
    assert decode_backup(data).taken == NOW
    assert decode_backup(data).votes == ("v1",)


def test_equal_contents_without_urns_are_equal_bytes():
    made = [encode_backup(back_up(found(tied=[]), taken=NOW, key=key)) for key in (KEY, None)]
    assert made[0] == made[1]


def test_neither_sealed_ballots_nor_their_keys_stand_in_the_file(data):
    for secret in (SIGNING, SEALED, KEY.private):
        for written in (secret, secret.hex().encode(), base64(secret).encode().rstrip(b"=")):
            assert written not in data
    locked = decode_backup(data).locked
    assert SIGNING not in locked
    assert SEALED not in locked


def test_the_file_of_the_key_holds_no_ballot_and_no_signing_key():
    document = encode_key(KEY)
    assert document == {"format": "deliberation backup key 1", "private": KEY.private.hex()}
    assert decode_key(document) == KEY


@pytest.mark.parametrize(
    "document",
    [
        *({}, {"format": "deliberation backup key 1"}, {"private": "00" * 32}),
        {"format": "deliberation backup key 1", "private": "00" * 31},
        {"format": "deliberation backup key 1", "private": "0G" * 32},
        {"format": "deliberation backup key 1", "private": 7},
    ],
)
def test_another_file_is_no_key(document):
    with pytest.raises(InvalidInputError, match="no key of a backup"):
        decode_key(document)


def test_a_key_of_another_length_is_refused():
    with pytest.raises(InvalidInputError, match="32 bytes"):
        BackupKey(b"short")


@pytest.mark.parametrize("key", [None, OTHER])
def test_urns_open_only_with_their_key(data, key):
    with pytest.raises(InvalidInputError, match="the urns of v1 need"):
        again(data, key=key)


def test_without_urns_the_rest_comes_back_without_ballots_and_keys(data):
    rest = again(data, key=None, without_urns=True)
    assert [*rest.records("sealed_ballot")] == []
    assert [urn["signing"] for urn in rest.records("urn")] == [None, None]
    assert [*rest.records("ledger")] == [*found().records("ledger")]


def test_urns_that_were_left_out_are_asked_for_in_vain():
    data = encode_backup(back_up(found(), taken=NOW, key=None))
    with pytest.raises(InvalidInputError, match="made without the urns of v1"):
        again(data)
    assert [*again(data, without_urns=True).records("sealed_ballot")] == []


def test_ballots_of_a_vote_that_is_decided_are_in_no_backup():
    for key in (KEY, None):
        made = back_up(found(tied=[]), taken=NOW, key=key)
        assert (made.votes, made.locked) == ((), None)
        assert [*made.clear.records("sealed_ballot")] == []
        assert [urn["signing"] for urn in made.clear.records("urn")] == [None, None]


def test_ballots_that_a_tie_needs_again_are():
    made = back_up(found(tied=["a", "b"]), taken=NOW, key=KEY)
    assert made.votes == ("v1",)
    assert contents(made, key=KEY) == found(tied=["a", "b"])


def test_tables_from_before_there_were_urns_have_none():
    old = Contents("0005", found().tables[:3])
    assert contents(back_up(old, taken=NOW, key=None), key=None) == old


def test_every_byte_that_is_altered_is_noticed(data):
    for place in range(0, len(data), 3):
        altered = data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
        with pytest.raises(InvalidInputError):
            decode_backup(altered)


def test_a_file_that_is_cut_off_anywhere_is_noticed(data):
    for end in range(len(data)):
        with pytest.raises(InvalidInputError):
            decode_backup(data[:end])


@given(st.binary(max_size=200))
def test_any_other_file_is_no_backup(other):
    with pytest.raises(InvalidInputError):
        decode_backup(other)


@given(st.binary(max_size=200))
def test_nor_is_one_that_only_begins_and_ends_like_one(middle):
    first = b'{"format":"deliberation backup 1","taken":"2026-03-14T20:00:00+00:00",'
    for line in (first + middle, first + b'"revision":"0006","urns":[],"lock":null}\n' + middle):
        with pytest.raises(InvalidInputError):
            decode_backup(sealed_again([line]))


def test_each_line_that_is_missing_doubled_or_moved_is_noticed(data):
    """Even where the digest is made right, by whoever edits the file."""
    lines = data.splitlines()[:-1]
    for place in range(len(lines)):
        without = lines[:place] + lines[place + 1 :]
        doubled = lines[: place + 1] + lines[place:]
        for edited in (without, doubled):
            with pytest.raises((InvalidInputError, BrokenLedgerError)):
                again(sealed_again(edited))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"title":"T"', b'"title":"U"'),  # a payload
        (b'"issued":3', b'"issued":4'),
        (b'["a1",1,"cards"', b'["a1",2,"cards"'),
    ],
)
def test_a_ledger_that_was_edited_is_broken(data, before, after):
    assert before in data
    with pytest.raises(BrokenLedgerError):
        again(sealed_again(data.replace(before, after).splitlines()[:-1]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'["v2","B"]', b'["v2","C"]'),
        (b'"taken":"2026-03-14T20:00:00', b'"taken":"2026-03-14T21:00:00'),
        (b'"revision":"0006"', b'"revision":"0005"'),
        (b'"urns":["v1"]', b'"urns":["v2"]'),
    ],
)
def test_locked_urns_do_not_open_beside_anything_else(data, before, after):
    assert before in data
    with pytest.raises(InvalidInputError, match="do not open with this key"):
        again(sealed_again(data.replace(before, after).splitlines()[:-1]))


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b"backup 1", b"backup 2", "newer version"),
        (b'"taken":"2026-', b'"taken":"26-', "written as backups"),
        (b'"revision":"0006"', b'"revision":"../6"', "written as backups"),
        (b'"urns":["v1"]', b'"urns":[1]', "written as backups"),
        (b'"lock":"', b'"lock":"00', "written as backups"),
        (b'"lock":"', b'"luck":"', "written as backups"),
        (b'{"locked":"', b'{"locked":"*', "written as backups"),
        (b'"columns":{"id":"text"', b'"columns":{"id":"words"', "is none"),
        (b'"columns":{"id":"text"', b'"columns":{"id":"whole"', "does not fit"),
        (b'"table":"vote"', b'"table":"vo te"', "no names"),
        (b'"table":"vote"', b'"table":"assembly"', "share a name"),
        (b'["v2","B"]', b'["v2","B",1]', "does not fit"),
        (b'["v2","B"]', b'["v2", "B"]', "written as backups"),
        (b'["v2","B"]', b'{"v2":"B"}', "written as backups"),
        (b'["v2","B"]', b'["v2",NaN]', "written as backups"),
        (b'"rows":2', b'"rows":-2', "written as backups"),
        (b'"rows":2', b'"rows":200', "written as backups"),
        (b'"2026-03-14T20:00:00+00:00"]', b'"2026-03-14T20:00:00"]', "does not fit"),
    ],
)
def test_what_is_written_in_another_way_is_refused(data, before, after, reason):
    assert before in data
    edited = sealed_again(data.replace(before, after, 1).splitlines()[:-1])
    with pytest.raises(InvalidInputError, match=reason):
        decode_backup(edited)


def test_urns_of_other_votes_are_refused_although_they_open(data):
    """Whoever knows the public half can lock anything."""
    made = decode_backup(data)
    for votes in (("v1", "v3"), ("v3",)):
        claimed = replace(made, votes=votes)
        forged = _locked_anew(claimed, '["v3","AAAA"]')
        with pytest.raises(InvalidInputError, match="not those of its votes"):
            contents(forged, key=KEY)


def test_what_is_locked_and_no_urn_is_refused(data):
    made = decode_backup(data)
    for own in (b"\xff\xfe", b"{}", b'{"table":"vote","columns":{},"rows":0}\n'):
        with pytest.raises(InvalidInputError):
            contents(replace(made, locked=KEY.lock(own, bound=bound_to(made))), key=KEY)


def test_a_backup_older_than_what_was_noted_is_refused(data):
    digests = [row[-1] for row in ledger_rows()]
    assert again(data, noted=[digests[0], digests[1].upper()]) == found()
    with pytest.raises(InvalidInputError, match="made before that entry was noted"):
        again(data, noted=[digests[0], "0" * 64])


def _locked_anew(backup: Backup, key_row: str) -> Backup:
    """The same with another signing key, and no ballot, in its urns."""
    own = (
        '{"table":"urn_key","columns":{"vote_id":"text","signing":"bytes"},"rows":1}\n'
        f"{key_row}\n"
        '{"table":"sealed_ballot","columns":{"vote_id":"text","sealed":"bytes"},"rows":0}\n'
    )
    return replace(backup, locked=KEY.lock(own.encode(), bound=bound_to(backup)))


def test_ballots_of_a_vote_that_was_given_up_are_in_no_backup():
    tables = {table.name: table for table in found().tables}
    reason = {"vote": "v1", "reason": "the shares are lost", "at": "2026-03-14T21:00:00Z"}
    row = ("a1", 2, "abandoned", reason, "", "")
    tables["ledger"] = tables["ledger"].with_rows((*tables["ledger"].rows, row))
    made = back_up(Contents("0006", tuple(tables.values())), taken=NOW, key=KEY)
    assert (made.votes, made.locked) == ((), None)
    assert [*made.clear.records("sealed_ballot")] == []
