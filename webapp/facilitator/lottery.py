"""Computing the lottery, and everybody's chances in it."""

from __future__ import annotations

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Job, Stage
from deliberation.errors import NotFoundError
from deliberation.figures.chances import chances, chances_table, in_order
from deliberation.procedures.recruit import begin_lottery
from deliberation.sortition.fairness import by_value
from webapp import jobs, policy
from webapp.current import begin, new_id, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.fresh import fresh
from webapp.words import figure_words


@bp.get("/facilitator/<assembly_id>/lottery")
@policy.facilitator
def lottery(assembly_id: str) -> ResponseReturnValue:
    """The button, the progress, or the chances: however far it has come."""
    if g.assembly.stage in (Stage.EMPTY, Stage.POOL):
        return render_template(
            "facilitator/lottery.html", assembly=g.assembly, job=_job(assembly_id)
        )
    with reading() as store:
        pool, made = store.pool(assembly_id), store.lottery(assembly_id)
        quotas = store.quotas(assembly_id)
    groups = in_order(by_value(pool, made), quotas)
    words = figure_words()
    everyone = made.marginals().values()
    return render_template(
        "facilitator/chances.html",
        assembly=g.assembly,
        lottery=made,
        lowest=min(everyone),
        highest=max(everyone),
        figure=Markup(chances(groups, words=words)),  # noqa: S704 - figures escape what they show
        table=chances_table(groups, words=words),
        redo=g.assembly.stage is Stage.LOTTERY,
    )


@bp.post("/facilitator/<assembly_id>/lottery")
@policy.facilitator
def compute(assembly_id: str) -> ResponseReturnValue:
    """Begin the computation, and show how it comes along."""
    with begin() as store:
        job = begin_lottery(store, assembly_id, by=current_user.facilitator.id, id=new_id())
    jobs.current().start(job)
    return redirect(url_for("facilitator.lottery", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/lottery/progress")
@policy.facilitator
def progress(assembly_id: str) -> ResponseReturnValue:
    """How far the computation has come, as a part of the page."""
    job = _job(assembly_id)
    return fresh(render_template("facilitator/_progress.html", assembly=g.assembly, job=job))


def _job(assembly_id: str) -> Job | None:
    """The latest computation, if there was one since the files were uploaded."""
    try:
        with reading() as store:
            return store.latest_job(assembly_id)
    except NotFoundError:
        return None
