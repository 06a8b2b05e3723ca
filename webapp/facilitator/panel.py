"""The draw: dice that everybody saw, or a round named beforehand, and the panel they led to."""

from __future__ import annotations

from flask import Response, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Reply, Stage
from deliberation.beacon import Round
from deliberation.errors import InvalidInputError, ProcedureError
from deliberation.io.panels import alternates_csv, panel_csv
from deliberation.procedures.confirming import note_replies, of_each, replies
from deliberation.procedures.drawing import announced, draw_panel, numbered
from deliberation.procedures.pools import known_people
from deliberation.procedures.replacing import around
from deliberation.roles import Act, Right
from deliberation.sortition import Pool
from deliberation.sortition.draw import HAND, LOTS, Method
from webapp import policy
from webapp.current import begin, now, reading
from webapp.facilitator.beacon import checks_signatures, is_round, told
from webapp.facilitator.blueprint import bp
from webapp.facilitator.check import by_features
from webapp.facilitator.second import pair, second_typed
from webapp.facilitator.twice import public_seed, unfit
from webapp.forms import Typed
from webapp.public.draws import written

RESERVES = 10
MOST_RESERVES = 1000


@bp.get("/facilitator/<assembly_id>/draw")
@policy.may(Right.DRAW)
def draw(assembly_id: str) -> ResponseReturnValue:
    """Where two people type the dice."""
    if g.assembly.stage is Stage.DRAWN:
        return redirect(url_for("facilitator.panel", assembly_id=assembly_id))
    return _form(assembly_id)


@bp.post("/facilitator/<assembly_id>/draw")
@policy.may(Right.DRAW)
def throw(assembly_id: str) -> ResponseReturnValue:
    """Draw the panel, if both have typed the same."""
    typed = Typed(request.form)
    method, source = _method(assembly_id, typed)
    seed = public_seed(typed, source, digits=method == HAND)
    reserves = typed.number("reserves", least=0, most=MOST_RESERVES)
    second = second_typed(typed, assembly_id, Act.DRAW)
    if typed.problems:
        return _form(assembly_id, typed.problems), 400
    try:
        with begin() as store:
            draw_panel(
                store,
                assembly_id,
                seed=seed,
                method=method,
                reserves=reserves,
                by=current_user.facilitator.id,
                second=second,
                now=now(),
            )
    except InvalidInputError as error:
        return _form(assembly_id, unfit(error, seed)), 400
    if isinstance(seed, Round):
        flash(told(seed))
    return redirect(url_for("facilitator.panel", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/panel")
@policy.may(Right.DRAW)
def panel(assembly_id: str) -> ResponseReturnValue:
    """Who was drawn, how the quotas are met, and who stands in reserve."""
    _drawn_only()
    with reading() as store:
        people, quotas = known_people(store, assembly_id), store.quotas(assembly_id)
        drawn, alternates = store.drawn(assembly_id), store.alternates(assembly_id)
        said = replies(store, assembly_id)
        ticket = written(drawn, store.lottery(assembly_id))
        draws = around(store, assembly_id)
    known = [people[id] for id in drawn.panel if id in people]
    whole = len(known) == len(drawn.panel)
    counted = zip(quotas, quotas.counted(known), strict=True) if whole else ()
    return render_template(
        "facilitator/panel.html",
        assembly=g.assembly,
        draw=drawn,
        draws=draws,
        ticket=ticket,
        features=quotas.features,
        people=people,
        members=drawn.panel,
        alternates=alternates,
        said=said,
        come=of_each(said, drawn.panel),
        met=by_features((quota, (quota, n)) for quota, n in counted),
    )


@bp.post("/facilitator/<assembly_id>/panel")
@policy.may(Right.DRAW)
def answers(assembly_id: str) -> ResponseReturnValue:
    """Note who comes and who cannot: what was changed here, so that two may ask at once."""
    form = request.form
    asked = [name.removeprefix("reply ") for name in form if name.startswith("reply ")]
    answered = {id: form[f"reply {id}"] for id in asked}
    said = {
        id: Reply(answer) if answer in {*Reply} else None
        for id, answer in answered.items()
        if answer != form.get(f"was {id}")
    }
    with begin() as store:
        note_replies(store, assembly_id, said, by=current_user.facilitator.id)
    flash(_("The answers are kept."))
    return redirect(url_for("facilitator.panel", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/<any(panel, alternates):which>.csv")
@policy.may(Right.DRAW)
def download(assembly_id: str, which: str) -> ResponseReturnValue:
    """The panel or the reserves as a table."""
    _drawn_only()
    with reading() as store:
        people, drawn = known_people(store, assembly_id), store.drawn(assembly_id)
        alternates = store.alternates(assembly_id)
    if not people:
        raise ProcedureError("the answers of these people are erased")
    pool = Pool(tuple(people.values()))
    panel, reserve = ([id for id in ids if id in people] for ids in (drawn.panel, alternates))
    return Response(
        panel_csv(pool, panel) if which == "panel" else alternates_csv(pool, reserve),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="{which}.csv"'},
    )


def _drawn_only() -> None:
    """Stop where nothing was drawn yet."""
    if g.assembly.stage is not Stage.DRAWN:
        raise ProcedureError("the panel is not drawn yet")


def _method(assembly_id: str, typed: Typed) -> tuple[Method, str | None]:
    """The way to the ticket, and the source of the seed if it was announced.

    As announced; chosen where the tickets are numbered without that; otherwise by lots.
    """
    with reading() as store:
        announcement, numbering = announced(store, assembly_id), numbered(store, assembly_id)
    if announcement is not None:
        return announcement.method, announcement.draw
    if numbering is not None and typed.choice("method", (HAND, LOTS)) == HAND:
        return HAND, None
    return LOTS, None


def _form(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """Two fields for the same dice, or one for the round of a beacon."""
    with reading() as store:
        announcement, numbering = announced(store, assembly_id), numbered(store, assembly_id)
        two = pair(store, assembly_id, Act.DRAW)
    return render_template(
        "facilitator/draw.html",
        assembly=g.assembly,
        ready=g.assembly.stage is Stage.COMMITTED,
        announcement=announcement,
        numbering=numbering,
        beacon=announcement is not None and is_round(announcement.draw),
        checked=checks_signatures(),
        pair=two,
        problems=problems or {},
        reserves=request.form.get("reserves", RESERVES),
    )
