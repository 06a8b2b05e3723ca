"""The pool after somebody was erased from it: who is still known, and what was published of all."""

from __future__ import annotations

from deliberation.errors import NotFoundError, ProcedureError
from deliberation.record.lottery import published_pool
from deliberation.sortition import Person, Pool
from deliberation.store import Store


def whole_pool(store: Store, assembly_id: str) -> Pool | None:
    """Everybody who may be chosen, or could have been; ``None`` where some answers are erased.

    Answers that were published stay known from the lottery's document.

    Raises:
        NotFoundError: there is no pool yet.
    """
    try:
        document = store.commitment(assembly_id).document
    except NotFoundError:
        return store.pool(assembly_id)
    if len(store.person_ids(assembly_id)) == len(document["people"]):
        return store.pool(assembly_id)
    return published_pool(document)


def require_whole_pool(store: Store, assembly_id: str) -> Pool:
    """The same, where it is needed.

    Raises:
        NotFoundError: there is no pool yet.
        ProcedureError: some answers are erased.
    """
    pool = whole_pool(store, assembly_id)
    if pool is None:
        raise ProcedureError("the answers of these people are erased")
    return pool


def known_people(store: Store, assembly_id: str) -> dict[str, Person]:
    """Those whose answers are still kept, by id; nobody where all are erased."""
    if not store.person_ids(assembly_id):
        return {}
    return {person.id: person for person in store.pool(assembly_id)}
