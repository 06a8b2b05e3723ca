"""Erasing a person, and showing what is kept of one.

What an assembly has published cannot be unsaid: the lottery and the draw hold the id that the
organiser's file gave, and without the file it leads to nobody. Everything else goes: the answers
and the home, and where answers were withheld the salt too, without which nobody can try answers
against the published digest; needs; and a name in a queue, or in a translation of a draft.

Source: Regulation (EU) 2016/679, Article 17 (erasure), 11 (what no longer identifies), 15 and 20
(access, and a copy that programs read).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from deliberation.assembly import Assembly, Stage
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.names import folded
from deliberation.procedures.accounts import lock_own
from deliberation.procedures.forgetting import forget_name
from deliberation.procedures.pools import known_people
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.procedures.replacing import around
from deliberation.retention import Erased
from deliberation.roles import RIGHTS, Right
from deliberation.sortition import Standing
from deliberation.store import Store

PERSON = "deliberation person 1"
SALT = 16  # bytes


def erase_person(
    store: Store,
    assembly_id: str,
    person_id: str,
    *,
    called: str = "",
    random_bytes: Callable[[int], bytes],
    by: str,
) -> int:
    """Leave no trace of a person, in this draw and in those before and after it.

    Before the commitment the lottery goes with them, and is computed again. ``Begin.scrub``
    overwrites what was deleted, once this is kept.

    Args:
        called: the name that they may stand under in a queue of speakers, on the public page, in
            the line for everybody, or in a translation that is not fixed yet.

    Returns:
        In how many places that name stood.

    Raises:
        NotFoundError: the facilitator has no such assembly, or nothing in it is of this person.
        ProcedureError: a lottery with them is committed to and not drawn yet, or they are a member
            who stays in a draw of replacements.
    """
    draws = [lock_own(store, one.id, by=by) for one in chain(store, assembly_id)]
    concerned = [draw for draw in draws if is_named(store, draw.id, person_id)]
    if not concerned:
        raise NotFoundError("person", person_id)
    for draw in concerned:
        require_erasable(store, draw, person_id)
    for draw in concerned:
        erase_from(store, draw, person_id)
        _list(store, draw, person_id, random_bytes)
    found = 0
    for one in where_called(store, draws, by=by) if folded(called) else ():
        found += forget_name(store, one.id, called)
        _list(store, one, folded(called), random_bytes)
    return found


def where_called(store: Store, draws: Iterable[Assembly], *, by: str) -> Iterator[Assembly]:
    """Where somebody's name is looked for: in *draws*, and in the rehearsals that *by* leads.

    Rehearsals have copies of what votes ask. A copy of an assembly has people of its own.
    """
    yield from draws
    for assembly_id, role in store.roles_of(by).items():
        if Right.LEAD in RIGHTS[role] and is_rehearsal(store, assembly_id):
            yield lock_own(store, assembly_id, by=by)


def require_erasable(store: Store, draw: Assembly, person_id: str) -> None:
    """Pass on if somebody can be erased from a *draw* at this moment.

    Raises:
        ProcedureError: they cannot, or not yet.
    """
    if draw.stage is Stage.COMMITTED:
        raise ProcedureError(
            "the lottery is committed to, and this person may be drawn; erase them after the draw"
        )
    person = known_people(store, draw.id).get(person_id)
    stays = person is not None and person.standing is Standing.IN
    if stays and draw.stage is not Stage.DRAWN and store.replacing(draw.id) is not None:
        raise ProcedureError(
            "this member stays in a draw of replacements; say there first that they cannot come"
        )


def erase_from(store: Store, draw: Assembly, person_id: str) -> None:
    """Erase somebody from one *draw*."""
    if draw.stage is Stage.DRAWN:
        store.erase_people(draw.id, [person_id])
        store.forget_jobs(draw.id)
    else:
        store.remove_person(draw.id, person_id)
    store.forget_unavailable(draw.id, person_id)
    store.remove_needs(draw.id, person_id)


def chain(store: Store, assembly_id: str) -> Iterator[Assembly]:
    """The draws that belong together with that of an assembly, the first one first.

    Raises:
        NotFoundError: there is no such assembly.
    """
    one: Assembly | None = around(store, assembly_id).first
    while one is not None:
        yield one
        one = around(store, one.id).after


def is_named(store: Store, assembly_id: str, person_id: str) -> bool:
    """Whether an assembly keeps something under this id, if only what it published."""
    if person_id in store.person_ids(assembly_id):
        return True
    try:
        return person_id in store.lottery(assembly_id).people
    except NotFoundError:
        return False


def person_data(store: Store, assembly_id: str, person_id: str) -> dict[str, Any]:
    """What is kept of a person, as a document for that person alone.

    Raises:
        NotFoundError: there is no such assembly, or nothing in it is of this person.
    """
    draws = [one for one in chain(store, assembly_id) if is_named(store, one.id, person_id)]
    if not draws:
        raise NotFoundError("person", person_id)
    return {
        "format": PERSON,
        "person": person_id,
        "draws": [_in_draw(store, draw, person_id) for draw in draws],
    }


def _in_draw(store: Store, draw: Assembly, person_id: str) -> dict[str, Any]:
    """What one draw keeps of a person."""
    person = known_people(store, draw.id).get(person_id)
    found: dict[str, Any] = {
        "assembly": draw.id,
        "title": draw.title,
        "answers": None if person is None else dict(person.features),
        "household": None if person is None else person.household,
        "standing": None if person is None else person.standing.value,
        "salt": store.salt_of(draw.id, person_id) or None,
        "chance": None,
        "answers published": None,
        "member": None,
        "reply": None,
        "place in reserve": None,
        "needs": [
            {"kind": need.kind.value, "note": need.note}
            for need in store.needs(draw.id)
            if need.member == person_id
        ],
    }
    if draw.stage in {Stage.COMMITTED, Stage.DRAWN}:
        commitment = store.commitment(draw.id)
        found["chance"] = commitment.document["marginals"][person_id]
        found["answers published"] = commitment.publish_people
    if draw.stage is Stage.DRAWN:
        reserve = store.alternates(draw.id)
        found["reply"] = store.replies(draw.id).get(person_id)
        found["member"] = person_id in store.drawn(draw.id).panel
        found["place in reserve"] = reserve.index(person_id) + 1 if person_id in reserve else None
    return found


def _list(
    store: Store, draw: Assembly, erased: str, random_bytes: Callable[[int], bytes]
) -> None:  # fmt: skip
    """Put an id, or a folded name, on the list of a *draw*, if it does not stand there."""
    salt = random_bytes(SALT).hex()
    if not any(one.is_of(erased) for one in store.erased(draw.id)):
        store.put_erased(draw.id, Erased.of(erased, salt))
