"""The life of an assembly in words: each task with its page, and one clear next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from deliberation.assembly import Assembly, Vote
from deliberation.life import Deed, Life, Task
from deliberation.sessions import Session


@dataclass(frozen=True, slots=True)
class Step:
    """One task: its *title*, what it is *about*, and the *address* of its page.

    Args:
        hint: what the step is good for, in a sentence.
        about: the title of the session or the vote, where it is about one.
        session: the session that it is about, for its date.
    """

    task: Task
    title: str
    hint: str
    address: str
    about: str = ""
    session: Session | None = None
    next: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One phase with its steps, by the code of the phase and of how far it has come."""

    phase: str
    state: str
    steps: tuple[Step, ...]


def stages(found: Life, assembly: Assembly) -> list[Stage]:
    """The phases of an *assembly* with their steps; at most one step is the next."""
    return [
        Stage(
            part.phase.value,
            part.state.value,
            tuple(
                step_of(task, assembly, replaces=len(found.parts) == 1, next=task is found.next)
                for task in part.tasks
            ),
        )
        for part in found.parts
    ]


def step_of(task: Task, assembly: Assembly, *, replaces: bool = False, next: bool = False) -> Step:
    """A *task* with its words and its page.

    Args:
        replaces: whether it is a draw of replacements.
        next: whether it is the one next thing to do.
    """
    title, hint = _words(task.deed, replaces=replaces)
    about = "" if task.of is None else task.of.title
    session = task.of if isinstance(task.of, Session) else None
    return Step(task, title, hint, _address(task, assembly.id), about, session, next)


def _words(deed: Deed, *, replaces: bool) -> tuple[str, str]:
    """What is to do, and what it is good for."""
    if replaces and deed is Deed.POOL:
        return _("What is left of the quotas"), _("See what the free seats need, and who is left.")
    return {
        Deed.POOL: (
            _("People and quotas"),
            _("Upload who may be drawn, and how many of each kind the panel needs."),
        ),
        Deed.LOTTERY: (
            _("The lottery"),
            _("Compute panels that meet every quota, with chances as equal as they can be."),
        ),
        Deed.COMMITMENT: (
            _("The commitment"),
            _("Publish the lottery’s fingerprint before anybody can know the dice."),
        ),
        Deed.DRAW: (_("The draw"), _("Throw dice in public and type what everybody sees.")),
        Deed.PANEL: (
            _("Who comes"),
            _("Ask those who were drawn, and note what each has answered."),
        ),
        Deed.CARDS: (
            _("Cards for the members"),
            _("Print a card for each member; its code lets them vote without an account."),
        ),
        Deed.PLAN: (_("Plan a session"), _("Say when and where the members meet.")),
        Deed.AGENDA: (_("Write the agenda"), _("Write down what happens in it, and how long.")),
        Deed.LEAD: (_("Lead the session"), _("One item after the other; the big screen follows.")),
        Deed.ASK: (
            _("A vote"),
            _("Put a question to the members, with its rule fixed in advance."),
        ),
        Deed.RESULT: (
            _("The result"),
            _("Open the vote, close it, and show how it was counted."),
        ),
        Deed.PURGE: (
            _("Destroy the urn"),
            _("Destroy the sealed ballots once the result is published, and burn the sheets."),
        ),
        Deed.ARCHIVE: (
            _("Into the archive"),
            _("When nothing more is to come. The public page stays, and says that it is over."),
        ),
    }[deed]


def _address(task: Task, assembly_id: str) -> str:
    """The page on which a *task* is done, or can be looked at."""
    pages = {Deed.POOL: "people", Deed.PLAN: "sessions", Deed.ASK: "new_vote"}
    more: dict[str, Any] = {}
    match task.of:
        case Session() as session:
            page = "conduct" if task.deed is Deed.LEAD and not task.done else "session"
            more = {"session_id": session.id}
        case Vote() as vote:
            page = "purge" if task.deed is Deed.PURGE and not task.done else "vote"
            more = {"vote_id": vote.id}
        case _ if task.deed is Deed.ARCHIVE:
            return url_for("facilitator.assembly", assembly_id=assembly_id, _anchor="archive")
        case _:
            page = pages.get(task.deed, task.deed.value)
    return url_for(f"facilitator.{page}", assembly_id=assembly_id, **more)
