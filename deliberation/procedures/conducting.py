"""A session under way: on to the next item, a step back, and a line that everybody reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from deliberation.errors import InvalidInputError
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.meeting import put_changed
from deliberation.procedures.speaking import end_queue
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from deliberation.sessions import Session
from deliberation.sessions.agenda import moved_on, taken_back
from deliberation.store import Store

LONGEST_MESSAGE = 140  # characters: one line on the big screen


def move_on(store: Store, session_id: str, *, after: str, by: str, now: datetime) -> Session:
    """The session when the item *after* has ended and the next one has begun.

    Said a second time, or of an item at which the session is no more, it changes nothing. A session
    that begins is shown to everybody. With its last item the queue of those who want to speak ends,
    and the names in it are forgotten.

    Args:
        after: the id of the item that whoever says it saw as the last; empty before the first.

    Raises:
        NotFoundError: the facilitator has no such session.
    """

    def move(before: Session) -> Session:
        session = moved_on(before, after=after, now=now)
        return before if session == before else replace(session, public=True)

    after_it = put_changed(store, session_id, move, by=by)
    if after_it.over:
        end_queue(store, session_id, now=now)
    return after_it


def step_back(store: Store, session_id: str, *, to: str, by: str) -> Session:
    """The session as it was before its last step, for whoever moved on by mistake.

    Args:
        to: the id of the item that ended with that step; empty where it was the beginning. Where
            the last step was another one, nothing changes.

    Raises:
        NotFoundError: the facilitator has no such session.
    """
    return put_changed(store, session_id, lambda before: taken_back(before, to=to), by=by)


def tell_all(store: Store, assembly_id: str, text: str, *, by: str) -> None:
    """Show a line on the big screen and on the members' pages, instead of one from before.

    Args:
        text: blank to take the line back.

    Raises:
        InvalidInputError: it is no short line.
        NotFoundError: the facilitator has no such assembly.
    """
    text = text.strip()
    problems = line_problems(Sentence("message"), text) if text else []
    if len(text) > LONGEST_MESSAGE:
        problems.append(
            Sentence("a message has at most {longest} characters", longest=LONGEST_MESSAGE)
        )
    if problems:
        raise InvalidInputError(problems)
    change_assembly(store, assembly_id, by=by)
    store.put_message(assembly_id, text)
