"""What is kept of people, until when and why; changing that, and deleting what is due."""

from __future__ import annotations

from functools import partial

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.errors import NotFoundError
from deliberation.procedures.deleting import can_be_deleted
from deliberation.procedures.retaining import clocks, delete_due, set_days
from deliberation.retention import DAYS, LONGEST, Kind
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, keeps_a_log, now, reading, scrub
from webapp.facilitator.blueprint import bp


@bp.get("/facilitator/<assembly_id>/data")
@policy.facilitator
def personal_data(assembly_id: str) -> ResponseReturnValue:
    """Every kind of data with its clock."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/data")
@policy.facilitator
def keep_for(assembly_id: str) -> ResponseReturnValue:
    """Keep each kind for as many days as was typed."""
    with shown_again(partial(_page, assembly_id)) as typed:
        days = {kind: typed.number(kind, least=0, most=LONGEST) for kind in Kind}
    with begin() as store:
        for kind, number in days.items():
            set_days(store, assembly_id, kind, number, by=current_user.facilitator.id)
    return redirect(url_for("facilitator.personal_data", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/data/delete")
@policy.facilitator
def delete_what_is_due(assembly_id: str) -> ResponseReturnValue:
    """Delete what is due by now, and overwrite what it left in the database's files."""
    with begin() as store:
        delete_due(store, assembly_id, by=current_user.facilitator.id, now=now())
    overwritten()
    return redirect(url_for("facilitator.personal_data", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/data/overwrite")
@policy.facilitator
def overwrite_deleted(assembly_id: str) -> ResponseReturnValue:
    """Overwrite again what was deleted, where somebody was reading before."""
    overwritten()
    return redirect(url_for("facilitator.personal_data", assembly_id=assembly_id))


def overwritten() -> None:
    """Overwrite what was deleted, and say whether anything is left of it."""
    if scrub():
        flash(_("Deleted, and overwritten in the files of the database."))
    else:
        flash(
            _(
                "Deleted, but not overwritten yet: somebody was using the database at that moment. "
                "Press “Overwrite again” in a minute."
            )
        )


def answers_are_public(store: Store, assembly_id: str) -> bool:
    """Whether the lottery's document shows what people answered."""
    try:
        return store.commitment(assembly_id).publish_people
    except NotFoundError:
        return False


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    with reading() as store:
        found = clocks(store, assembly_id, now=now())
        public = answers_are_public(store, assembly_id)
        deletable = can_be_deleted(store, assembly_id)
    return render_template(
        "facilitator/personal.html",
        assembly=g.assembly,
        clocks=found,
        due=[clock for clock in found if clock.due],
        usual=DAYS,
        public=public,
        deletable=deletable,
        logged=keeps_a_log(),
        problems=problems or {},
    )
