"""How many are present at a vote: as many as have checked in when it is opened.

The terms of such a vote lack that number until then, so they go on the ledger with it, just before
the vote is opened. While it is open nobody checks in or leaves, so the number stands.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from deliberation.assembly import Vote
from deliberation.errors import ProcedureError
from deliberation.procedures import noting
from deliberation.procedures.terms import counts_present
from deliberation.sessions.agenda import arrived_at
from deliberation.store import Store


def note_terms(store: Store, vote: Vote) -> None:
    """Put the terms of a *vote* and its mode on the ledger."""
    noting.vote(store, vote)
    if vote.mode is not None:
        noting.mode(store, vote)


def fix_present(store: Store, vote: Vote, *, voices: int, now: datetime) -> Vote:
    """The *vote* that is being opened, with the number of those present where it lacks it.

    Args:
        voices: how many cards give a voice; of cards that lost it nobody is present.

    Raises:
        ProcedureError: nobody has checked in.
    """
    if not counts_present(vote):
        return vote
    session = arrived_at(store.sessions(vote.assembly_id), now=now)
    here = 0 if session is None else store.arrivals(session.id)
    if here == 0:
        raise ProcedureError("nobody has checked in; open the vote when those present have")
    fixed = replace(vote, options={**vote.options, "members": min(here, voices)})
    store.set_options(vote.id, fixed.options)
    note_terms(store, fixed)
    return fixed
