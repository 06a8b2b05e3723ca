"""Facilitators, and what is theirs."""

from __future__ import annotations

from deliberation.assembly import Assembly, Facilitator
from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from deliberation.store import Store


def add_facilitator(store: Store, *, name: str, password_hash: str, id: str) -> Facilitator:
    """Let somebody sign in under *name*.

    Args:
        password_hash: made by whoever saw the password; the password itself never comes in here.

    Raises:
        InvalidInputError: the name is blank or taken.
    """
    name = name.strip()
    if problems := line_problems(Sentence("name"), name):
        raise InvalidInputError(problems)
    facilitator = Facilitator(id, name, password_hash)
    if not store.add_facilitator(facilitator):
        raise InvalidInputError([f"the name {name!r} is taken; choose another"])
    return facilitator


def facilitator_named(store: Store, name: str) -> Facilitator:
    """The facilitator who signs in under *name*.

    Raises:
        NotFoundError: nobody does.
    """
    return store.facilitator_named(name.strip())


def own_assembly(store: Store, assembly_id: str, *, by: str) -> Assembly:
    """The assembly, if it is the facilitator's.

    Raises:
        NotFoundError: there is none, or it is somebody else's, which is not told apart.
    """
    assembly = store.assembly(assembly_id)
    if assembly.facilitator_id != by:
        raise NotFoundError("assembly", assembly_id)
    return assembly


def change_assembly(store: Store, assembly_id: str, *, by: str) -> Assembly:
    """The assembly, if it is the facilitator's, kept from other changes in this transaction.

    Raises:
        NotFoundError: there is none, or it is somebody else's.
    """
    store.lock_assembly(assembly_id)
    return own_assembly(store, assembly_id, by=by)
