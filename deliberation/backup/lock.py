"""The lock on the urns of a backup: HPKE, as on the urn itself, with a key that lies elsewhere.

The suite is that of sealed ballots. What is locked is bound to all the rest of its backup, so that
it cannot be put into another.

Source: RFC 9180, as in ``deliberation.urn.sealing``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from deliberation.errors import InvalidInputError
from deliberation.urn.sealing import SUITE

KEY_FORMAT: Final = "deliberation backup key 1"
LABEL: Final = b"deliberation backup 1\x1flock\x1f"
LENGTH: Final = 32  # bytes
WRITTEN: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class BackupKey:
    """The key of the urns in backups. Keep it apart from them; destroy it at the purge.

    Args:
        private: 32 bytes (X25519).

    Raises:
        InvalidInputError: it has another length.
    """

    private: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.private) != LENGTH:
            raise InvalidInputError([f"the key of a backup has {LENGTH} bytes"])

    @property
    def public(self) -> bytes:
        """The half that locks, and by which a backup says which key opens it: 32 bytes."""
        raw: bytes = self._key().public_key().public_bytes_raw()
        return raw

    def lock(self, data: bytes, *, bound: bytes) -> bytes:
        """*data*, which nobody reads without this key, nor beside something else than *bound*."""
        locked: bytes = SUITE.encrypt(data, self._key().public_key(), LABEL + bound)
        return locked

    def unlock(self, locked: bytes, *, bound: bytes) -> bytes:
        """What was locked.

        Raises:
            InvalidInputError: it was locked with another key, or altered.
        """
        try:
            data: bytes | None = SUITE.decrypt(locked, self._key(), LABEL + bound)
        except InvalidTag:
            data = None
        if data is None:
            raise InvalidInputError(["the urns in this backup do not open with this key"])
        return data

    def _key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(self.private)


def new_key(random_bytes: Callable[[int], bytes]) -> BackupKey:
    """A key from chance that the caller brings: *random_bytes* gives unpredictable ones."""
    return BackupKey(random_bytes(LENGTH))


def encode_key(key: BackupKey) -> dict[str, Any]:
    """The document in the key's own file."""
    return {"format": KEY_FORMAT, "private": key.private.hex()}


def decode_key(document: Mapping[str, Any]) -> BackupKey:
    """The key in such a document.

    Raises:
        InvalidInputError: it is none.
    """
    written = document.get("private")
    if (
        document.get("format") != KEY_FORMAT
        or not isinstance(written, str)
        or not WRITTEN.fullmatch(written)
    ):
        raise InvalidInputError(["this is no key of a backup; name the file that `backup` wrote"])
    return BackupKey(bytes.fromhex(written))
