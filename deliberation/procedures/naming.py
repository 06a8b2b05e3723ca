"""Members who are named on the public page, because they have agreed to that."""

from __future__ import annotations

from datetime import datetime

from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures.accounts import change_assembly, lock_own
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from deliberation.store import Store

LONGEST_NAME = 100  # characters
MOST_NAMES = 1000


def name_member(
    store: Store, assembly_id: str, name: str, *, agreed: bool, by: str, now: datetime
) -> None:
    """Show a *name* on the public page from now on.

    The name is kept by itself: nothing says which person of the pool, or which card, it belongs to.

    Args:
        agreed: whether whoever bears it has agreed to be named there.

    Raises:
        InvalidInputError: it is no short line, or nobody says that its bearer has agreed.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: there are too many names.
    """
    change_assembly(store, assembly_id, by=by)
    name = " ".join(name.split())
    problems = line_problems(Sentence("name"), name)
    if len(name) > LONGEST_NAME:
        problems.append(Sentence("a name has at most {longest} characters", longest=LONGEST_NAME))
    if not agreed:
        problems.append(Sentence("nobody is named who has not agreed to it"))
    if problems:
        raise InvalidInputError(problems)
    if len(store.named(assembly_id)) >= MOST_NAMES:
        raise ProcedureError("there are too many names")
    store.add_named(assembly_id, name, now)


def forget_name(store: Store, assembly_id: str, name: str, *, by: str) -> None:
    """Show a name no more, and keep nothing of it; in the archive too.

    Raises:
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    store.remove_named(assembly_id, name)
