"""Sealing a ballot so that only the urn's key opens it, and only in the slot it was cast in.

The seal is HPKE in its base mode with X25519, HKDF-SHA256 and AES-128-GCM, which a browser's own
cryptography can do too. Vote and slot go into its ``info``: in another slot, or in another vote, a
copy does not open. All sealed ballots of an urn are equally long. The ephemeral keys are the
library's, from the system's chance.

Source: R. Barnes, K. Bhargavan, B. Lipp & C. Wood, "Hybrid Public Key Encryption", RFC 9180 (2022).
"""

from __future__ import annotations

import re
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from deliberation.errors import InvalidInputError
from deliberation.urn.encoding import decode, encode
from deliberation.urn.faults import UNOPENED, UNREADABLE, faults
from deliberation.urn.shares import OpeningKey
from deliberation.urn.urn import Urn, bound
from deliberation.voting.ballots import Ballot
from deliberation.voting.policy import Spoiled

SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
SLOT: Final = re.compile(r"[0-9a-f]{64}")
PADDING: Final = b" "  # JSON allows it behind a value, so the whole stays JSON


def seal(ballot: Ballot, urn: Urn, *, slot: str, phrase: str | None = None) -> bytes:
    """*ballot*, sealed for its *slot*: ``urn.sealed_length`` bytes, other ones each time.

    Args:
        slot: 64 hexadecimal digits in lower case, which nobody can guess.
        phrase: the voter's own, to be printed beside the counted ballot.

    Raises:
        InvalidInputError: the ballot may not be cast in this vote, with every reason.
    """
    if problems := [fault.text for fault in faults(ballot, urn.terms, phrase)]:
        raise InvalidInputError(problems)
    return seal_bytes(plaintext(ballot, urn, phrase), urn, slot=slot)


def plaintext(ballot: Ballot, urn: Urn, phrase: str | None = None) -> bytes:
    """What is sealed: the encoded ballot, and spaces behind it up to the length of all."""
    return encode(ballot, phrase).ljust(urn.terms.length, PADDING)


def seal_bytes(plain: bytes, urn: Urn, *, slot: str) -> bytes:
    """Any bytes, sealed as a ballot is, and 48 bytes longer.

    Raises:
        InvalidInputError: *slot* is written in another form, or the urn's key is one of the few
            with which everybody would open everything.
    """
    key, info = X25519PublicKey.from_public_bytes(urn.key), info_of(urn.vote_id, slot)
    try:
        sealed: bytes | None = SUITE.encrypt(plain, key, info)
    except ValueError:  # RFC 9180, section 7.1.4: the shared secret is all zeros
        sealed = None
    if sealed is None:
        raise InvalidInputError(["nothing can be sealed with the key of this urn; open a new one"])
    return sealed


def unseal(
    sealed: bytes, urn: Urn, *, slot: str, key: OpeningKey
) -> tuple[Ballot, str | None] | Spoiled:
    """The ballot that was *sealed* for this *slot* and its phrase, or why it is spoiled.

    Raises:
        InvalidInputError: *slot* is written in another form.
    """
    info = info_of(urn.vote_id, slot)
    try:
        plain: bytes = SUITE.decrypt(sealed, key.private, info)
    except InvalidTag:
        return Spoiled(UNOPENED)
    if len(plain) != urn.terms.length:
        return Spoiled(UNREADABLE)
    try:
        ballot, phrase = decode(plain.rstrip(PADDING))
    except InvalidInputError:
        return Spoiled(UNREADABLE)
    for fault in faults(ballot, urn.terms, phrase):
        return Spoiled(fault.reason)
    return ballot, phrase


def info_of(vote_id: str, slot: str) -> bytes:
    r"""What the seal is bound to.

    >>> info_of("lamps", "0" * 64)[:30]
    b'deliberation urn 1\x1fseal\x1flamps\x1f'

    Raises:
        InvalidInputError: *slot* is written in another form.
    """
    return bound(b"seal", vote_id, require_slot(slot))


def require_slot(slot: str) -> str:
    """Pass *slot* on if it is written as slots are.

    Raises:
        InvalidInputError: it is not.
    """
    if not SLOT.fullmatch(slot):
        raise InvalidInputError(["a slot is 64 digits of 0-9 and a-f; this is none"])
    return slot
