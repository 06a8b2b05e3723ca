"""What the script needs to check and to seal a ballot on the voter's own phone."""

from __future__ import annotations

from typing import Any

from deliberation.assembly import Vote
from deliberation.procedures.terms import grades_of
from deliberation.urn import LONGEST_PHRASE, Urn
from webapp.participant import wrong


def paper_of(vote: Vote, urn: Urn, *, slot: str, language: str) -> dict[str, Any]:
    """The ballot paper of a sealed *vote* for the holder of one card.

    Args:
        slot: the voter's own; it opens nothing, but shows which entry of the board is theirs.
        language: that of the page, in which sums of money are written.
    """
    options = vote.options
    return {
        "vote": vote.id,
        "slot": slot,
        "key": urn.key.hex(),
        "length": urn.terms.length,
        "kind": vote.kind,
        "candidates": vote.candidates,
        "highest": options["most"] if vote.kind == "scores" else None,
        "grades": grades_of(vote) if vote.kind == "grades" else None,
        "credits": options["credits"] if vote.kind == "credits" else None,
        "costs": [options["costs"][name] for name in vote.candidates] if _limited(vote) else None,
        "total": options["total"] if _limited(vote) else None,
        "currency": options.get("currency") if _limited(vote) else None,
        "longestPhrase": LONGEST_PHRASE,
        "language": language,
        "words": wrong.sentences(),
    }


def _limited(vote: Vote) -> bool:
    """Whether a ballot may tick no more than the money is enough for."""
    return vote.kind == "approval" and bool(vote.options.get("within"))
