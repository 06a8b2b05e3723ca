"""Letting a facilitator in: a passphrase that is made here, shown once, and kept as a hash only."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher

from deliberation.procedures.accounts import add_facilitator
from deliberation.store import Store

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # without those that are taken for one another


def passphrase() -> str:
    """Four groups of four letters and digits: 78 bits, short enough to copy from a screen."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def let_in(store: Store, name: str) -> tuple[str, str]:
    """The name and the passphrase of a new facilitator.

    Raises:
        InvalidInputError: the name is blank or taken.
    """
    secret = passphrase()
    hashed = PasswordHasher().hash(secret)
    made = add_facilitator(store, name=name, password_hash=hashed, id=secrets.token_hex(5))
    return made.name, secret


def told(name: str, secret: str) -> str:
    """How to sign in, in two lines."""
    return (
        f"  name:       {name}\n"
        f"  passphrase: {secret}   (shown once, and kept nowhere: write it down)"
    )
