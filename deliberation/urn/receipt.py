"""The receipt: signed when a ballot was kept, it proves that one was cast, and never what it says.

Source: R. Küsters, T. Truderung & A. Vogt, "Clash Attacks on the Verifiability of E-Voting
Systems" (2012), for why it names the slot: a receipt handed to two voters is found by the one whose
slot it does not name.
"""

from __future__ import annotations

from base64 import b32decode, b32encode
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import canonical
from deliberation.urn.board import HASH, Board, Entry, blinded, entry_of
from deliberation.urn.keys import SigningKey
from deliberation.urn.terms import VOTE_ID
from deliberation.urn.urn import Urn

FORMAT: Final = "deliberation receipt 1"
LABEL: Final = "RECEIPT:"
SIGNATURE: Final = 64  # bytes


class Verdict(StrEnum):
    """What a receipt turns out to be."""

    FINE = "fine"
    """Signed by this urn, and its ballot is on the board."""

    REPLACED = "replaced"
    """Signed by this urn, and another ballot of the same slot is on the board: as it must be if its
    voter voted again, and a fault if not."""

    MISSING = "signed and missing"
    """Signed by this urn, and its slot is not on the board: the receipt proves a fault."""

    NOT_MINE = "not mine"
    """Signed by this urn for another slot than that of the voter who asks."""

    NOT_SIGNED = "not signed"
    """Not signed by this urn: forged, damaged, or of another urn. It proves nothing."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a voter takes home: to print, and as the text of a QR code.

    Args:
        vote_id: 1 to 64 letters, digits, hyphens and low lines.
        entry: the slot's blinded name, and the hash of the sealed ballot.
        signature: 64 bytes (Ed25519).

    Raises:
        InvalidInputError: the vote's id or the signature is written in another form.
    """

    vote_id: str
    entry: Entry
    signature: bytes

    def __post_init__(self) -> None:
        if not VOTE_ID.fullmatch(self.vote_id) or len(self.signature) != SIGNATURE:
            raise InvalidInputError(["this is no receipt: its vote or its signature is malformed"])

    @property
    def code(self) -> str:
        """All of it as one text of capital letters and digits, which is also its QR code's."""
        parts = (self.entry.name, self.entry.ballot, self.signature, self.vote_id.encode())
        return LABEL + b32encode(b"".join(parts)).decode().rstrip("=")


def sign_receipt(sealed: bytes, urn: Urn, *, slot: str, signing: SigningKey) -> Receipt:
    """The receipt for the ballot *sealed* in *slot*; the same one whenever it is asked for.

    Hand it out when the ballot is safely kept, and not before.

    Raises:
        InvalidInputError: *slot* is written in another form, or the key is another urn's.
    """
    key = Ed25519PrivateKey.from_private_bytes(signing.private)
    if key.public_key().public_bytes_raw() != urn.receipts:
        raise InvalidInputError(["this key signs the receipts of another urn"])
    entry = entry_of(urn.vote_id, slot, sealed)
    return Receipt(urn.vote_id, entry, key.sign(_signed(urn.vote_id, entry)))


def read_receipt(text: str) -> Receipt:
    """The receipt whose code somebody scanned or pasted; white space and case do not matter.

    Raises:
        InvalidInputError: it is no code of a receipt, or not all of it.
    """
    code = "".join(text.split()).upper() if text.isascii() else ""
    receipt = _decoded(code.removeprefix(LABEL)) if code.startswith(LABEL) else None
    if receipt is None or receipt.code != code:  # the last character may hold more than it should
        raise InvalidInputError(["this is no receipt; copy its whole code, or scan it again"])
    return receipt


def is_signed(receipt: Receipt, urn: Urn) -> bool:
    """Whether this *urn* signed the *receipt*: all that can be said before the close."""
    if receipt.vote_id != urn.vote_id:
        return False
    key = Ed25519PublicKey.from_public_bytes(urn.receipts)
    try:
        key.verify(receipt.signature, _signed(receipt.vote_id, receipt.entry))
    except InvalidSignature:
        return False
    return True


def check_receipt(
    receipt: Receipt, urn: Urn, board: Board, *, slot: str | None = None
) -> Verdict:  # fmt: skip
    """What *receipt* turns out to be on the *board* of a closed *urn*.

    Args:
        slot: that of the voter who asks; without it nobody can tell whose the receipt is.

    Raises:
        InvalidInputError: the board is another urn's, or *slot* is written in another form.
    """
    if board.vote_id != urn.vote_id:
        raise InvalidInputError([f"this is the board of the vote {board.vote_id!r}"])
    if not is_signed(receipt, urn):
        return Verdict.NOT_SIGNED
    if slot is not None and receipt.entry.name != blinded(urn.vote_id, slot):
        return Verdict.NOT_MINE
    shown = board.ballot_of(receipt.entry.name)
    if shown is None:
        return Verdict.MISSING
    return Verdict.FINE if shown == receipt.entry.ballot else Verdict.REPLACED


def _signed(vote_id: str, entry: Entry) -> bytes:
    """The bytes under the signature."""
    return canonical(
        {
            "format": FORMAT,
            "vote": vote_id,
            "name": entry.name.hex(),
            "ballot": entry.ballot.hex(),
        }
    )


def _decoded(code: str) -> Receipt | None:
    """What the characters behind the label say, if they can be read at all."""
    try:
        data = b32decode(code + "=" * (-len(code) % 8))
        entry = Entry(data[:HASH], data[HASH : 2 * HASH])
        signature = data[2 * HASH : 2 * HASH + SIGNATURE]
        return Receipt(data[2 * HASH + SIGNATURE :].decode("ascii"), entry, signature)
    except ValueError:
        return None
