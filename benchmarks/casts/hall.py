"""An assembly with as many members as are wanted, and a vote that is open."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from argon2 import PasswordHasher
from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from deliberation.procedures import accounts, decide, recruit, sealed
from deliberation.procedures.cards import token_hash
from deliberation.store import Begin, open_store
from deliberation.urn import Share, Split

KEY: Final = "the key of sessions of people who are made up"
NOW: Final = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
FACILITATOR: Final = "f1"
NAME: Final = "Anna"
PASSWORD: Final = "tram bus bike"
VOTE: Final = "v1"
CANDIDATES: Final = ("bike lanes", "bus", "nothing", "trees", "tram")


@dataclass(frozen=True, slots=True)
class Hall:
    """Who may vote in the vote ``v1`` of the assembly at *url*.

    Args:
        tokens: what each member's session holds in place of the code on the card.
        shares: of the key of the urn, where the vote is sealed.
    """

    url: str
    tokens: Sequence[str]
    shares: tuple[Share, ...]

    def cookie(self, number: int) -> str:
        """The session of a member who has joined; hashing the code would take 50 ms of each."""
        app = Flask(__name__)
        app.secret_key = KEY
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        member = {"assembly": "a1", "token": self.tokens[number]}
        return f"session={signer.dumps({'member': member})}"


def fill(url: str, *, voters: int, seal: bool = True) -> Hall:
    """Make the assembly in an empty database, and open its vote."""
    tokens = [secrets.token_hex(16) for _ in range(voters)]
    with open_store(url) as begin:
        _found(begin, tokens)
        shares: tuple[Share, ...] = ()
        with begin() as store:
            if seal:
                shares = sealed.prepare_urn(
                    store,
                    VOTE,
                    split=Split.REHEARSAL,
                    random_bytes=secrets.token_bytes,
                    by=FACILITATOR,
                )
            decide.open_vote(store, VOTE, by=FACILITATOR, now=NOW)
    return Hall(url, tokens, shares)


def _found(begin: Begin, tokens: Sequence[str]) -> None:
    """The assembly, its cards and its vote."""
    with begin() as store:
        hashed = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
        accounts.add_facilitator(store, name=NAME, password_hash=hashed, id=FACILITATOR)
        recruit.create_assembly(
            store, title="Town", question="How do we get there?", by=FACILITATOR, now=NOW, id="a1"
        )
        store.add_cards("a1", [token_hash(token) for token in tokens])
        decide.create_vote(
            store,
            "a1",
            title="Streets",
            question="What first?",
            kind="ranking",
            candidates=CANDIDATES,
            rule="irv",
            seats=1,
            by=FACILITATOR,
            id=VOTE,
        )
