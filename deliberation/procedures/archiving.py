"""The archive: where assemblies go that are over. Nothing is written in them there.

What was published stays published. Every step that changes an assembly asks ``change_assembly``,
which refuses one that is in the archive; what members do is refused likewise.
"""

from __future__ import annotations

from datetime import datetime

from deliberation.errors import ProcedureError
from deliberation.procedures.accounts import change_assembly, lock_own
from deliberation.procedures.decide import votes_now
from deliberation.procedures.work import CHECK, LOTTERY, under_way
from deliberation.store import Store


def archive_assembly(store: Store, assembly_id: str, *, by: str, now: datetime) -> None:
    """Put an assembly into the archive.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: it is there already, a vote is open, a session goes on, or something is
            being computed.
    """
    change_assembly(store, assembly_id, by=by)
    if votes_now(store, assembly_id):
        raise ProcedureError("a vote is open; close it before you archive the assembly")
    if any(session.current is not None for session in store.sessions(assembly_id)):
        raise ProcedureError("a session goes on; end it before you archive the assembly")
    if any(under_way(store, assembly_id, kind) for kind in (LOTTERY, CHECK)):
        raise ProcedureError("something is being computed; wait until it is done, or cancel it")
    store.set_archived(assembly_id, now)


def take_out_of_archive(store: Store, assembly_id: str, *, by: str) -> None:
    """Let an assembly go on; one that is not in the archive does already.

    Raises:
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    store.set_archived(assembly_id, None)
