"""Accounts, and what each may do in an assembly."""

from __future__ import annotations

from collections.abc import Callable

from deliberation.assembly import Assembly, Facilitator
from deliberation.errors import (
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    ProcedureError,
)
from deliberation.names import folded
from deliberation.procedures.terms import line_problems
from deliberation.roles import RIGHTS, Right, Role
from deliberation.sentences import Sentence
from deliberation.store import Store

LETTERS = "abcdefghjkmnpqrstvwxyz23456789"  # without those that are taken for one another
FAIR = 256 - 256 % len(LETTERS)  # bytes from here on would favour the first letters


def add_facilitator(
    store: Store,
    *,
    name: str,
    password_hash: str,
    id: str,
    begins: bool = True,
    provisional: bool = False,
) -> Facilitator:
    """Let somebody sign in under *name*.

    Args:
        password_hash: made by whoever saw the password; the password itself never comes in here.
        begins: whether they may begin assemblies of their own.
        provisional: whether they have to choose another password before anything else.

    Raises:
        InvalidInputError: the name is blank; or somebody has it, or one that is read as the same.
    """
    name = name.strip()
    if problems := line_problems(Sentence("name"), name if folded(name) else ""):
        raise InvalidInputError(problems)
    facilitator = Facilitator(id, name, password_hash, begins, provisional)
    if not store.add_facilitator(facilitator):
        raise InvalidInputError([f"the name {name!r} is taken; choose another"])
    return facilitator


def passphrase(random_bytes: Callable[[int], bytes]) -> str:
    """Four groups of four letters and digits: 78 bits, short enough to copy from a screen."""
    letters = ""
    while len(letters) < 16:
        letters += "".join(LETTERS[n % len(LETTERS)] for n in random_bytes(16) if n < FAIR)
    return "-".join(letters[start : start + 4] for start in range(0, 16, 4))


def facilitator_named(store: Store, name: str) -> Facilitator:
    """The facilitator who signs in under *name*, however it is capitalised, spaced and composed.

    Raises:
        NotFoundError: nobody does.
    """
    return store.facilitator_named(name.strip())


def own_assembly(store: Store, assembly_id: str, *, by: str, right: Right = Right.LEAD) -> Assembly:
    """The assembly, if the role that *by* has in it includes the *right*.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: there is none, or *by* has no part in it, which is not told apart.
    """
    assembly = store.assembly(assembly_id)
    require_right(store, assembly_id, by=by, right=right)
    return assembly


def require_right(store: Store, assembly_id: str, *, by: str, right: Right) -> Role:
    """The role that *by* has in an assembly, if it includes the *right*.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: *by* has no part in such an assembly.
    """
    role = store.role(assembly_id, by)
    if role is None:
        raise NotFoundError("assembly", assembly_id)
    if right not in RIGHTS[role]:
        raise NotAllowedError("your role in this assembly is for other things")
    return role


def change_assembly(
    store: Store, assembly_id: str, *, by: str, right: Right = Right.LEAD
) -> Assembly:
    """The same, kept from other changes in this transaction.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: there is none, or *by* has no part in it.
        ProcedureError: it is in the archive.
    """
    assembly = lock_own(store, assembly_id, by=by, right=right)
    require_going_on(assembly)
    return assembly


def lock_own(store: Store, assembly_id: str, *, by: str, right: Right = Right.LEAD) -> Assembly:
    """The same, also of an assembly in the archive.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: there is none, or *by* has no part in it.
    """
    store.lock_assembly(assembly_id)
    return own_assembly(store, assembly_id, by=by, right=right)


def require_going_on(assembly: Assembly) -> None:
    """Pass on if an *assembly* is not in the archive.

    Raises:
        ProcedureError: it is.
    """
    if assembly.archived is not None:
        raise ProcedureError("this assembly is over; nothing is written in it any more")
