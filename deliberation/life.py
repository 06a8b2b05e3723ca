"""The life of an assembly in five phases: what is done, what comes next, what is missing.

Nobody says how far an assembly has come; it follows from what is kept. Each phase has its *tasks*.
One task at most is the next, so that whoever opens the page knows what to do:

1. A vote that is open comes before a session that goes on, that before a vote whose result is
   waited for, and all these before what is only planned.
2. Else it is the first task that is not done, in the order of the phases.
3. What may be left out is passed over as soon as there is something of a later phase: who holds a
   vote without a session, or hands out cards without a draw, is not asked for them for ever. Of an
   assembly in the archive everything that is not done is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from deliberation.assembly import Assembly, Stage, Vote, VoteState
from deliberation.sessions.agenda import LATE, Session
from deliberation.sessions.phases import Phase


class Deed(StrEnum):
    """What there is to do in a task."""

    POOL = "pool"
    LOTTERY = "lottery"
    COMMITMENT = "commitment"
    DRAW = "draw"
    PANEL = "panel"
    CARDS = "cards"
    PLAN = "plan"
    AGENDA = "agenda"
    LEAD = "lead"
    ASK = "ask"
    RESULT = "result"
    PURGE = "purge"
    ARCHIVE = "archive"


class State(StrEnum):
    """How far a phase has come."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of an assembly, as far as its life follows from it.

    Args:
        cards: how many were handed out.
        undecided: the ids of closed votes whose urn is not opened, or whose tie is not settled.
        over: the ids of sealed votes of which nothing is left to be counted.
        full: the ids of those among them whose urn is not destroyed yet.
        all_come: whether everybody on the panel has said yes, or a draw of replacements follows.
        replaces: whether it is a draw of replacements, which ends with the draw; cards, sessions
            and votes are those of the assembly that was drawn first.
    """

    assembly: Assembly
    cards: int = 0
    sessions: tuple[Session, ...] = ()
    votes: tuple[Vote, ...] = ()
    undecided: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()
    all_come: bool = False
    replaces: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, or done.

    Args:
        of: the session or the vote that it is about, where it is about one.
        passed: whether it is left out, and will not be asked for.
        urgent: how soon it must be done, 1 before 2 before 3; 0 where it has its time.
        optional: whether it may be left out.
    """

    phase: Phase
    deed: Deed
    done: bool
    of: Session | Vote | None = field(default=None, hash=False)
    passed: bool = False
    urgent: int = 0
    optional: bool = False

    @property
    def missing(self) -> bool:
        """Whether it is still to be done."""
        return not self.done and not self.passed


@dataclass(frozen=True, slots=True)
class Part:
    """One *phase* of a life, how far it has come, and its *tasks* in their order."""

    phase: Phase
    state: State
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Life:
    """The parts of a life, and the one task that is next; ``None`` where nothing is."""

    parts: tuple[Part, ...]
    next: Task | None

    @property
    def phase(self) -> Phase:
        """The phase that the assembly is in: that of the next task, or else the last."""
        return self.parts[-1].phase if self.next is None else self.next.phase


def life(known: Known, *, now: datetime) -> Life:
    """The life of an assembly of which so much is *known*."""
    tasks = _with_passed([*_recruiting(known)] if known.replaces else [*_tasks(known, now)])
    if known.assembly.archived is not None:
        tasks = [replace(task, passed=not task.done) for task in tasks]
    missing = [task for task in tasks if task.missing]
    urgent = sorted((task for task in missing if task.urgent), key=lambda task: task.urgent)
    following = next(iter(urgent + missing), None)
    phases = [Phase.RECRUIT] if known.replaces else [*Phase]
    return Life(tuple(_part(phase, tasks, following) for phase in phases), following)


def phase_of(session: Session) -> Phase:
    """The phase of a *session*: as was said, or else by whether a vote is on its agenda."""
    if session.phase is not None:
        return session.phase
    votes = any(item.vote_id is not None for item in session.agenda)
    return Phase.DECIDE if votes else Phase.DELIBERATE


def next_session(known: Known, *, now: datetime) -> Session | None:
    """The session that goes on, or else the next one ahead."""
    ahead = [one for one in known.sessions if not one.over and not _missed(one, now)]
    going_on = [one for one in ahead if one.current is not None]
    return min(going_on or ahead, key=lambda one: (one.start, one.id), default=None)


def _tasks(known: Known, now: datetime) -> Iterator[Task]:
    yield from _recruiting(known)
    yield Task(Phase.RECRUIT, Deed.CARDS, done=known.cards > 0)
    for phase in (Phase.LEARN, Phase.DELIBERATE):
        held = [*_meeting(known, phase, now)]
        yield from held or [Task(phase, Deed.PLAN, done=False, optional=True)]
    yield Task(Phase.DECIDE, Deed.ASK, done=bool(known.votes))
    yield from _meeting(known, Phase.DECIDE, now)
    yield from (_result(vote, known) for vote in known.votes)
    yield from _meeting(known, Phase.FOLLOW_UP, now)
    for vote in known.votes:
        if vote.id in known.over:
            yield Task(Phase.FOLLOW_UP, Deed.PURGE, vote.id not in known.full, vote)
    yield Task(Phase.FOLLOW_UP, Deed.ARCHIVE, done=known.assembly.archived is not None)


def _recruiting(known: Known) -> Iterator[Task]:
    """From the two files, or from what is left of the quotas, to the panel."""
    order = (Stage.POOL, Stage.LOTTERY, Stage.COMMITTED, Stage.DRAWN)
    deeds = (Deed.POOL, Deed.LOTTERY, Deed.COMMITMENT, Deed.DRAW)
    stage = known.assembly.stage
    reached = -1 if stage is Stage.EMPTY else order.index(stage)
    for place, deed in enumerate(deeds):
        done, optional = place <= reached, stage is Stage.EMPTY and not known.replaces
        yield Task(Phase.RECRUIT, deed, done, optional=optional)
    yield Task(Phase.RECRUIT, Deed.PANEL, known.all_come, optional=True)


def _meeting(known: Known, phase: Phase, now: datetime) -> Iterator[Task]:
    """The sessions of a *phase*, the earliest first."""
    for session in known.sessions:
        if phase_of(session) is not phase:
            continue
        if not session.agenda:
            yield Task(phase, Deed.AGENDA, False, session, passed=_missed(session, now))
            continue
        urgent, passed = 2 if session.current is not None else 0, _missed(session, now)
        yield Task(phase, Deed.LEAD, session.over, session, passed, urgent)


def _missed(session: Session, now: datetime) -> bool:
    """Whether a session was to begin more than a day ago, and was not led."""
    return session.reached is None and session.start + LATE <= now


def _result(vote: Vote, known: Known) -> Task:
    """The result of a *vote*."""
    waits = vote.state is VoteState.CLOSED and vote.id in known.undecided
    urgent = 1 if vote.state is VoteState.OPEN else 3 if waits else 0
    done = vote.state is VoteState.CLOSED and not waits
    return Task(Phase.DECIDE, Deed.RESULT, done, vote, urgent=urgent)


def _with_passed(tasks: list[Task]) -> list[Task]:
    """The *tasks*, those marked that may be left out and are."""
    begun = [place for place, task in enumerate(tasks) if _is_begun(task)]
    last = max(begun, default=-1)
    return [
        replace(task, passed=task.passed or (task.optional and not task.done and place < last))
        for place, task in enumerate(tasks)
    ]


def _is_begun(task: Task) -> bool:
    """Whether a task is done, or is about a session or a vote that somebody has made."""
    return task.done or task.of is not None


def _part(phase: Phase, tasks: list[Task], following: Task | None) -> Part:
    """The *tasks* of one *phase*."""
    own = tuple(task for task in tasks if task.phase is phase)
    state = State.AHEAD
    if following is not None and following.phase is phase:
        state = State.NOW
    elif all(task.passed for task in own):
        state = State.LEFT_OUT
    elif not any(task.missing for task in own):
        state = State.DONE
    return Part(phase, state, own)
