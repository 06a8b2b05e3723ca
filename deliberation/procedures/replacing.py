"""When members withdraw: a draw of replacements, which is an assembly of its own.

Its pool, its quotas and who is on every panel follow from the draw before it; from there on it goes
the way of any draw, with its lottery, commitment, ledger and bundle. A draw is followed by one draw
of replacements at most, so that nobody can hold several and choose; when members withdraw again,
that one is followed by the next.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from deliberation.assembly import Assembly, Replacing, Stage
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.recruit import create_assembly, require_uncommitted
from deliberation.procedures.team import follow_team
from deliberation.procedures.work import CHECK, LOTTERY
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.sortition import Pool, Quotas
from deliberation.sortition.replacement import settle, staying, widened
from deliberation.store import Store


def replace_members(
    store: Store,
    assembly_id: str,
    *,
    withdrawn: Collection[str],
    joined: Collection[str] = (),
    unavailable: Collection[str] = (),
    title: str,
    by: str,
    now: datetime,
    id: str,
) -> str:
    """The id of the draw of replacements that follows a draw: a new one, or one begun before.

    Until its lottery is committed to, it may be said again who has withdrawn; what was computed
    from what was said before goes.

    Args:
        withdrawn: the members who cannot come.
        joined: alternates who have taken a seat meanwhile.
        unavailable: others who cannot be asked; of those who were erased nothing is kept.
        title: of the new draw; one that was begun keeps its own.
        id: of the new draw.

    Raises:
        InvalidInputError: somebody named does not fit, nobody has withdrawn, those who stay cannot
            all be on one panel, or the title is none.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: nothing is drawn yet, the lottery over replacements is committed to, or
            nobody's answers are kept.
    """
    before = change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    if before.stage is not Stage.DRAWN:
        raise ProcedureError("the panel is not drawn yet; nobody can be replaced")
    follows = store.replaced_by(assembly_id)
    if follows is not None:
        _require_open(change_assembly(store, follows, by=by, right=Right.DRAW))
    quotas = store.quotas(assembly_id)
    stay = staying(store.drawn(assembly_id).panel, withdrawn=withdrawn, joined=joined)
    kept = {*store.person_ids(assembly_id)}
    if not kept:
        raise ProcedureError("the answers of these people are erased")
    erased = {*store.lottery(assembly_id).people} - kept
    away = [id for id in (*withdrawn, *unavailable) if id not in erased]
    pool = settle(store.pool(assembly_id), quotas.size, confirmed=stay, unavailable=away)
    if problems := quotas.problems_with(pool):
        raise InvalidInputError(problems)
    if follows is None:
        question = before.question
        follows = create_assembly(store, title=title, question=question, by=by, now=now, id=id).id
    others = {*unavailable} - erased  # who was erased does not come back as a name on this list
    named = (tuple(sorted({*ids})) for ids in (withdrawn, joined, others))
    store.put_replacing(follows, Replacing(assembly_id, *named))
    follow_team(store, assembly_id, follows)
    _draw_from(store, follows, pool, quotas)
    return follows


def widen_quotas(store: Store, assembly_id: str, *, repair: int, by: str) -> None:
    """Widen the quotas of a draw of replacements by one of the repairs that were found for it.

    Args:
        repair: which of them, from 0.

    Raises:
        InvalidInputError: there is no such repair.
        NotFoundError: the facilitator has no such assembly, or its quotas were not checked.
        ProcedureError: it is no draw of replacements, or its lottery is committed to.
    """
    assembly = change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    if store.replacing(assembly_id) is None:
        raise ProcedureError("the quotas of a first draw are changed by another file")
    require_uncommitted(assembly)
    repairs = store.found(assembly_id).repairs
    if not 0 <= repair < len(repairs):
        raise InvalidInputError([Sentence("there is no such change; look again which there are")])
    quotas = widened(store.quotas(assembly_id), repairs[repair].widened)
    _draw_from(store, assembly_id, store.pool(assembly_id), quotas)


@dataclass(frozen=True, slots=True)
class Around:
    """The draws that belong together with a draw.

    Args:
        first: the one that all began with, whose cards and votes are those of the members.
        before: the one that this one follows; nothing of the first.
        after: the one that follows; nothing where none was begun.
    """

    first: Assembly
    before: Assembly | None
    after: Assembly | None


def around(store: Store, assembly_id: str) -> Around:
    """The draws before and after the draw of an assembly.

    Raises:
        NotFoundError: there is no such assembly.
    """
    before, first, after = store.replacing(assembly_id), assembly_id, store.replaced_by(assembly_id)
    while (earlier := store.replacing(first)) is not None:
        first = earlier.after
    return Around(
        store.assembly(first),
        None if before is None else store.assembly(before.after),
        None if after is None else store.assembly(after),
    )


def _draw_from(store: Store, assembly_id: str, pool: Pool, quotas: Quotas) -> None:
    """Take these instead of those before; what was found out about those goes."""
    for kind in (LOTTERY, CHECK):
        store.withdraw_job(assembly_id, kind)
    store.replace_pool(assembly_id, pool, quotas)


def _require_open(follows: Assembly) -> None:
    if follows.stage in {Stage.COMMITTED, Stage.DRAWN}:
        raise ProcedureError(
            "the lottery over replacements is committed to; once it is drawn, say of its panel who "
            "else has withdrawn"
        )
