"""The second person for what cannot be taken back: asked for, or at the same laptop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.errors import InvalidInputError
from deliberation.procedures.two_people import (
    ask_second,
    asked_for,
    asked_of,
    others,
)
from deliberation.roles import Act, Right
from deliberation.store import Store
from webapp import auth, policy
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed
from webapp.words import act_told, row

HIGHEST_NUMBER = 999_999
"""Of a card."""

PAGES = {
    Act.DRAW: "draw",
    Act.UNSEAL: "vote",
    Act.GIVE_UP: "lost",
    Act.REVOKE: "cards",
    Act.DELETE: "delete",
}
"""The page of each act that a colleague can be asked for."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How two people come together for an act.

    Args:
        names: of those who may be the second person, in a row; empty where one is alone.
        asked_by: the name of a colleague who has asked for this; empty where nobody has.
        waits: whether whoever looks has asked for it.
    """

    act: Act
    subject: str
    names: str
    asked_by: str
    waits: bool


@dataclass(frozen=True, slots=True)
class Request:
    """What a colleague asks for: who, what, done to what, and where."""

    name: str
    what: str
    subject: str
    address: str


def pair(store: Store, assembly_id: str, act: Act, subject: str = "") -> Pair:
    """How whoever asks and a second person come together for an act."""
    by = current_user.facilitator.id
    able = {one.id: one.name for one in others(store, assembly_id, act, by=by)}
    asked = asked_for(store, assembly_id, act, subject=subject, now=now())
    asks = "" if asked is None else asked.by
    return Pair(act, subject, row(able.values()), able.get(asks, ""), waits=asks == by)


def second_typed(typed: Typed, assembly_id: str, act: Act, subject: str = "") -> str | None:
    """The account of the second person at this laptop; ``None`` where nobody typed a name there.

    A name and a password that do not belong together become a problem of the field ``second``; so
    does it where a second person is needed and nobody has asked for the act.
    """
    name, password = request.form.get("second", "").strip(), request.form.get("second-password", "")
    if name or password:
        found = auth.account_of(name, password, now=now())
        if found is None:
            typed.problems["second"] = _("That name and password do not belong together.")
        return None if found is None else found.id
    with reading() as store:
        two = pair(store, assembly_id, act, subject)
    if two.names and not two.asked_by:
        typed.problems["second"] = _("A second person is needed.")
    return None


def requests(store: Store, assembly_id: str, *, at: datetime) -> list[Request]:
    """What colleagues ask of whoever looks, in this assembly."""
    by = current_user.facilitator.id
    names = {one.id: one.name for one in store.team(assembly_id)}
    found = asked_of(store, assembly_id, by=by, now=at)
    titles = {vote.id: vote.title for vote in store.votes(assembly_id)} if found else {}
    return [
        Request(
            names[asked.by],
            act_told(asked.act),
            titles.get(asked.subject, asked.subject),
            _page(assembly_id, asked.act, asked.subject),
        )
        for asked in found
    ]


@bp.post("/facilitator/<assembly_id>/ask")
@policy.may(Right.ENTER)
def ask(assembly_id: str) -> ResponseReturnValue:
    """Ask a colleague to do something on their own sign-in."""
    act, subject = _asked()
    with begin() as store:
        by = current_user.facilitator.id
        ask_second(store, assembly_id, act, subject=subject, by=by, now=now())
    flash(_("Your colleagues see that you ask, on their page of this assembly, for an hour."))
    return redirect(_page(assembly_id, act, subject))


def _asked() -> tuple[Act, str]:
    """What the form asks for; a card is called by the number that stands in its field.

    Raises:
        InvalidInputError: nothing that two people do together, or no card.
    """
    typed = Typed(request.form)
    act = Act(typed.choice("act", [*Act]))
    if act is Act.REVOKE:
        subject = str(typed.number("number", least=1, most=HIGHEST_NUMBER))
    else:
        subject = typed.line("subject", longest=64, needed=False)
    if typed.problems:
        raise InvalidInputError(typed.problems.values())
    return act, subject


def _page(assembly_id: str, act: Act, subject: str) -> str:
    """The address of the page where an act is done."""
    page = f"facilitator.{PAGES[act]}"
    if act.of_vote:
        return url_for(page, assembly_id=assembly_id, vote_id=subject)
    if act is Act.REVOKE:
        return url_for(page, assembly_id=assembly_id, number=subject)
    return url_for(page, assembly_id=assembly_id)
