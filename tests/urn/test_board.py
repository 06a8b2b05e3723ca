"""The board is the same for everybody, whoever cast first, and proves what is on it."""

import hmac
from hashlib import sha256
from random import Random

import pytest
from shamir_mnemonic.wordlist import WORDLIST

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Board, Entry, NewUrn
from tests.urn.conftest import slot


def test_the_root_is_worked_out_by_hand() -> None:
    """Three entries whose leaves are sorted here: SHA-256 and nothing else."""
    members = ["ann", "bo", "cy"]
    sealed = {slot(member): member.encode() for member in members}
    leaves = []
    for member in members:
        name = hmac.new(
            bytes.fromhex(slot(member)), b"deliberation urn 1\x1fname\x1flamps", "sha256"
        ).digest()
        leaves.append(sha256(b"\0" + name + sha256(member.encode()).digest()).digest())
    a, b, c = sorted(leaves)
    root = sha256(b"\1" + sha256(b"\1" + a + b).digest() + c).digest()
    board = urn.board_of("lamps", sealed)
    assert [*board.leaves] == [a, b, c]
    assert board.root == root
    assert board.size == 3
    number = int.from_bytes(root[:10], "big")
    assert [WORDLIST.index(word) for word in board.words] == [
        number // 1024**power % 1024 for power in (7, 6, 5, 4, 3, 2, 1, 0)
    ]


def test_the_order_of_casting_leaves_no_trace(kept: dict[str, bytes]) -> None:
    board = urn.board_of("lamps", kept)
    for seed in range(5):
        shuffled = [*kept.items()]
        Random(seed).shuffle(shuffled)
        assert urn.board_of("lamps", dict(shuffled)) == board


@pytest.mark.parametrize("voters", [1, 2, 3, 40])
def test_every_ballot_is_proven_by_the_root_alone(voters: int) -> None:
    sealed = {slot(str(n)): bytes([n]) for n in range(voters)}
    board = urn.board_of("lamps", sealed)
    for one, ballot in sealed.items():
        entry = urn.entry_of("lamps", one, ballot)
        proof = urn.prove(board, entry)
        assert urn.is_proven(entry, proof, board.root)
        other = urn.entry_of("lamps", one, ballot + b"x")
        assert not urn.is_proven(other, proof, board.root)


def test_what_is_not_on_the_board_has_no_proof(kept: dict[str, bytes]) -> None:
    board = urn.board_of("lamps", kept)
    with pytest.raises(InvalidInputError, match="this ballot is not on the board"):
        urn.prove(board, urn.entry_of("lamps", slot("dee"), b"x"))


def test_an_urn_in_which_nobody_voted_has_a_board() -> None:
    board = urn.board_of("lamps", {})
    assert (board.size, board.root) == (0, sha256(b"").digest())


def test_a_slot_has_one_ballot() -> None:
    name = bytes(32)
    with pytest.raises(InvalidInputError, match="has 2 ballots; a slot has one"):
        Board("lamps", [Entry(name, bytes(32)), Entry(name, b"\1" * 32)])
    with pytest.raises(InvalidInputError, match="has 2 ballots; a slot has one"):
        Board("lamps", [Entry(name, bytes(32)), Entry(name, bytes(32))])


@pytest.mark.parametrize(("name", "ballot"), [(b"", b"x" * 64), (b"x" * 32, b"x" * 31)])
def test_an_entry_has_one_length(name: bytes, ballot: bytes) -> None:
    with pytest.raises(InvalidInputError, match="each of 32 bytes"):
        Entry(name, ballot)


def test_a_slot_has_another_name_in_each_vote() -> None:
    assert urn.blinded("lamps", slot("ann")) != urn.blinded("benches", slot("ann"))


def test_both_documents_are_read_back(opened: NewUrn, kept: dict[str, bytes]) -> None:
    assert urn.decode_urn(urn.encode_urn(opened.urn)) == opened.urn
    board = urn.board_of("lamps", kept)
    assert urn.decode_board(urn.encode_board(board)) == board
