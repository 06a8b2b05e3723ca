"""Who wants to speak, who has the floor, and for how long.

Nothing here touches a ballot, a vote or the ledger. As long as a vote is open no member may ask or
withdraw: so the database, which remembers the order in which things are written, holds nothing
that a member did between two ballots.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.procedures.cards import token_hash
from deliberation.procedures.meeting import (
    require_no_vote,
    session_for_member,
    session_to_change,
)
from deliberation.procedures.terms import line_problems
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.sessions import Session
from deliberation.sessions.speaking import (
    AtTable,
    Person,
    Speech,
    Spoken,
    Waiting,
    Wish,
    queue,
    speaker,
    spoken,
    spoken_at_tables,
)
from deliberation.store import Store

LONGEST_NAME = 60  # characters
LONGEST_TABLE = 20  # characters


@dataclass(frozen=True, slots=True)
class Floor:
    """The queue of a session: who speaks, who waits in which order, who has spoken how long.

    Args:
        tables: how long each table has spoken, where people say at which they sit.
    """

    speaker: Speech | None
    waiting: tuple[Waiting, ...]
    spoken: tuple[Spoken, ...]
    tables: tuple[AtTable, ...] = ()

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody whose name or card is known: who speaks, who waits, who has spoken."""
        speaks = () if self.speaker is None else (self.speaker.person,)
        waits, spoke = (w.wish.person for w in self.waiting), (s.person for s in self.spoken)
        found = {person.voice: person for person in (*speaks, *waits, *spoke)}
        return tuple(one for one in found.values() if one.called or one.card is not None)


def floor_of(store: Store, session_id: str, *, now: datetime) -> Floor:
    """The queue of a session as it stands."""
    speeches = store.speeches(session_id)
    ended = [speech for speech in speeches if speech.ended is not None]
    waiting = queue(store.wishes(session_id), speeches, now=now)
    tables = spoken_at_tables(ended, now=now)
    return Floor(speaker(speeches), waiting, spoken(ended, now=now), tables)


def ask_to_speak(
    store: Store,
    session_id: str,
    *,
    called: str,
    point: bool,
    table: str = "",
    token: str,
    now: datetime,
) -> None:
    """Put the holder of a card into the queue; asked again, the place by time stays.

    Args:
        called: how they want to be called; blank to be called by the number of their card.
        point: whether it is a point of order.
        table: the table at which they sit; blank for the one that was said before, if any.

    Raises:
        InvalidInputError: the name or the table is none.
        NotAMemberError: the token is none of the assembly's.
        NotFoundError: there is no such session.
        ProcedureError: the session does not go on, or a vote is open.
    """
    called, table = _name(called), _table(table)
    session = session_for_member(store, session_id, token=token)
    _require_going_on(session)
    number = None if called else store.card_number(session.assembly_id, token_hash(token))
    voice = voice_of(token, session_id=session_id)
    person = Person(voice, called, number, table or _table_before(store, session_id, voice))
    store.put_wish(session_id, Wish(person, now, point))


def put_in_queue(
    store: Store,
    session_id: str,
    *,
    called: str,
    point: bool,
    table: str = "",
    by: str,
    now: datetime,
) -> None:
    """Put somebody into the queue who has no phone: whoever is called the same is the same person.

    Args:
        table: the table at which they sit; blank for the one that was said before, if any.

    Raises:
        InvalidInputError: the name or the table is none.
        NotFoundError: the facilitator has no such session.
        ProcedureError: the session does not go on, or a vote is open.
    """
    called, table = _name(called), _table(table)
    if not called:
        raise InvalidInputError(line_problems(Sentence("name"), called))
    session = session_to_change(store, session_id, by=by, right=Right.FLOOR)
    require_no_vote(store, session.assembly_id)
    _require_going_on(session)
    voice = voice_of(called.casefold(), session_id=session_id)
    table = table or _table_before(store, session_id, voice)
    store.put_wish(session_id, Wish(Person(voice, called, table=table), now, point))


def seat_at(store: Store, session_id: str, *, voice: str, table: str, by: str) -> None:
    """Say at which table somebody sits who waits or has spoken; blank for none.

    Raises:
        InvalidInputError: the table is none.
        NotFoundError: the facilitator has no such session.
        ProcedureError: a vote is open.
    """
    table = _table(table)
    session = session_to_change(store, session_id, by=by, right=Right.FLOOR)
    require_no_vote(store, session.assembly_id)
    store.set_table(session_id, voice, table)


def withdraw_wish(store: Store, session_id: str, *, token: str) -> None:
    """Take the holder of a card out of the queue, if they are in it.

    Raises:
        NotAMemberError: the token is none of the assembly's.
        NotFoundError: there is no such session.
        ProcedureError: a vote is open.
    """
    session_for_member(store, session_id, token=token)
    store.remove_wish(session_id, voice_of(token, session_id=session_id))


def give_floor(store: Store, session_id: str, *, voice: str, by: str, now: datetime) -> None:
    """Let somebody who waits speak; whoever spoke before has ended. Nothing changes for others.

    Raises:
        NotFoundError: the facilitator has no such session.
    """
    session_to_change(store, session_id, by=by, right=Right.FLOOR)
    wish = next((one for one in store.wishes(session_id) if one.person.voice == voice), None)
    if wish is None:
        return  # given before, on a page that was pressed twice, or withdrawn
    before = speaker(store.speeches(session_id))
    if before is not None:
        store.end_speech(session_id, before.number, now)
    store.add_speech(session_id, wish, now)
    store.remove_wish(session_id, voice)


def end_speech(store: Store, session_id: str, *, number: int, by: str, now: datetime) -> None:
    """End a speech, if it goes on.

    Raises:
        NotFoundError: the facilitator has no such session.
    """
    session_to_change(store, session_id, by=by, right=Right.FLOOR)
    store.end_speech(session_id, number, now)


def end_queue(store: Store, session_id: str, *, now: datetime) -> None:
    """Forget at the end of a session who waits, and how those are called who have spoken.

    Whoever speaks has ended. What is told of the session needs no names. Lock the assembly first.
    """
    going_on = speaker(store.speeches(session_id))
    if going_on is not None:
        store.end_speech(session_id, going_on.number, now)
    store.forget_names(session_id)


def forget_speaking(store: Store, session_id: str, *, by: str) -> None:
    """Forget who wants to speak and who has spoken, names and times.

    Raises:
        NotFoundError: the facilitator has no such session.
    """
    session_to_change(store, session_id, by=by)
    store.forget_speaking(session_id)


def voice_of(token: str, *, session_id: str) -> str:
    """What stands for the holder of a token in the queue of one session.

    It follows from the token alone, as slots and hashes of cards do, and neither of these from it;
    of those without a card, from their name.
    """
    return sha256(f"voice{token}{session_id}".encode()).hexdigest()


def session_that_goes_on(store: Store, assembly_id: str) -> Session | None:
    """The session of an assembly that goes on; of several the one that was to begin last."""
    going_on = [one for one in store.sessions(assembly_id) if one.current is not None]
    return going_on[-1] if going_on else None


def _require_going_on(session: Session) -> None:
    if session.current is None:
        raise ProcedureError("nobody can ask to speak before the session begins, or after it")


def _table_before(store: Store, session_id: str, voice: str) -> str:
    """The table at which somebody was said to sit; none where that was not said."""
    wishes, speeches = store.wishes(session_id), store.speeches(session_id)
    people = [*(wish.person for wish in wishes), *(speech.person for speech in speeches)]
    return next((person.table for person in people if person.voice == voice), "")


def _table(table: str) -> str:
    """A table as it is kept, without a name where nothing is left.

    Raises:
        InvalidInputError: it is no short line.
    """
    too_long = Sentence("a table has at most {longest} characters", longest=LONGEST_TABLE)
    return _line(table, Sentence("table"), LONGEST_TABLE, too_long)


def _name(called: str) -> str:
    """A name as it is kept, none where nothing is left.

    Raises:
        InvalidInputError: it is no short line.
    """
    too_long = Sentence("a name has at most {longest} characters", longest=LONGEST_NAME)
    return _line(called, Sentence("name"), LONGEST_NAME, too_long)


def _line(text: str, called: Sentence, longest: int, too_long: Sentence) -> str:
    """A *text* without white space at its ends, which may be empty, and no longer than that."""
    text = text.strip()
    problems = line_problems(called, text) if text else []
    if len(text) > longest:
        problems.append(too_long)
    if problems:
        raise InvalidInputError(problems)
    return text
