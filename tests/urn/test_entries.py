"""What was typed in from a paper opens with that paper's code, in its place, and nowhere else."""

import hmac

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from deliberation.errors import InvalidInputError
from deliberation.urn import open_entry, seal_entry

TOKEN, NONCE = "0123456789abcdef" * 2, bytes(range(12))
PLAIN = b'{"ranking":["tram"]}   '


def test_it_is_sealed_as_the_standards_say() -> None:
    """A twin from RFC 5116 and RFC 2104: AES-256-GCM under HMAC-SHA-256 of the token."""
    key = hmac.new(TOKEN.encode(), b"deliberation urn 1\x1fentry", "sha256").digest()
    beside = b"deliberation urn 1\x1fentry\x1flamps\x1f2"
    wanted = NONCE + AESGCM(key).encrypt(NONCE, PLAIN, beside)
    assert seal_entry(PLAIN, token=TOKEN, vote_id="lamps", place=2, nonce=NONCE) == wanted
    assert open_entry(wanted, token=TOKEN, vote_id="lamps", place=2) == PLAIN


@pytest.mark.parametrize(
    "other",
    [{"token": "f" * 32}, {"vote_id": "trees"}, {"place": 1}],
    ids=lambda other: next(iter(other)),
)
def test_it_opens_nowhere_else(other) -> None:
    place = {"token": TOKEN, "vote_id": "lamps", "place": 2}
    sealed = seal_entry(PLAIN, **place, nonce=NONCE)
    with pytest.raises(InvalidInputError, match="does not open"):
        open_entry(sealed, **(place | other))
