"""The test vectors of the urn, which another program made from the reference page alone.

That program is ``tests/urn/twin.py``. Whoever writes a third can check it with the same file.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from shamir_mnemonic import combine_mnemonics

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Inclusion, OpeningKey, SigningKey, Verdict
from deliberation.urn.faults import DEAR, UNOPENED
from deliberation.urn.shares import identifier_of
from deliberation.voting import Spoiled
from tests.urn import hpke, slip39, twin

FILE = Path(__file__).parent / "urn.json"
VECTORS: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
URNS: list[dict[str, Any]] = VECTORS["urns"]

each_urn = pytest.mark.parametrize("vector", URNS, ids=lambda vector: vector["document"]["kind"])


def opening_key(vector: dict[str, Any]) -> OpeningKey:
    return OpeningKey(X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["private"])))


def sealed_of(vector: dict[str, Any]) -> dict[str, bytes]:
    return {one["slot"]: bytes.fromhex(one["sealed"]) for one in vector["cast"]}


def test_the_twin_makes_the_file() -> None:
    assert twin.vectors() == VECTORS


def test_every_kind_of_ballot_and_every_split_is_there() -> None:
    assert {vector["document"]["kind"] for vector in URNS} == {
        *("ranking", "weak ranking", "approval", "scores", "grades", "credits")
    }
    assert {vector["document"]["split"] for vector in URNS} == set(urn.Split)
    reasons = {reason for vector in URNS for reason in vector["count"]["spoiled"]}
    elsewhere = {UNOPENED, DEAR}  # in the part "altered"; and by the vote's own options
    assert reasons == {*urn.REASONS} - elsewhere


@each_urn
def test_the_document_and_the_length(vector: dict[str, Any]) -> None:
    box = urn.decode_urn(vector["document"])
    assert urn.encode_urn(box) == vector["document"]
    assert urn.urn_digest(box) == vector["digest"]
    assert [*urn.urn_words(box)] == vector["words"]
    assert box.terms.length == vector["length"]
    assert box.key == opening_key(vector).public
    assert box.receipts == SigningKey(bytes.fromhex(vector["signing"])).public


@each_urn
def test_the_shares(vector: dict[str, Any]) -> None:
    """Joined by us, by the twin, and by the front of the standard's own library."""
    box = urn.decode_urn(vector["document"])
    shares = [urn.read_share(text, box) for text in vector["shares"]]
    assert tuple(share.holder for share in shares) == box.split.holders
    assert [share.qr for share in shares] == vector["shares"]
    private = bytes.fromhex(vector["private"])
    assert urn.join(shares, box).private.private_bytes_raw() == private
    first = [" ".join(share.words) for share in shares[-box.split.needed :]]
    assert slip39.joined(first) == (identifier_of(box.key), private)
    assert combine_mnemonics(first) == private


def test_the_twin_joins_what_the_library_split() -> None:
    private = bytes(range(32))
    for split in urn.Split:
        shares = [" ".join(share.words) for share in urn.split_key(private, "v", split)]
        assert slip39.joined(shares[: split.needed])[1] == private


@each_urn
def test_the_seals(vector: dict[str, Any]) -> None:
    """What the twin sealed with a known ephemeral key; what we seal, the twin opens."""
    box, private = urn.decode_urn(vector["document"]), bytes.fromhex(vector["private"])
    for one in vector["cast"]:
        sealed, info = bytes.fromhex(one["sealed"]), urn.info_of(box.vote_id, one["slot"])
        plain = one["ballot"].encode().ljust(vector["length"])
        assert hpke.seal(plain, box.key, info, bytes.fromhex(one["ephemeral"])) == sealed
        opened = urn.unseal(sealed, box, slot=one["slot"], key=opening_key(vector))
        if isinstance(opened, Spoiled):
            assert opened.reason in vector["count"]["spoiled"]
            continue
        ballot, phrase = opened
        assert urn.encode(ballot, phrase).decode() == one["ballot"]
        ours = urn.seal(ballot, box, slot=one["slot"], phrase=phrase)
        assert len(ours) == len(sealed) == box.sealed_length
        assert hpke.unseal(ours, private, info) == plain


@each_urn
def test_the_receipts(vector: dict[str, Any]) -> None:
    box, board = urn.decode_urn(vector["document"]), urn.decode_board(vector["board"]["document"])
    signing = SigningKey(bytes.fromhex(vector["signing"]))
    for one in vector["cast"]:
        sealed, slot = bytes.fromhex(one["sealed"]), one["slot"]
        receipt = urn.sign_receipt(sealed, box, slot=slot, signing=signing)
        assert receipt.code == one["receipt"]
        assert receipt.entry.name.hex() == one["name"]
        assert urn.read_receipt(one["receipt"]) == receipt
        assert urn.check_receipt(receipt, box, board, slot=slot) is Verdict.FINE


@each_urn
def test_the_board_and_its_proofs(vector: dict[str, Any]) -> None:
    board = urn.board_of(vector["document"]["vote"], sealed_of(vector))
    assert urn.encode_board(board) == vector["board"]["document"]
    assert [*board.words] == vector["board"]["words"]
    for index, (entry, path) in enumerate(zip(board.entries, vector["proofs"], strict=True)):
        proof = Inclusion(index, board.size, tuple(map(bytes.fromhex, path)))
        assert urn.prove(board, entry) == proof
        assert urn.is_proven(entry, proof, board.root)


@each_urn
def test_the_count(vector: dict[str, Any]) -> None:
    box, board = urn.decode_urn(vector["document"]), urn.decode_board(vector["board"]["document"])
    opened = urn.open_urn(sealed_of(vector), box, board=board, key=opening_key(vector))
    assert vector["count"] == {
        "ballots": [[urn.encode(b).decode(), n] for b, n in opened.profile.counts.items()],
        "spoiled": dict(opened.profile.spoiled),
        "phrases": [[phrase, urn.encode(ballot).decode()] for phrase, ballot in opened.phrases],
    }
    assert opened.rehearsal == (vector["document"]["split"] == "rehearsal")


@pytest.mark.parametrize("forged", VECTORS["altered"]["sealed"], ids=lambda forged: forged["how"])
def test_what_was_altered_does_not_open(forged: dict[str, Any]) -> None:
    vector = URNS[forged["urn"]]
    box, sealed = urn.decode_urn(vector["document"]), bytes.fromhex(forged["sealed"])
    opened = urn.unseal(sealed, box, slot=forged["slot"], key=opening_key(vector))
    assert opened == Spoiled(UNOPENED)


@pytest.mark.parametrize("forged", VECTORS["altered"]["receipts"], ids=lambda forged: forged["how"])
def test_what_was_forged_is_not_signed(forged: dict[str, Any]) -> None:
    box = urn.decode_urn(URNS[0]["document"])
    assert not urn.is_signed(urn.read_receipt(forged["receipt"]), box)


def test_the_hpke_of_the_standard_is_in_the_file() -> None:
    given = {name: bytes.fromhex(value) for name, value in VECTORS["hpke"].items()}
    sealed = hpke.seal(
        given["plain"], given["public"], given["info"], given["ephemeral"], given["aad"]
    )
    assert sealed == given["enc"] + given["ciphertext"]


def test_a_file_that_says_something_else_would_be_noticed() -> None:
    """The vectors can fail: another vote's board is not that of these ballots."""
    first = URNS[0]
    assert urn.encode_board(urn.board_of("other", sealed_of(first))) != first["board"]["document"]
    with pytest.raises(InvalidInputError):
        urn.decode_urn(first["document"] | {"key": first["document"]["key"][:-1]})
