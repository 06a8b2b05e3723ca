"""The terms of a vote: what was fixed before the first ballot, and its digest on the ledger."""

from __future__ import annotations

from deliberation.assembly import Vote
from deliberation.record.canonical import digest

TERMS = ("id", "title", "question", "kind", "candidates", "rule", "seats", "options")
"""What a vote fixes in advance; ``votes/ID.json`` says the same under the same names."""


def terms_digest(vote: Vote) -> str:
    """The digest of what a vote fixes in advance."""
    return digest({name: getattr(vote, name) for name in TERMS})
