"""The public draw as a ceremony: announced beforehand, its tickets numbered by a throw.

Both steps may be left out. What was announced binds; the sheet to print says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import ProcedureError
from deliberation.figures import SHEET, draw_sheet
from deliberation.procedures.drawing import announce_draw, announced, number_tickets, numbered
from deliberation.roles import Right
from deliberation.sortition import Tickets
from deliberation.sortition.draw import HAND, LOTS, Method
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin, now, reading
from webapp.facilitator.beacon import checks_signatures, is_round, source_announced, tell
from webapp.facilitator.blueprint import bp
from webapp.facilitator.twice import field_of, public_seed
from webapp.forms import Typed
from webapp.languages import spoken
from webapp.public.pages import download


@bp.get("/facilitator/<assembly_id>/ceremony")
@policy.may(Right.DRAW)
def ceremony(assembly_id: str) -> ResponseReturnValue:
    """What has been announced, what numbers the tickets, and what comes next."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/ceremony/announce")
@policy.may(Right.DRAW)
def announce(assembly_id: str) -> ResponseReturnValue:
    """Say beforehand how the draw will be done."""
    again = partial(_page, assembly_id)
    with shown_again(again) as typed:
        said = _said(typed)
    with told_beside("source", again), begin() as store:
        _announce(store, assembly_id, said)
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/ceremony/number")
@policy.may(Right.DRAW)
def number(assembly_id: str) -> ResponseReturnValue:
    """Number the tickets, if two people have typed the same, or by the round that was announced."""
    with reading() as store:
        announcement = announced(store, assembly_id)
    again = partial(_page, assembly_id)
    with shown_again(again) as typed:
        seed = public_seed(typed, announcement.numbering if announcement else None)
    with told_beside(field_of(seed), again), begin() as store:
        number_tickets(store, assembly_id, seed=seed, by=current_user.facilitator.id, now=now())
    tell(seed)
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/sheet.html")
@policy.may(Right.DRAW)
def sheet(assembly_id: str) -> ResponseReturnValue:
    """The sheet for the room, as a file: it brings its own style, so it is opened, not shown."""
    _committed_only()
    with reading() as store:
        page = _sheet(store, assembly_id)
    return download(page, "sheet.html", "text/html; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Said:
    """How the form says that the draw will be done, in the words of ``announce_draw``."""

    source: str
    numbering: str | None
    method: Method


def _said(typed: Typed) -> Said:
    """What is announced, as it was *typed*."""
    method: Method = LOTS if typed.choice("method", (HAND, LOTS)) == LOTS else HAND
    numbering = source_announced(typed, "numbering", needed=method == HAND)
    source = source_announced(typed, "source")
    if method == HAND and is_round(source):
        typed.problems["method"] = _("A round of drand shows no number; the ticket is worked out.")
    return Said(source, numbering or None, method)


def _announce(store: Store, assembly_id: str, said: Said) -> None:
    """Put what was *said* on the ledger."""
    announce_draw(
        store,
        assembly_id,
        source=said.source,
        numbering=said.numbering,
        method=said.method,
        by=current_user.facilitator.id,
        now=now(),
    )


def _sheet(store: Store, assembly_id: str) -> bytes:
    """The sheet, in the visitor's language where it speaks that."""
    sheet = draw_sheet(
        Tickets(store.lottery(assembly_id), numbered(store, assembly_id)),
        commitment=store.commitment(assembly_id).digest,
        announcement=announced(store, assembly_id),
        language=spoken(SHEET),
    )
    return sheet.encode()


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """The one step at hand: the announcement, the numbers, or the draw."""
    if g.assembly.stage not in (Stage.COMMITTED, Stage.DRAWN):
        return render_template("facilitator/ceremony.html", assembly=g.assembly, ready=False)
    with reading() as store:
        announcement, numbering = announced(store, assembly_id), numbered(store, assembly_id)
    return render_template(
        "facilitator/ceremony.html",
        assembly=g.assembly,
        ready=True,
        announcement=announcement,
        numbering=numbering,
        beacon=announcement is not None and is_round(announcement.numbering),
        by_round=announcement is not None and is_round(announcement.draw),
        checked=checks_signatures(),
        problems=problems or {},
    )


def _committed_only() -> None:
    """Stop where there is nothing to draw from yet."""
    if g.assembly.stage not in (Stage.COMMITTED, Stage.DRAWN):
        raise ProcedureError("the commitment is not published yet")
