"""The draw: dice that everybody saw, or a round named beforehand, and the panel they led to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Reply, Stage
from deliberation.errors import ProcedureError
from deliberation.io.panels import alternates_csv, panel_csv
from deliberation.procedures.confirming import note_replies
from deliberation.procedures.drawing import announced, draw_panel, numbered
from deliberation.procedures.pools import known_people
from deliberation.roles import Act, Right
from deliberation.seeds import Seed
from deliberation.sortition import Pool
from deliberation.sortition.draw import HAND, LOTS, Method
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again, told_beside
from webapp.current import begin, now, reading
from webapp.facilitator.beacon import checks_signatures, is_round, tell
from webapp.facilitator.blueprint import bp
from webapp.facilitator.drawn import panel_shown
from webapp.facilitator.second import pair, second_typed
from webapp.facilitator.twice import field_of, public_seed
from webapp.forms import Typed
from webapp.public import pages

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
    again = partial(_form, assembly_id)
    with shown_again(again) as typed:
        thrown = _thrown(typed, assembly_id)
    with told_beside(field_of(thrown.seed), again), begin() as store:
        _draw(store, assembly_id, thrown)
    tell(thrown.seed)
    return redirect(url_for("facilitator.panel", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/panel")
@policy.may(Right.DRAW)
def panel(assembly_id: str) -> ResponseReturnValue:
    """Who was drawn, how the quotas are met, and who stands in reserve."""
    _drawn_only()
    with reading() as store:
        page = panel_shown(store, assembly_id)
    return render_template("facilitator/panel.html", assembly=g.assembly, **page)


@bp.post("/facilitator/<assembly_id>/panel")
@policy.may(Right.DRAW)
def answers(assembly_id: str) -> ResponseReturnValue:
    """Note who comes and who cannot: what was changed here, so that two may ask at once."""
    with begin() as store:
        note_replies(store, assembly_id, _changed(), by=current_user.facilitator.id)
    flash(_("The answers are kept."))
    return redirect(url_for("facilitator.panel", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/<any(panel, alternates):which>.csv")
@policy.may(Right.DRAW)
def download(assembly_id: str, which: str) -> ResponseReturnValue:
    """The panel or the reserves as a table."""
    _drawn_only()
    with reading() as store:
        table = _table(store, assembly_id, which)
    return pages.download(table, f"{which}.csv", "text/csv; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Thrown:
    """What the form says of a draw, in the words of ``draw_panel``."""

    method: Method
    seed: Seed
    reserves: int
    second: str | None


def _thrown(typed: Typed, assembly_id: str) -> Thrown:
    """The draw as it was *typed*."""
    method, source = _method(assembly_id, typed)
    return Thrown(
        method,
        seed=public_seed(typed, source, digits=method == HAND),
        reserves=typed.number("reserves", least=0, most=MOST_RESERVES),
        second=second_typed(typed, assembly_id, Act.DRAW),
    )


def _draw(store: Store, assembly_id: str, thrown: Thrown) -> None:
    """Draw the panel as the dice were *thrown*."""
    draw_panel(
        store,
        assembly_id,
        seed=thrown.seed,
        method=thrown.method,
        reserves=thrown.reserves,
        by=current_user.facilitator.id,
        second=thrown.second,
        now=now(),
    )


def _changed() -> dict[str, Reply | None]:
    """The answers that were changed on this page, by the person."""
    form = request.form
    asked = [name.removeprefix("reply ") for name in form if name.startswith("reply ")]
    answered = {id: form[f"reply {id}"] for id in asked}
    return {
        id: Reply(answer) if answer in {*Reply} else None
        for id, answer in answered.items()
        if answer != form.get(f"was {id}")
    }


def _table(store: Store, assembly_id: str, which: str) -> bytes:
    """The panel or the reserves as a table of those whose answers are kept."""
    people, drawn = known_people(store, assembly_id), store.drawn(assembly_id)
    if not people:
        raise ProcedureError("the answers of these people are erased")
    pool = Pool(tuple(people.values()))
    if which == "panel":
        return panel_csv(pool, [id for id in drawn.panel if id in people])
    return alternates_csv(pool, [id for id in store.alternates(assembly_id) if id in people])


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
