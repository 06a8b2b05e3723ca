"""An assembly made after another: its questions, quotas, population and agendas, and nobody of it.

No person, card or entry of the ledger comes along, nothing that has happened, and no vote that
revised another, because it followed from a result.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from deliberation.assembly import Assembly, Stage, Vote
from deliberation.errors import InvalidInputError, NotAllowedError, NotFoundError, ProcedureError
from deliberation.procedures.accounts import own_assembly
from deliberation.procedures.decide import create_vote
from deliberation.procedures.recruit import create_assembly
from deliberation.procedures.wording import carry_wordings
from deliberation.sentences import Sentence
from deliberation.sessions import Item, Session
from deliberation.sortition import Quotas
from deliberation.store import Store


def duplicate(
    store: Store,
    assembly_id: str,
    *,
    title: str,
    question: str,
    first: date | None = None,
    by: str,
    now: datetime,
    new_id: Callable[[], str],
) -> Assembly:
    """A new assembly after the model of another, which may be in the archive.

    Its votes are in draft; its sessions are not public, and lie as far apart as they did.

    Args:
        first: the day of the first session; needed where there are sessions.
        new_id: gives an id that nobody has.

    Raises:
        InvalidInputError: the title or the question is none, or no day of the first session is
            given.
        NotAllowedError: *by* may not do this, or begin assemblies.
        NotFoundError: *by* has no part in this assembly.
        ProcedureError: it is a draw of replacements.
    """
    own_assembly(store, assembly_id, by=by)
    if not store.facilitator(by).begins:
        raise NotAllowedError("your account is for assemblies that others begin")
    if store.replacing(assembly_id) is not None:
        raise ProcedureError("a draw of replacements is no model; take the first assembly")
    sessions = store.sessions(assembly_id)
    if sessions and first is None:
        raise InvalidInputError([Sentence("say on which day the first session is held")])
    made = create_assembly(store, title=title, question=question, by=by, now=now, id=new_id())
    _copy_quotas(store, assembly_id, made.id)
    store.put_population(made.id, store.population(assembly_id))
    ids = {
        vote.id: _copy_vote(store, vote, made.id, by, new_id())
        for vote in _models(store, assembly_id)
    }
    for session in sessions:
        assert first is not None, "it was asked for"
        later = first - sessions[0].start.date()
        store.add_session(_fresh(session, made.id, later, ids, new_id))
    return made


def create_as(store: Store, model: Vote, *, by: str) -> Vote:
    """A vote in draft with the id, the assembly and the terms of a *model*; see ``create_vote``.

    Raises:
        InvalidInputError: the vote could not be held or counted, with every reason.
        NotFoundError: the facilitator has no such assembly.
    """
    return create_vote(
        store,
        model.assembly_id,
        title=model.title,
        question=model.question,
        kind=model.kind,
        candidates=model.candidates,
        rule=model.rule,
        seats=model.seats,
        options=model.options,
        mode=model.mode,
        language=model.language,
        by=by,
        id=model.id,
    )


def waiting_quotas(store: Store, assembly: Assembly) -> Quotas | None:
    """The quotas that came from a model and wait for a pool; ``None`` where none do."""
    if assembly.stage is not Stage.EMPTY:
        return None
    try:
        return store.quotas(assembly.id)
    except NotFoundError:
        return None


def _copy_quotas(store: Store, assembly_id: str, into: str) -> None:
    """Keep the quotas of an assembly, where it has some, as those of another without a pool."""
    try:
        quotas = store.quotas(assembly_id)
    except NotFoundError:
        return
    store.put_quotas(into, quotas)


def _models(store: Store, assembly_id: str) -> list[Vote]:
    """The votes that can be asked again."""
    return [vote for vote in store.votes(assembly_id) if "revises" not in vote.options]


def _copy_vote(store: Store, vote: Vote, into: str, by: str, id: str) -> str:
    """Put a *vote* to another assembly, in draft; its id there."""
    model = replace(vote, id=id, assembly_id=into, options=_options(vote))
    carry_wordings(store, vote, create_as(store, model, by=by))
    return id


def _options(vote: Vote) -> dict[str, Any]:
    """The options of a *vote*, but for how many were present: that is counted anew."""
    present = vote.options.get("of") == "present"
    gone = {"members"} if present else set()
    return {name: value for name, value in vote.options.items() if name not in gone}


def _fresh(
    session: Session,
    into: str,
    later: timedelta,
    votes: dict[str, str],
    new_id: Callable[[], str],
) -> Session:
    """A *session* as it was planned, so many days *later* at the same time of day."""
    day = session.start.date() + later
    start = datetime.combine(day, session.start.time(), session.start.tzinfo)
    agenda = tuple(_ahead(item, new_id(), votes) for item in session.agenda)
    return replace(session, id=new_id(), assembly_id=into, start=start, public=False, agenda=agenda)


def _ahead(item: Item, id: str, votes: dict[str, str]) -> Item:
    """An *item* as it was planned, with the vote that is held then in the new assembly."""
    vote_id = None if item.vote_id is None else votes.get(item.vote_id)
    return replace(item, id=id, vote_id=vote_id, began=None, ended=None)
