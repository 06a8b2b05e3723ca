"""What members need at the sessions: asked after the draw, kept apart from their answers."""

from __future__ import annotations

from deliberation.assembly import Stage
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.needs import Help, Need
from deliberation.procedures.accounts import change_assembly, lock_own
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from deliberation.store import Store

LONGEST_NOTE = 80  # characters


def note_need(
    store: Store, assembly_id: str, *, member: str, kind: str, note: str, by: str
) -> None:
    """Keep that a member, or somebody in reserve, needs something.

    Args:
        note: what exactly, such as a language; may be blank.

    Raises:
        InvalidInputError: there is no such member or kind, or the note is no short line.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the panel is not drawn yet.
    """
    if change_assembly(store, assembly_id, by=by).stage is not Stage.DRAWN:
        raise ProcedureError("members are asked what they need after the draw, not before")
    note = note.strip()
    problems: list[str] = [*line_problems(Sentence("note"), note)] if note else []
    if len(note) > LONGEST_NOTE:
        problems.append(f"a note has at most {LONGEST_NOTE} characters")
    if kind not in {*Help}:
        problems.append(f"no help is of the kind {kind!r}")
    if member not in {*store.drawn(assembly_id).panel, *store.alternates(assembly_id)}:
        problems.append(f"{member!r} was not drawn")
    if problems:
        raise InvalidInputError(problems)
    store.put_need(assembly_id, Need(member, Help(kind), note))


def forget_need(store: Store, assembly_id: str, *, member: str, kind: str, by: str) -> None:
    """Forget one need, if it is kept.

    Raises:
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    store.remove_need(assembly_id, member, kind)
