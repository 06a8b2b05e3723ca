"""What an assembly keeps of people, until when, and deleting what is due.

Nothing is deleted because somebody opened a page, or because time has passed: a facilitator says
so, or whoever runs ``deliberation retention --apply``. ``Begin.scrub`` overwrites it afterwards.
In the archive too: there nothing comes in, but what is due goes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from deliberation.assembly import Assembly, Stage, VoteState
from deliberation.errors import InvalidInputError
from deliberation.procedures.accounts import lock_own
from deliberation.procedures.coworkers import KINDS, forget_coworkers, kept_of_coworkers
from deliberation.procedures.rehearsing import is_rehearsal
from deliberation.procedures.replacing import around
from deliberation.procedures.sealed import purge_urn
from deliberation.procedures.shown import shown
from deliberation.procedures.terms import line_problems
from deliberation.retention import Batch, Clock, Controller, Kind, clock, require_days
from deliberation.roles import RIGHTS, Right
from deliberation.sentences import Sentence
from deliberation.sessions import Session
from deliberation.store import Store

YEAR = timedelta(days=365)


def clocks(store: Store, assembly_id: str, *, now: datetime) -> tuple[Clock, ...]:
    """The clock of every kind of data, in the order of ``Kind``.

    Raises:
        NotFoundError: there is no such assembly.
    """
    assembly, days = store.assembly(assembly_id), store.days(assembly_id)
    last = _over(store, assembly_id)
    needs, names = len(store.needs(assembly_id)), len(store.named(assembly_id))
    found: dict[Kind, Sequence[Batch]] = {
        **_people(store, assembly, last),
        Kind.NEEDS: [Batch(assembly_id, needs, last)] if needs else [],
        Kind.CARDS: [*_cards(store, assembly_id, last)],
        Kind.ARRIVALS: [*_at_sessions(store.arrivals, store.sessions(assembly_id))],
        Kind.SPEAKING: [*_at_sessions(store.talk, store.sessions(assembly_id))],
        Kind.NAMES: [Batch(assembly_id, names, last)] if names else [],
        Kind.URNS: [*_urns(store, assembly_id)],
        **kept_of_coworkers(store, assembly, last),
        Kind.MESSAGE: [Batch(assembly_id, 1, last)] if store.message(assembly_id) else [],
    }
    return tuple(clock(kind, found[kind], days=days.get(kind), now=now) for kind in Kind)


def set_days(store: Store, assembly_id: str, kind: str, days: int, *, by: str) -> None:
    """Keep one *kind* of data for so many *days*.

    Raises:
        InvalidInputError: there is no such kind, or nothing is kept for so long.
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    if kind not in {*Kind}:
        raise InvalidInputError([f"no data are of the kind {kind!r}"])
    require_days(days)
    store.put_days(assembly_id, kind, days)


def set_controller(store: Store, assembly_id: str, controller: Controller, *, by: str) -> None:
    """Say who answers for the data of an assembly.

    Raises:
        InvalidInputError: the name or the contact is blank, or something is not one line.
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    problems = line_problems(Sentence("name"), controller.name)
    problems += line_problems(Sentence("name"), controller.contact)
    if controller.officer:
        problems += line_problems(Sentence("name"), controller.officer)
    if problems:
        raise InvalidInputError(problems)
    store.put_controller(assembly_id, controller)


def delete_due(store: Store, assembly_id: str, *, by: str, now: datetime) -> tuple[Clock, ...]:
    """Delete what is due by *now*; the clocks by which something was, as they stood before.

    Raises:
        NotFoundError: the facilitator has no such assembly.
    """
    lock_own(store, assembly_id, by=by)
    due = tuple(each for each in clocks(store, assembly_id, now=now) if each.due)
    for each in due:
        for batch in each.due:
            if each.kind in KINDS:
                forget_coworkers(store, assembly_id, each.kind, batch)
            else:
                _delete(store, assembly_id, each.kind, batch, by=by, now=now)
    return due


def leader(store: Store, assembly_id: str) -> str:
    """The account of somebody who leads an assembly, for what is done on the server itself."""
    team = store.team(assembly_id)
    return next(one.id for one in team if Right.LEAD in RIGHTS[one.role])


def _delete(
    store: Store, assembly_id: str, kind: Kind, batch: Batch, *, by: str, now: datetime
) -> None:
    """Delete one batch of one kind."""
    match kind:
        case Kind.POOL | Kind.ALTERNATES | Kind.PANEL:
            store.erase_people(assembly_id, _groups(store, assembly_id)[kind])
        case Kind.NEEDS:
            store.remove_needs(assembly_id)
        case Kind.CARDS:
            store.delete_cards(assembly_id)
        case Kind.ARRIVALS:
            store.forget_arrivals(batch.of)
        case Kind.SPEAKING:
            store.forget_speaking(batch.of)
        case Kind.NAMES:
            for name in store.named(assembly_id):
                store.remove_named(assembly_id, name)
        case Kind.URNS:
            purge_urn(store, batch.of, by=by, now=now)
        case Kind.MESSAGE:
            store.put_message(assembly_id, "")


def _over(store: Store, assembly_id: str) -> datetime | None:
    """When the last session of an assembly begins, or of the one that was drawn first.

    Where no session is entered, it is taken to be over a year after the draw.
    """
    sessions = store.sessions(around(store, assembly_id).first.id)
    if sessions:
        return max(session.start for session in sessions)
    drawn = store.drawn_at(assembly_id)
    return None if drawn is None else drawn + YEAR


def _people(
    store: Store, assembly: Assembly, last: datetime | None
) -> dict[Kind, Sequence[Batch]]:  # fmt: skip
    """Those of the pool, from the last session on, or from the draw where that was later."""
    drawn = store.drawn_at(assembly.id)
    since = None if drawn is None else max(drawn, last or drawn)
    return {
        kind: [Batch(assembly.id, len(ids), since)] if ids else []
        for kind, ids in _groups(store, assembly.id).items()
    }


def _groups(store: Store, assembly_id: str) -> dict[Kind, list[str]]:
    """Who of those that are kept was drawn, who is in reserve, and who was neither."""
    members: set[str] = set()
    reserve: set[str] = set()
    if store.assembly(assembly_id).stage is Stage.DRAWN:
        members, reserve = {*store.drawn(assembly_id).panel}, {*store.alternates(assembly_id)}
    kept = store.person_ids(assembly_id)
    return {
        Kind.POOL: [id for id in kept if id not in members | reserve],
        Kind.ALTERNATES: [id for id in kept if id in reserve],
        Kind.PANEL: [id for id in kept if id in members],
    }


def _cards(store: Store, assembly_id: str, last: datetime | None) -> Iterator[Batch]:
    """All cards, from the last session or the last close on; a rehearsal's are nobody's."""
    cards = store.cards(assembly_id)
    if not cards or is_rehearsal(store, assembly_id):
        return
    votes = store.votes(assembly_id)
    ends = [vote.closed for vote in votes if vote.closed is not None]
    open_ = any(vote.state is VoteState.OPEN for vote in votes)
    since = max([*ends, *([] if last is None else [last])], default=None)
    yield Batch(assembly_id, len(cards), since, Sentence("a vote is open") if open_ else "")


def _at_sessions(count: Callable[[str], int], sessions: Sequence[Session]) -> Iterator[Batch]:
    """What is kept of each session, from its start on."""
    for session in sessions:
        if number := count(session.id):
            goes_on = session.current is not None
            waits = Sentence("a session goes on") if goes_on else ""
            yield Batch(session.id, number, session.start, waits)


def _urns(store: Store, assembly_id: str) -> Iterator[Batch]:
    """The urn of each sealed vote, from its close on."""
    for vote in store.votes(assembly_id):
        seen = shown(store, vote)
        if vote.state is VoteState.CLOSED and seen is not None and not seen.purged:
            waits = "" if seen.over else Sentence("a vote is neither decided nor given up")
            yield Batch(vote.id, seen.cast, vote.closed, waits)
