"""HPKE's base mode written again from the text of RFC 9180, for one suite: the twin of the library.

Only the curve, HMAC and AES come from elsewhere. The ephemeral key is an argument, so that what is
sealed can be written down beforehand.
"""

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEM_ID = b"KEM" + bytes([0x00, 0x20])
SUITE_ID = b"HPKE" + bytes([0x00, 0x20, 0x00, 0x01, 0x00, 0x01])


def labeled_extract(suite: bytes, salt: bytes, label: bytes, ikm: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + ikm, "sha256")


def labeled_expand(suite: bytes, prk: bytes, label: bytes, info: bytes, length: int) -> bytes:
    """At most one block of 32 bytes, which is all that this suite asks for."""
    labeled = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(prk, labeled + b"\x01", "sha256")[:length]


def extract_and_expand(dh: bytes, enc: bytes, recipient: bytes) -> bytes:
    prk = labeled_extract(KEM_ID, b"", b"eae_prk", dh)
    return labeled_expand(KEM_ID, prk, b"shared_secret", enc + recipient, 32)


def key_schedule(shared_secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """The key and the nonce of the first message."""
    psk_id_hash = labeled_extract(SUITE_ID, b"", b"psk_id_hash", b"")
    info_hash = labeled_extract(SUITE_ID, b"", b"info_hash", info)
    context = b"\x00" + psk_id_hash + info_hash
    secret = labeled_extract(SUITE_ID, shared_secret, b"secret", b"")
    key = labeled_expand(SUITE_ID, secret, b"key", context, 16)
    return key, labeled_expand(SUITE_ID, secret, b"base_nonce", context, 12)


def seal(plain: bytes, recipient: bytes, info: bytes, ephemeral: bytes, aad: bytes = b"") -> bytes:
    own = X25519PrivateKey.from_private_bytes(ephemeral)
    enc = own.public_key().public_bytes_raw()
    dh = own.exchange(X25519PublicKey.from_public_bytes(recipient))
    key, nonce = key_schedule(extract_and_expand(dh, enc, recipient), info)
    return enc + AESGCM(key).encrypt(nonce, plain, aad)


def unseal(sealed: bytes, private: bytes, info: bytes, aad: bytes = b"") -> bytes:
    own = X25519PrivateKey.from_private_bytes(private)
    enc, recipient = sealed[:32], own.public_key().public_bytes_raw()
    dh = own.exchange(X25519PublicKey.from_public_bytes(enc))
    key, nonce = key_schedule(extract_and_expand(dh, enc, recipient), info)
    return AESGCM(key).decrypt(nonce, sealed[32:], aad)
