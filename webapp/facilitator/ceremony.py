"""The public draw as a ceremony: announced beforehand, its tickets numbered by a throw.

Both steps may be left out. What was announced binds; the sheet to print says the rest.
"""

from __future__ import annotations

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.beacon import Round
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.figures import SHEET, draw_sheet
from deliberation.procedures.drawing import announce_draw, announced, number_tickets, numbered
from deliberation.roles import Right
from deliberation.sortition import Tickets
from deliberation.sortition.draw import HAND, LOTS, Method
from webapp import policy
from webapp.current import begin, now, reading
from webapp.errors import sentences
from webapp.facilitator.beacon import checks_signatures, is_round, source_announced, told
from webapp.facilitator.blueprint import bp
from webapp.facilitator.twice import public_seed, unfit
from webapp.forms import Typed
from webapp.languages import spoken


@bp.get("/facilitator/<assembly_id>/ceremony")
@policy.may(Right.DRAW)
def ceremony(assembly_id: str) -> ResponseReturnValue:
    """What has been announced, what numbers the tickets, and what comes next."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/ceremony/announce")
@policy.may(Right.DRAW)
def announce(assembly_id: str) -> ResponseReturnValue:
    """Say beforehand how the draw will be done."""
    typed = Typed(request.form)
    method: Method = LOTS if typed.choice("method", (HAND, LOTS)) == LOTS else HAND
    numbering = source_announced(typed, "numbering", needed=method == HAND)
    source = source_announced(typed, "source")
    if method == HAND and is_round(source):
        typed.problems["method"] = _("A round of drand shows no number; the ticket is worked out.")
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    try:
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
    except InvalidInputError as error:
        return _page(assembly_id, {"source": " ".join(sentences(error))}), 400
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/ceremony/number")
@policy.may(Right.DRAW)
def number(assembly_id: str) -> ResponseReturnValue:
    """Number the tickets, if two people have typed the same, or by the round that was announced."""
    typed = Typed(request.form)
    with reading() as store:
        announcement = announced(store, assembly_id)
    seed = public_seed(typed, announcement.numbering if announcement else None)
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    try:
        with begin() as store:
            number_tickets(store, assembly_id, seed=seed, by=current_user.facilitator.id, now=now())
    except InvalidInputError as error:
        return _page(assembly_id, unfit(error, seed)), 400
    if isinstance(seed, Round):
        flash(told(seed))
    return redirect(url_for("facilitator.ceremony", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/sheet.html")
@policy.may(Right.DRAW)
def sheet(assembly_id: str) -> ResponseReturnValue:
    """The sheet for the room, as a file: it brings its own style, so it is opened, not shown."""
    _committed_only()
    with reading() as store:
        page = draw_sheet(
            Tickets(store.lottery(assembly_id), numbered(store, assembly_id)),
            commitment=store.commitment(assembly_id).digest,
            announcement=announced(store, assembly_id),
            language=spoken(SHEET),
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
