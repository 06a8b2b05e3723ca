"""A receipt proves that a ballot was cast, and whatever was altered in it is noticed."""

from dataclasses import replace

import pytest

from deliberation import urn
from deliberation.errors import InvalidInputError
from deliberation.urn import Entry, NewUrn, Receipt, Split, Urn, Verdict
from deliberation.urn.receipt import LABEL
from deliberation.voting import Ranking
from tests.urn.conftest import LAMPS, chance, slot

BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"


@pytest.fixture
def receipt(opened: NewUrn, kept: dict[str, bytes]) -> Receipt:
    return receipt_of("ann", opened, kept)


def receipt_of(member: str, opened: NewUrn, kept: dict[str, bytes]) -> Receipt:
    sealed = kept[slot(member)]
    return urn.sign_receipt(sealed, opened.urn, slot=slot(member), signing=opened.signing)


def test_an_honest_receipt_is_fine(box: Urn, kept: dict[str, bytes], receipt: Receipt) -> None:
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(receipt, box, board) is Verdict.FINE
    assert urn.check_receipt(receipt, box, board, slot=slot("ann")) is Verdict.FINE
    assert urn.is_signed(receipt, box)


def test_asking_again_gives_the_same_receipt(
    opened: NewUrn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    assert receipt_of("ann", opened, kept) == receipt


def test_somebody_elses_receipt_is_not_mine(
    box: Urn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(receipt, box, board, slot=slot("bo")) is Verdict.NOT_MINE


def test_a_ballot_that_was_dropped_is_signed_and_missing(
    box: Urn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    del kept[slot("ann")]
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(receipt, box, board, slot=slot("ann")) is Verdict.MISSING


def test_a_ballot_that_was_replaced_is_told_from_one_that_is_missing(
    box: Urn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    kept[slot("ann")] = urn.seal(Ranking(("bench",)), box, slot=slot("ann"))
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(receipt, box, board, slot=slot("ann")) is Verdict.REPLACED


def test_one_receipt_cannot_stand_for_two_voters(opened: NewUrn, kept: dict[str, bytes]) -> None:
    """The clash: Bo's vote is dropped, and Bo is given a receipt for Ann's ballot.

    Either it names Ann's slot, or it names Bo's, and then no leaf stands for it.
    """
    anns = receipt_of("ann", opened, kept)
    sealed = kept[slot("ann")]
    bos = urn.sign_receipt(sealed, opened.urn, slot=slot("bo"), signing=opened.signing)
    del kept[slot("bo")]
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(anns, opened.urn, board, slot=slot("bo")) is Verdict.NOT_MINE
    assert urn.check_receipt(bos, opened.urn, board, slot=slot("bo")) is Verdict.MISSING


def test_another_urns_receipt_is_not_signed(opened: NewUrn, kept: dict[str, bytes]) -> None:
    other = urn.new_urn(LAMPS, split=Split.REHEARSAL, random_bytes=chance("other"))
    sealed = kept[slot("ann")]
    forged = urn.sign_receipt(sealed, other.urn, slot=slot("ann"), signing=other.signing)
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(forged, opened.urn, board) is Verdict.NOT_SIGNED


def test_a_receipt_moved_to_another_vote_is_not_signed(
    box: Urn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    """Even where both votes have one signing key, because the signature covers the vote."""
    moved = replace(receipt, vote_id="lamp")
    other = replace(box, terms=replace(LAMPS, vote_id="lamp"))
    board = urn.board_of("lamps", kept)
    assert urn.check_receipt(moved, box, board) is Verdict.NOT_SIGNED
    assert urn.check_receipt(moved, other, urn.board_of("lamp", kept)) is Verdict.NOT_SIGNED


def test_every_altered_byte_of_a_receipt_is_noticed(
    box: Urn, kept: dict[str, bytes], receipt: Receipt
) -> None:
    board = urn.board_of("lamps", kept)
    for mask in (0x01, 0x80, 0xFF):
        for i in range(32):
            name, ballot = receipt.entry.name, receipt.entry.ballot
            for entry in (
                Entry(name[:i] + bytes([name[i] ^ mask]) + name[i + 1 :], ballot),
                Entry(name, ballot[:i] + bytes([ballot[i] ^ mask]) + ballot[i + 1 :]),
            ):
                forged = replace(receipt, entry=entry)
                assert urn.check_receipt(forged, box, board) is Verdict.NOT_SIGNED
        for i in range(64):
            signature = bytearray(receipt.signature)
            signature[i] ^= mask
            forged = replace(receipt, signature=bytes(signature))
            assert urn.check_receipt(forged, box, board) is Verdict.NOT_SIGNED


def test_every_altered_character_of_the_code_is_noticed(box: Urn, receipt: Receipt) -> None:
    code = receipt.code
    for place, was in enumerate(code):
        for character in BASE32 if place % 7 == 0 or place > len(code) - 3 else "A7?":
            if character != was:
                assert not _holds(code[:place] + character + code[place + 1 :], box)
        assert not _holds(code[:place] + code[place + 1 :], box)
    assert not _holds(code + "A", box)
    assert not _holds(code[len(LABEL) :], box)
    assert _holds(code, box)


def _holds(text: str, box: Urn) -> bool:
    """Whether the text is a receipt, and one that the urn signed."""
    try:
        return urn.is_signed(urn.read_receipt(text), box)
    except InvalidInputError:
        return False


def test_a_code_is_read_back_in_any_case_and_broken_into_lines(receipt: Receipt) -> None:
    code = receipt.code
    assert urn.read_receipt(code) == receipt
    assert urn.read_receipt(f" {code[:40].lower()}\n{code[40:]}\t") == receipt


def test_a_letter_that_only_looks_like_one_of_ours_is_refused(receipt: Receipt) -> None:
    """The capital of the dotless i is our I."""
    with pytest.raises(InvalidInputError, match="this is no receipt"):
        urn.read_receipt(receipt.code.replace("I", "ı", 1))


def test_a_code_fits_the_small_alphabet_of_qr_codes(receipt: Receipt) -> None:
    """Capital letters, digits and a colon: 5.5 bits a character."""
    assert set(receipt.code) <= set(BASE32 + ":")
    assert len(receipt.code) == len(LABEL) + -(-8 * (128 + len("lamps")) // 5)


@pytest.mark.parametrize("text", ["", "RECEIPT:", "receipt", "RECEIPT:é", "RECEIPT:" + "A" * 300])
def test_what_is_no_receipt_is_refused_in_a_sentence(text: str, box: Urn) -> None:
    with pytest.raises(InvalidInputError, match="this is no receipt"):
        urn.read_receipt(text)


def test_a_receipt_tells_no_slot_and_no_choice(
    kept: dict[str, bytes], opened: NewUrn, receipt: Receipt
) -> None:
    """Ballots of two members who said the same have receipts with nothing in common."""
    assert bytes.fromhex(slot("ann")) not in receipt.entry.name + receipt.entry.ballot
    same = urn.seal(Ranking(("trees", "lamps")), opened.urn, slot=slot("bo"))
    other = urn.sign_receipt(same, opened.urn, slot=slot("bo"), signing=opened.signing)
    assert other.entry.ballot != receipt.entry.ballot
    assert other.entry.name != receipt.entry.name


def test_a_key_signs_for_its_own_urn_only(box: Urn) -> None:
    other = urn.new_urn(LAMPS, split=Split.REHEARSAL, random_bytes=chance("other"))
    with pytest.raises(InvalidInputError, match="signs the receipts of another urn"):
        urn.sign_receipt(b"", box, slot=slot("ann"), signing=other.signing)


def test_a_receipt_is_not_looked_for_on_another_board(box: Urn, receipt: Receipt) -> None:
    with pytest.raises(InvalidInputError, match="this is the board of the vote 'other'"):
        urn.check_receipt(receipt, box, urn.board_of("other", {}))


@pytest.mark.parametrize(("vote", "length"), [("a b", 64), ("", 64), ("lamps", 63)])
def test_a_malformed_receipt_cannot_be_made(vote: str, length: int) -> None:
    with pytest.raises(InvalidInputError, match="malformed"):
        Receipt(vote, Entry(bytes(32), bytes(32)), bytes(length))
