"""The name of a draft that is kept on the voter's phone. The draft itself never comes here."""

from __future__ import annotations

from hashlib import sha256

from deliberation.assembly import Vote
from webapp.participant import asking


def card() -> str:
    """Tells the drafts of one card from those of another on the same phone."""
    return sha256(f"draft{asking.token()}".encode()).hexdigest()[:16]


def name_of(vote: Vote) -> str:
    """What the draft of this card in *vote* is called."""
    return f"{card()} {vote.id}"
