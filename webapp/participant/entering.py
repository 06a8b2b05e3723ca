"""Coming in by the code on a card; or why it does not lead in."""

from __future__ import annotations

from dataclasses import dataclass

from flask import session
from flask_babel import gettext as _

from deliberation.errors import InvalidInputError, NotAMemberError
from deliberation.procedures import admitting
from webapp import auth
from webapp.current import now, reading
from webapp.door import FullError
from webapp.participant import attempts


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a code does not lead in: a sentence, and the status of the page that says it.

    Args:
        full: whether too many come at this moment, so that the same code is sent once more.
    """

    sentence: str
    status: int
    full: bool = False


def enter(assembly_id: str, code: str) -> Refusal | None:
    """Remember the card with this *code*; or say why not."""
    if not attempts.may_try(session, now()):
        return _paused()
    try:
        with attempts.checking(session, now()), reading() as store:
            token = admitting.join(store, assembly_id, code)
    except FullError:
        attempts.note_full(session, now())
        return _full()
    except (NotAMemberError, InvalidInputError):
        attempts.note_wrong(session, now())
        return _not_right()
    auth.join(assembly_id, token)
    return None


def refused_before() -> Refusal:
    """Why the last code of this phone did not lead in."""
    if not attempts.may_try(session, now()):
        return _paused()
    return _full() if attempts.is_sent_away(session, now()) else _not_right()


def _not_right() -> Refusal:
    return Refusal(
        _("This code is not right. It has twelve letters and digits: compare each with your card."),
        403,
    )


def _paused() -> Refusal:
    return Refusal(
        _("There were many wrong codes. Wait a few minutes, or ask at the desk."), 429
    )  # fmt: skip


def _full() -> Refusal:
    return Refusal(_("Many are joining at this moment. Press the button again."), 503, full=True)
