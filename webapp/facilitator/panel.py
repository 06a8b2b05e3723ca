"""The draw: dice that everybody saw, and the panel that they led to."""

from __future__ import annotations

from unicodedata import normalize

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Stage
from deliberation.errors import ProcedureError
from deliberation.io.panels import alternates_csv, panel_csv
from deliberation.procedures.drawing import draw_panel
from webapp import policy
from webapp.current import begin, now, reading
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed

RESERVES = 10
MOST_RESERVES = 1000


@bp.get("/facilitator/<assembly_id>/draw")
@policy.facilitator
def draw(assembly_id: str) -> ResponseReturnValue:
    """Where two people type the dice."""
    if g.assembly.stage is Stage.DRAWN:
        return redirect(url_for("facilitator.panel", assembly_id=assembly_id))
    return _form()


@bp.post("/facilitator/<assembly_id>/draw")
@policy.facilitator
def throw(assembly_id: str) -> ResponseReturnValue:
    """Draw the panel, if both have typed the same."""
    typed = Typed(request.form)
    seed = seed_typed_twice(typed)
    reserves = typed.number("reserves", least=0, most=MOST_RESERVES)
    if typed.problems:
        return _form(typed.problems), 400
    by = current_user.facilitator.id
    with begin() as store:
        draw_panel(store, assembly_id, seed=seed, reserves=reserves, by=by, now=now())
    return redirect(url_for("facilitator.panel", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/panel")
@policy.facilitator
def panel(assembly_id: str) -> ResponseReturnValue:
    """Who was drawn, how the quotas are met, and who stands in reserve."""
    _drawn_only()
    with reading() as store:
        pool, quotas = store.pool(assembly_id), store.quotas(assembly_id)
        drawn, alternates = store.drawn(assembly_id), store.alternates(assembly_id)
    people = {person.id: person for person in pool}
    members = [people[id] for id in drawn.panel]
    return render_template(
        "facilitator/panel.html",
        assembly=g.assembly,
        draw=drawn,
        features=quotas.features,
        members=members,
        alternates=[people[id] for id in alternates],
        met=[*zip(quotas, quotas.counted(members), strict=True)],
    )


@bp.get("/facilitator/<assembly_id>/<any(panel, alternates):which>.csv")
@policy.facilitator
def download(assembly_id: str, which: str) -> ResponseReturnValue:
    """The panel or the reserves as a table."""
    _drawn_only()
    with reading() as store:
        pool, drawn = store.pool(assembly_id), store.drawn(assembly_id)
        alternates = store.alternates(assembly_id)
    return Response(
        panel_csv(pool, drawn.panel) if which == "panel" else alternates_csv(pool, alternates),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{which}.csv"'},
    )


def seed_typed_twice(typed: Typed) -> str:
    """The public seed, where two people have typed the same."""
    first, second = (normalize("NFC", typed.line(name)) for name in ("seed", "again"))
    if not typed.problems and first != second:
        typed.problems["again"] = _("The two are not the same. Look at the dice again.")
    return first


def _drawn_only() -> None:
    """Stop where nothing was drawn yet."""
    if g.assembly.stage is not Stage.DRAWN:
        raise ProcedureError("the panel is not drawn yet")


def _form(problems: dict[str, str] | None = None) -> str:
    """Two fields for the same dice."""
    return render_template(
        "facilitator/draw.html",
        assembly=g.assembly,
        ready=g.assembly.stage is Stage.COMMITTED,
        problems=problems or {},
        reserves=request.form.get("reserves", RESERVES),
    )
