"""The public draw as a ceremony: announced beforehand, its tickets numbered by a throw.

Both steps may be left out. What was announced binds; the sheet to print says the rest.
"""

from __future__ import annotations

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import ProcedureError
from deliberation.figures import SHEET, draw_sheet
from deliberation.procedures.drawing import announce_draw, announced, number_tickets, numbered
from deliberation.sortition import Tickets
from deliberation.sortition.draw import HAND, LOTS, Method
from webapp import policy
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.twice import seed_typed_twice
from webapp.forms import Typed


@bp.get("/facilitator/<assembly_id>/ceremony")
@policy.facilitator
def ceremony(assembly_id: str) -> ResponseReturnValue:
    """What has been announced, what numbers the tickets, and what comes next."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/ceremony/announce")
@policy.facilitator
def announce(assembly_id: str) -> ResponseReturnValue:
    """Say beforehand how the draw will be done."""
    typed = Typed(request.form)
    method: Method = LOTS if typed.choice("method", (HAND, LOTS)) == LOTS else HAND
    source, numbering = typed.line("source"), typed.line("numbering", needed=method == HAND)
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    with begin() as store:
        announce_draw(
            store,
            assembly_id,
            source=source,
            numbering=numbering or None,
            method=method,
            by=current_user.facilitator.id,
            now=now(),
        )
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/ceremony/number")
@policy.facilitator
def number(assembly_id: str) -> ResponseReturnValue:
    """Number the tickets, if two people have typed the same."""
    typed = Typed(request.form)
    seed = seed_typed_twice(typed)
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    with begin() as store:
        number_tickets(store, assembly_id, seed=seed, by=current_user.facilitator.id, now=now())
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/sheet.html")
@policy.facilitator
def sheet(assembly_id: str) -> ResponseReturnValue:
    """The sheet for the room, as a file: it brings its own style, so it is opened, not shown."""
    _committed_only()
    with reading() as store:
        page = draw_sheet(
            Tickets(store.lottery(assembly_id), numbered(store, assembly_id)),
            commitment=store.commitment(assembly_id).digest,
            announcement=announced(store, assembly_id),
            language=_language(),
        )
    return Response(
        page,
        mimetype="text/html",
        headers={"Content-Disposition": 'attachment; filename="sheet.html"'},
    )


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """The one step at hand: the announcement, the numbers, or the draw."""
    if g.assembly.stage not in (Stage.COMMITTED, Stage.DRAWN):
        return render_template("facilitator/ceremony.html", assembly=g.assembly, ready=False)
    with reading() as store:
        return render_template(
            "facilitator/ceremony.html",
            assembly=g.assembly,
            ready=True,
            announcement=announced(store, assembly_id),
            numbering=numbered(store, assembly_id),
            problems=problems or {},
        )


def _committed_only() -> None:
    """Stop where there is nothing to draw from yet."""
    if g.assembly.stage not in (Stage.COMMITTED, Stage.DRAWN):
        raise ProcedureError("the commitment is not published yet")


def _language() -> str:
    """The visitor's language, of those that the sheet is written in."""
    locale = get_locale()
    return locale.language if locale and locale.language in SHEET else "en"
