"""What is kept under a voting card, for whoever holds it; never how they voted.

Source: Regulation (EU) 2016/679, Article 15 (access) and 20 (a copy that programs read).
"""

from __future__ import annotations

from typing import Any

from deliberation.assembly import VoteState
from deliberation.procedures.admitting import require_card
from deliberation.procedures.arriving import mark_of
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.procedures.casting import has_cast
from deliberation.procedures.speaking import voice_of
from deliberation.store import Store

CARD = "deliberation card 1"


def card_data(store: Store, assembly_id: str, *, token: str) -> dict[str, Any]:
    """What an assembly keeps under the card of a token, as a document for its holder alone.

    Raises:
        NotAMemberError: the token is none of the assembly's.
    """
    require_card(store, assembly_id, token)
    votes = [vote for vote in store.votes(assembly_id) if vote.state is not VoteState.DRAFT]
    return {
        "format": CARD,
        "assembly": assembly_id,
        "card": store.card_number(assembly_id, token_hash(token)),
        "votes": [
            {
                "vote": vote.id,
                "title": vote.title,
                "mode": None if vote.mode is None else vote.mode.value,
                "ballot cast": has_cast(store, vote.id, token=token),
                "on paper": store.is_on_paper(vote.id, slot_of(token, vote_id=vote.id)),
            }
            for vote in votes
        ],
        "sessions": [
            _at_session(store, session.id, session.title, token)
            for session in store.sessions(assembly_id)
        ],
    }


def _at_session(store: Store, session_id: str, title: str, token: str) -> dict[str, Any]:
    """What is kept of somebody at one session."""
    voice = voice_of(token, session_id=session_id)
    return {
        "session": session_id,
        "title": title,
        "checked in": store.has_arrived(session_id, mark_of(token, session_id=session_id)),
        "asked to speak": [
            {"called": wish.person.called, "at": wish.asked.isoformat()}
            for wish in store.wishes(session_id)
            if wish.person.voice == voice
        ],
        "spoke": [
            {
                "called": speech.person.called,
                "from": speech.began.isoformat(),
                "to": None if speech.ended is None else speech.ended.isoformat(),
            }
            for speech in store.speeches(session_id)
            if speech.person.voice == voice
        ],
    }
