"""Whether those who were drawn come: asked after the draw, one by one, and noted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deliberation.assembly import Assembly, Reply, Stage
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures.accounts import change_assembly
from deliberation.roles import Right
from deliberation.store import Store


def note_replies(
    store: Store, assembly_id: str, said: Mapping[str, Reply | None], *, by: str
) -> None:
    """Note what people have *said* who were drawn, or who stand in reserve.

    Args:
        said: by their ids; ``None`` takes back what was noted.

    Raises:
        InvalidInputError: somebody was not drawn, or their answers are erased.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the panel is not drawn yet, or the assembly is in the archive.
    """
    if change_assembly(store, assembly_id, by=by, right=Right.DRAW).stage is not Stage.DRAWN:
        raise ProcedureError("the panel is not drawn yet")
    asked = {*store.drawn(assembly_id).panel, *store.alternates(assembly_id)}
    asked &= {*store.person_ids(assembly_id)}
    if wrong := [f"{id!r} was not drawn" for id in said if id not in asked]:
        raise InvalidInputError(wrong)
    for id, reply in said.items():
        store.put_reply(assembly_id, id, reply)


def replies(store: Store, assembly_id: str) -> dict[str, Reply]:
    """Who has said what, by their ids; who was to be on every panel has said yes."""
    before = dict.fromkeys(store.on_every_panel(assembly_id), Reply.YES)
    return before | store.replies(assembly_id)


def all_come(store: Store, assembly: Assembly) -> bool:
    """Whether the panel is drawn and everybody on it has said yes."""
    if assembly.stage is not Stage.DRAWN:
        return False
    said = replies(store, assembly.id)
    return all(said.get(id) is Reply.YES for id in store.drawn(assembly.id).panel)


def of_each(said: Mapping[str, Reply], people: Sequence[str]) -> dict[Reply | None, int]:
    """How many of the *people* come, cannot come, and have not answered."""
    answers = [said.get(id) for id in people]
    return {reply: answers.count(reply) for reply in (Reply.YES, Reply.NO, None)}
