"""The keys of an urn, made at its opening from chance that the caller brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from deliberation.urn.shares import Share, split_key
from deliberation.urn.terms import Terms
from deliberation.urn.urn import KEY, Split, Urn


@dataclass(frozen=True, slots=True)
class SigningKey:
    """The key that signs receipts: kept by whoever takes ballots, until the urn is purged.

    Args:
        private: 32 bytes (Ed25519).
    """

    private: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """The public half, 32 bytes."""
        public = Ed25519PrivateKey.from_private_bytes(self.private).public_key()
        raw: bytes = public.public_bytes_raw()
        return raw


@dataclass(frozen=True, slots=True)
class NewUrn:
    """What is there when an urn was opened.

    Args:
        urn: to publish.
        shares: to print, one for each holder, and to forget; nothing else opens the urn.
        signing: to keep while the urn takes ballots.
    """

    urn: Urn
    shares: tuple[Share, ...]
    signing: SigningKey


def new_urn(terms: Terms, *, split: Split, random_bytes: Callable[[int], bytes]) -> NewUrn:
    """An urn with keys of its own.

    Args:
        random_bytes: gives as many unpredictable bytes as it is asked for.
    """
    private = random_bytes(KEY)
    signing = SigningKey(random_bytes(KEY))
    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    shares = split_key(private, terms.vote_id, split)
    return NewUrn(Urn(terms, public, signing.public, split), shares, signing)
