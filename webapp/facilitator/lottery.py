"""Computing the lottery, and everybody's chances in it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Job, JobState, Stage
from deliberation.figures import (
    Table,
    chances,
    chances_table,
    in_order,
    pairs_table,
    pairs_told,
)
from deliberation.procedures.pools import require_whole_pool
from deliberation.procedures.populating import population_of
from deliberation.procedures.recruit import begin_lottery, compute_lottery
from deliberation.procedures.work import LOTTERY, STOPPED, cancel_work
from deliberation.roles import Right
from deliberation.sortition import (
    OBJECTIVES,
    Evenness,
    Lottery,
    Pool,
    Quotas,
    by_pair,
    by_value,
    evenness,
    whose_chances,
)
from webapp import jobs, policy
from webapp.again import shown_again
from webapp.current import begin, new_id, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.check import beside, latest
from webapp.fresh import fresh
from webapp.likeness import likeness_shown
from webapp.words import figure_words

PAIRS = 60  # of values, of which there may be thousands
TICKETS = ("100", "1000", "10000")
USUAL = {"objective": "leximin", "tickets": "1000"}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be seen of a lottery.

    Args:
        even: the measures of the chances that the lottery makes fair.
        moved: by how much whole tickets move anybody's chance at most, where that is known.
        figure: each group's chances, and the same as a *table*.
        pairs: those of two values together, where there are two features, and what is shown of
            them as a sentence, *pairs_told*.
    """

    even: Evenness
    moved: Fraction | None
    figure: Markup
    table: Table
    pairs: Table | None
    pairs_told: str


@bp.get("/facilitator/<assembly_id>/lottery")
@policy.may(Right.DRAW)
def lottery(assembly_id: str) -> ResponseReturnValue:
    """The choice, the progress, or the chances: however far it has come."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/lottery")
@policy.may(Right.DRAW)
def compute(assembly_id: str) -> ResponseReturnValue:
    """Begin the computation, and show how it comes along."""
    with shown_again(partial(_page, assembly_id)) as typed:
        objective, tickets = typed.choice("objective", OBJECTIVES), typed.choice("tickets", TICKETS)
    with begin() as store:
        job = begin_lottery(store, assembly_id, by=current_user.facilitator.id, id=new_id())
    work = partial(compute_lottery, objective=OBJECTIVES[objective], tickets=int(tickets))
    jobs.current().start(job, work)
    return redirect(url_for("facilitator.lottery", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/lottery/cancel")
@policy.may(Right.DRAW)
def cancel_lottery(assembly_id: str) -> ResponseReturnValue:
    """Stop a computation that waits or is under way; a lottery from before stays."""
    with begin() as store:
        if cancel_work(store, assembly_id, LOTTERY, by=current_user.facilitator.id):
            flash(_("The computation was cancelled. You can begin it again."))
    return redirect(url_for("facilitator.lottery", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/lottery/progress")
@policy.may(Right.DRAW)
def progress(assembly_id: str) -> ResponseReturnValue:
    """How far the computation has come, as a part of the page."""
    with reading() as store:
        job = latest(store, assembly_id, LOTTERY)
    return fresh(render_template("facilitator/_progress.html", assembly=g.assembly, job=job))


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """However far it has come, with what was chosen before."""
    with reading() as store:
        job = latest(store, assembly_id, LOTTERY)
    made = None
    if g.assembly.stage not in (Stage.EMPTY, Stage.POOL) and not _under_way(job):
        with reading() as store:
            pool, made = require_whole_pool(store, assembly_id), store.lottery(assembly_id)
            quotas, town = store.quotas(assembly_id), population_of(store, assembly_id)
    before = USUAL if made is None else {"objective": made.objective, "tickets": str(made.total)}
    about = {
        "assembly": g.assembly,
        "lottery_job": job,
        "interrupted": job is not None and job.words == STOPPED,
        "objectives": list(OBJECTIVES),
        "tickets": TICKETS,
        "chosen": USUAL | before | request.form.to_dict(),
        "problems": problems or {},
    }
    if made is None:
        return render_template("facilitator/lottery.html", **beside(assembly_id) | about)
    return render_template(
        "facilitator/chances.html",
        **about,
        lottery=made,
        shown=_shown(pool, quotas, made),
        likeness=likeness_shown(pool, town, quotas),
        redo=g.assembly.stage is Stage.LOTTERY,
    )


def _shown(pool: Pool, quotas: Quotas, made: Lottery) -> Shown:
    """The measures and the picture of a lottery that was *made*."""
    among, words = whose_chances(pool, made), figure_words()
    groups = in_order(by_value(pool, made, among=among), quotas)
    pairs = by_pair(pool, made, among=among)
    best, everyone = made.optimum, made.marginals()
    return Shown(
        evenness(made, among=among),
        None if best is None else max(abs(everyone[id] - best[id]) for id in best),
        Markup(chances(groups, words=words)),  # noqa: S704 - figures escape what they show
        chances_table(groups, words=words),
        pairs_table(pairs, most=PAIRS, words=words) if pairs else None,
        pairs_told(pairs, most=PAIRS, words=words) if pairs else "",
    )


def _under_way(job: Job | None) -> bool:
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)
