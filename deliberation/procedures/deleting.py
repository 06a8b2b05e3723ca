"""Deleting an assembly of which nothing is public, or a rehearsal.

What was published stays checkable, so an assembly with a commitment, a vote that was opened or a
session that everybody sees is not deleted; what it keeps of people can be erased. A rehearsal is
about nobody.
"""

from __future__ import annotations

from datetime import datetime

from deliberation.assembly import Stage, VoteState
from deliberation.errors import ProcedureError
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.procedures.two_people import agree
from deliberation.roles import Act
from deliberation.store import Store


def delete_assembly(
    store: Store, assembly_id: str, *, by: str, second: str | None = None, now: datetime
) -> None:
    """Delete an assembly with all that is in it; ``Begin.scrub`` overwrites it afterwards.

    Args:
        second: the account of a second person, as ``two_people.agree`` takes it.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: something of it is public, or a second person is needed.
    """
    agree(store, assembly_id, Act.DELETE, by=by, second=second, now=now)
    if not can_be_deleted(store, assembly_id):
        raise ProcedureError(
            "something of this assembly is public and stays checkable; erase its personal data "
            "instead"
        )
    store.delete_assembly(assembly_id, now)


def can_be_deleted(store: Store, assembly_id: str) -> bool:
    """Whether nothing of an assembly is public, or it is a rehearsal.

    Raises:
        NotFoundError: there is no such assembly.
    """
    committed = store.assembly(assembly_id).stage in {Stage.COMMITTED, Stage.DRAWN}
    opened = any(vote.state is not VoteState.DRAFT for vote in store.votes(assembly_id))
    seen = any(session.public for session in store.sessions(assembly_id))
    return is_rehearsal(store, assembly_id) or not (committed or opened or seen)
