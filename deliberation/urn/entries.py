"""What was typed in from a paper, kept until it was typed in a second time.

It is sealed with a key that follows from the paper's own code, which is kept nowhere but on the
paper: whoever has the paper can read it anyhow, and nobody else can open the seal. It is as long as
every ballot of the vote. Which entry of which vote it is, is bound to it.

Source: D. McGrew, "An Interface and Algorithms for Authenticated Encryption", RFC 5116 (2008),
AEAD_AES_256_GCM; H. Krawczyk, M. Bellare & R. Canetti, "HMAC", RFC 2104 (1997), for the key.
"""

from __future__ import annotations

import hmac
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from deliberation.errors import InvalidInputError
from deliberation.urn.urn import bound

NONCE: Final = 12  # bytes


def seal_entry(plain: bytes, *, token: str, vote_id: str, place: int, nonce: bytes) -> bytes:
    """*plain*, sealed with what follows from a paper's code.

    Args:
        token: what the code gives.
        place: 1 for the first entry, 2 for the second.
        nonce: 12 bytes by chance.
    """
    return nonce + AESGCM(_key(token)).encrypt(nonce, plain, _place(vote_id, place))


def open_entry(sealed: bytes, *, token: str, vote_id: str, place: int) -> bytes:
    """What ``seal_entry`` sealed.

    Raises:
        InvalidInputError: it was sealed with another paper's code, or for another place.
    """
    nonce, data = sealed[:NONCE], sealed[NONCE:]
    try:
        plain: bytes | None = AESGCM(_key(token)).decrypt(nonce, data, _place(vote_id, place))
    except InvalidTag:
        plain = None
    if plain is None:  # said outside of the handler, so that no error carries the entry along
        raise InvalidInputError(["this entry does not open; strike the paper and type it in anew"])
    return plain


def _key(token: str) -> bytes:
    return hmac.digest(token.encode(), bound(b"entry"), "sha256")


def _place(vote_id: str, place: int) -> bytes:
    return bound(b"entry", vote_id, str(place))
