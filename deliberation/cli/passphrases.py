"""Letting a facilitator in: a passphrase that is made here, shown once, and kept as a hash only."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher

from deliberation.procedures.accounts import add_facilitator, passphrase
from deliberation.store import Store


def let_in(store: Store, name: str) -> tuple[str, str]:
    """The name and the passphrase of a new facilitator.

    Raises:
        InvalidInputError: the name is blank or taken.
    """
    secret = passphrase(secrets.token_bytes)
    hashed = PasswordHasher().hash(secret)
    made = add_facilitator(store, name=name, password_hash=hashed, id=secrets.token_hex(5))
    return made.name, secret


def told(name: str, secret: str) -> str:
    """How to sign in, in two lines."""
    return (
        f"  name:       {name}\n"
        f"  passphrase: {secret}   (shown once, and kept nowhere: write it down)"
    )
