"""A receipt, looked up in a bundle that holds. Only here a library is needed, for Ed25519."""

import re
from base64 import b32decode, b32encode
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .board import BOARD_FILE, URN_FILE
from .documents import canonical

LABEL, VOTE = "RECEIPT:", re.compile("[A-Za-z0-9_-]{1,64}")


class Verdict(NamedTuple):
    """What a receipt turns out to be; the *status* with which the program ends."""

    status: int
    words: str


FINE = Verdict(0, "signed and on the board")
MISSING = Verdict(3, "signed and missing: no ballot of its slot is on the board; keep it as proof")
REPLACED = Verdict(4, "signed and replaced: right if its voter cast again later, a fault if not")
NOT_SIGNED = Verdict(5, "not signed by the urn of its vote: it proves nothing")
NOT_HERE = Verdict(6, "not of a vote with an urn in this bundle")
NO_RECEIPT = Verdict(7, "not a receipt: copy its whole code, or scan it again")
NOT_CLOSED = Verdict(8, "signed, and no board is in this bundle yet: take one from after the close")


def look_up(text: str, docs: Any) -> Verdict:
    """What the receipt with the code *text* turns out to be, beside documents that hold."""
    data = _data(text)
    if data is None:
        return NO_RECEIPT
    name, ballot, signature = data[:32].hex(), data[32:64].hex(), data[64:128]
    vote = {"vote": data[128:].decode()}
    if URN_FILE.format(**vote) not in docs:
        return NOT_HERE
    key = bytes.fromhex(docs[URN_FILE.format(**vote)]["receipts"])
    said = {"format": "deliberation receipt 1", "name": name, "ballot": ballot} | vote
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, canonical(said))
    except InvalidSignature:
        return NOT_SIGNED
    if BOARD_FILE.format(**vote) not in docs:
        return NOT_CLOSED
    shown = dict(docs[BOARD_FILE.format(**vote)]["entries"]).get(name)
    return MISSING if shown is None else FINE if shown == ballot else REPLACED


def _data(text: str) -> bytes | None:
    """The bytes of a code, if they are those of a receipt, written in the one way there is."""
    code = "".join(text.split()).upper() if text.isascii() else ""
    body = code.removeprefix(LABEL)
    try:
        data = b32decode(body + "=" * (-len(body) % 8))
    except ValueError:
        return None
    same = LABEL + b32encode(data).decode().rstrip("=") == code
    return data if same and VOTE.fullmatch(data[128:].decode("latin-1")) else None
