"""Sessions of an assembly: planned, shown, and carried out item by item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.accounts import change_assembly, own_assembly, require_going_on
from deliberation.procedures.admitting import require_card
from deliberation.procedures.decide import votes_now
from deliberation.procedures.terms import line_problems
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.sessions import Item, Phase, Session
from deliberation.sessions.agenda import changed, shifted, with_item, without
from deliberation.store import Store

LONGEST = 600  # minutes of one item
MOST = 100  # items of one session


def create_session(
    store: Store,
    assembly_id: str,
    *,
    title: str,
    start: datetime,
    place: str = "",
    public: bool = True,
    phase: Phase | None = None,
    by: str,
    id: str,
) -> Session:
    """A session without an agenda.

    Args:
        start: when it is to begin, in the time zone of the place.
        public: whether everybody may see it and its agenda.
        phase: of the assembly's life that it is held in.

    Raises:
        InvalidInputError: the title or the place is none, or the start names no time zone.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: it is a draw of replacements; its members meet in the first assembly.
    """
    session = Session(id, assembly_id, title.strip(), start, place.strip(), public, phase=phase)
    _require_valid_session(session)
    change_assembly(store, assembly_id, by=by)
    if store.replacing(assembly_id) is not None:
        raise ProcedureError("the sessions of the members are those of the first assembly")
    store.add_session(session)
    return session


def change_session(
    store: Store,
    session_id: str,
    *,
    title: str,
    start: datetime,
    place: str,
    public: bool,
    phase: Phase | None = None,
    by: str,
) -> Session:
    """The session with another title, start, place or phase.

    Its agenda stays, times of day as they are.

    Raises:
        InvalidInputError: the title or the place is none, or the start names no time zone.
        NotFoundError: the facilitator has no such session.
    """

    def change(session: Session) -> Session:
        said = replace(
            session,
            title=title.strip(),
            start=start,
            place=place.strip(),
            public=public,
            phase=phase,
        )
        _require_valid_session(said)
        return said

    return put_changed(store, session_id, change, by=by)


def remove_session(store: Store, session_id: str, *, by: str) -> None:
    """Forget a session that has not begun.

    Raises:
        NotFoundError: the facilitator has no such session.
        ProcedureError: it has begun.
    """
    if session_to_change(store, session_id, by=by).reached is not None:
        raise ProcedureError("this session has begun; it stays")
    store.forget_speaking(session_id)
    store.forget_arrivals(session_id)
    store.remove_session(session_id)


def add_item(
    store: Store,
    session_id: str,
    *,
    title: str,
    minutes: int,
    least: int | None = None,
    at: time | None = None,
    vote_id: str | None = None,
    by: str,
    id: str,
) -> Session:
    """The session with another item at the end of its agenda.

    Args:
        least: the fewest minutes that it may be shortened to; without it, it may not.
        at: the time of day that it is fixed to.
        vote_id: the vote that is held then.

    Raises:
        InvalidInputError: the item cannot be, or there are too many.
        NotFoundError: the facilitator has no such session.
    """
    item = Item(id, title.strip(), minutes, minutes if least is None else least, at, vote_id)

    def add(session: Session) -> Session:
        _require_valid_item(store, session, item)
        if len(session.agenda) >= MOST:
            said = Sentence("an agenda has at most {most} items", most=MOST)
            raise InvalidInputError([said])
        return with_item(session, item)

    return put_changed(store, session_id, add, by=by)


def change_item(
    store: Store,
    session_id: str,
    item_id: str,
    *,
    title: str,
    minutes: int,
    least: int | None = None,
    at: time | None = None,
    vote_id: str | None = None,
    by: str,
) -> Session:
    """The session with an item that is not over said anew; it may be the one that goes on.

    Raises:
        InvalidInputError: the item cannot be.
        NotFoundError: the facilitator has no such session, or it no such item.
        ProcedureError: the item is over.
    """
    item = Item(item_id, title.strip(), minutes, minutes if least is None else least, at, vote_id)

    def change(session: Session) -> Session:
        _require_valid_item(store, session, item)
        return changed(session, item)

    return put_changed(store, session_id, change, by=by)


def move_item(store: Store, session_id: str, item_id: str, *, places: int, by: str) -> Session:
    """The session with an item so many *places* further down; up where that is below zero.

    Raises:
        NotFoundError: the facilitator has no such session, or it no such item.
        ProcedureError: the item has begun.
    """
    return put_changed(store, session_id, lambda s: shifted(s, item_id, by=places), by=by)


def remove_item(store: Store, session_id: str, item_id: str, *, by: str) -> Session:
    """The session without an item that has not begun.

    Raises:
        NotFoundError: the facilitator has no such session, or it no such item.
        ProcedureError: the item has begun.
    """
    return put_changed(store, session_id, lambda s: without(s, item_id), by=by)


def own_session(store: Store, session_id: str, *, by: str, right: Right = Right.LEAD) -> Session:
    """The session, if the role of *by* includes the *right*; others' are not told apart from none.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: the facilitator has no such session.
    """
    session = store.session(session_id)
    try:
        own_assembly(store, session.assembly_id, by=by, right=right)
    except NotFoundError:
        raise NotFoundError("session", session_id) from None
    return session


def session_to_change(
    store: Store, session_id: str, *, by: str, right: Right = Right.LEAD
) -> Session:
    """The same, kept from other changes until the transaction ends.

    Raises:
        NotAllowedError: the role is for other things.
        NotFoundError: the facilitator has no such session.
    """
    found = own_session(store, session_id, by=by, right=right)
    change_assembly(store, found.assembly_id, by=by, right=right)
    return store.session(session_id)


def put_changed(
    store: Store, session_id: str, change: Callable[[Session], Session], *, by: str
) -> Session:
    """The session after a *change*, kept where there was one.

    Raises:
        NotFoundError: the facilitator has no such session.
    """
    before = session_to_change(store, session_id, by=by)
    after = change(before)
    if after != before:
        store.put_session(after)
    return after


def session_for_member(store: Store, session_id: str, *, token: str) -> Session:
    """The session, for what a member does in it; no vote is opened until the transaction ends.

    Raises:
        NotAMemberError: the token is none of the assembly's.
        NotFoundError: there is no such session.
        ProcedureError: a vote is open, or the assembly is in the archive.
    """
    assembly_id = store.session(session_id).assembly_id
    require_card(store, assembly_id, token)
    store.lock_assembly(assembly_id)
    require_going_on(store.assembly(assembly_id))
    require_no_vote(store, assembly_id)
    return store.session(session_id)


def require_no_vote(store: Store, assembly_id: str) -> None:
    """Pass on if no vote is open.

    While one is, no member asks to speak or checks in: the database, which remembers the order in
    which things are written, then holds nothing that a member did between two ballots.

    Raises:
        ProcedureError: one is.
    """
    if votes_now(store, assembly_id):
        raise ProcedureError("a vote is open; do this when it is closed")


def _require_valid_session(session: Session) -> None:
    problems = line_problems(Sentence("title"), session.title)
    if session.place:
        problems += line_problems(Sentence("place"), session.place)
    if not isinstance(session.start.tzinfo, ZoneInfo):
        problems.append(Sentence("the start names no time zone of a place"))
    if problems:
        raise InvalidInputError(problems)


def _require_valid_item(store: Store, session: Session, item: Item) -> None:
    problems = line_problems(Sentence("title"), item.title)
    if not 1 <= item.minutes <= LONGEST:
        problems.append(Sentence("an item takes 1 to {longest} minutes", longest=LONGEST))
    if not 1 <= item.least <= item.minutes:
        problems.append(Sentence("an item can be shortened to one minute or more, not lengthened"))
    if item.at is not None and (item.at.tzinfo is not None or item.at.second):
        problems.append(Sentence("a time of day is written with hours and minutes"))
    votes = [vote.id for vote in store.votes(session.assembly_id)]
    if item.vote_id not in (None, *votes):
        problems.append(Sentence("there is no such vote in this assembly"))
    if problems:
        raise InvalidInputError(problems)
