"""Whether the quotas can be met, and if so what they cost: computed after the page was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from markupsafe import Markup

from deliberation.assembly import Job, Stage
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.figures import Cost, Table, costs, prices, prices_table
from deliberation.procedures.pools import require_whole_pool
from deliberation.procedures.recruit import begin_check, compute_check
from deliberation.procedures.work import CHECK, cancel_work
from deliberation.roles import Right
from deliberation.sortition import Demands, Feasibility, Quotas
from deliberation.sortition.pool import Standing
from deliberation.sortition.quotas import Quota
from deliberation.sortition.replacement import still_needed
from deliberation.store import Store
from webapp import jobs, policy
from webapp.current import begin, new_id, reading
from webapp.facilitator.blueprint import bp
from webapp.fresh import fresh
from webapp.words import apart, figure_words

T = TypeVar("T")

SENTENCES = 5  # of the dearest quotas; the picture and the table say the rest
NAMED = 20  # people, before the list of them is folded


@dataclass(frozen=True, slots=True)
class Line:
    """One quota beside the pool it is to be filled from.

    Args:
        people: those who may be drawn.
        inside: those who must be in, and have their seats.
        needed: how many of the free seats go to it, at least and at most.
        warning: what makes it hard or impossible to fill.
        conflicts: whether it is one of those that cannot be met together.
    """

    quota: Quota
    people: int
    inside: int
    needed: tuple[int, int]
    warning: str
    conflicts: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What was *found* about quotas, in the visitor's language.

    Args:
        names: what each quota is called.
        dear: what costs the lowest chance anything, the dearest first.
        figure: the picture of that.
        table: the same in numbers.
    """

    found: Feasibility
    names: Mapping[str, str]
    dear: tuple[Cost, ...]
    figure: Markup
    table: Table | None


@bp.post("/facilitator/<assembly_id>/people/check")
@policy.may(Right.DRAW)
def check_quotas(assembly_id: str) -> ResponseReturnValue:
    """Find out again whether the quotas can be met."""
    with begin() as store:
        job = begin_check(store, assembly_id, by=current_user.facilitator.id, id=new_id())
    start(job)
    return redirect(url_for("facilitator.people", assembly_id=assembly_id))


@bp.get("/facilitator/<assembly_id>/people/check")
@policy.may(Right.DRAW)
def checked(assembly_id: str) -> ResponseReturnValue:
    """The quotas and how far the check has come, or what it found, as a part of the page."""
    if g.assembly.stage is Stage.EMPTY:
        raise ProcedureError("there is no pool yet; upload people and quotas first")
    part = render_template("facilitator/_check.html", assembly=g.assembly, **beside(assembly_id))
    return fresh(part)


@bp.post("/facilitator/<assembly_id>/people/cancel")
@policy.may(Right.DRAW)
def cancel_check(assembly_id: str) -> ResponseReturnValue:
    """Stop a check that takes too long."""
    with begin() as store:
        if cancel_work(store, assembly_id, CHECK, by=current_user.facilitator.id):
            flash(_("The check was cancelled. You can begin it again."))
    return redirect(url_for("facilitator.people", assembly_id=assembly_id))


def start(job: Job) -> None:
    """Carry out a check as soon as the worker is free."""
    jobs.current().start(job, compute_check)


def beside(assembly_id: str) -> dict[str, object]:
    """Each quota beside the pool, and what is known of whether they can be met."""
    if g.assembly.stage is Stage.EMPTY:
        return {"lines": []}
    with reading() as store:
        pool, quotas = require_whole_pool(store, assembly_id), store.quotas(assembly_id)
        replacing = store.replacing(assembly_id)
        job, told = latest(store, assembly_id, CHECK), told_of(store, assembly_id, quotas)
    open_, inside = (
        quotas.counted(person for person in pool if person.standing is standing)
        for standing in (Standing.OPEN, Standing.IN)
    )
    homes = {person.household for person in pool if person.household}
    standings = Counter(person.standing for person in pool)
    conflict = told.found.conflict if told else None
    conflicting = {bound.quota for bound in conflict.bounds} if conflict else set()
    lines = [
        Line(quota, people, n, needed, _warning(needed, people), quota.name in conflicting)
        for quota, people, n, needed in zip(
            quotas, open_, inside, still_needed(quotas, pool), strict=True
        )
    ]
    return {
        "replacing": replacing,
        "size": quotas.size,
        "people": len(pool),
        "households": len(homes),
        "per_household": quotas.per_household,
        "must_be_in": standings[Standing.IN],
        "must_be_out": standings[Standing.OUT],
        "lines": lines,
        "groups": by_features((line.quota, line) for line in lines),
        "job": job,
        "told": told,
        "sentences": SENTENCES,
        "named": NAMED,
    }


def by_features(lines: Iterable[tuple[Quota, T]]) -> list[tuple[str, list[T]]]:
    """What stands beside quotas, feature by feature, in the order of their first quota."""
    groups: dict[str, list[T]] = {}
    for quota, line in lines:
        groups.setdefault(quota.labels[0], []).append(line)
    return [*groups.items()]


def told_of(store: Store, assembly_id: str, quotas: Quotas) -> Told | None:
    """What was found out about the *quotas*, if that is known."""
    try:
        found = store.found(assembly_id)
    except NotFoundError:
        return None
    words, names = figure_words(), names_of(quotas)
    if found.prices is None:
        return Told(found, names, (), Markup(), None)
    lowest, dear = found.prices.lowest, costs(found.prices, names=names)
    figure = prices(lowest, dear, words=words) if dear else ""
    return Told(
        found,
        names,
        dear,
        Markup(figure),  # noqa: S704 - figures escape what they show
        prices_table(lowest, dear, words=words),
    )


def names_of(quotas: Demands) -> dict[str, str]:
    """What each quota is called, by its name."""
    return {quota.name: apart(": ".join(quota.labels)) for quota in quotas}


def latest(store: Store, assembly_id: str, kind: str) -> Job | None:
    """The latest work of a *kind*, if there was any since the files were uploaded."""
    try:
        return store.latest_job(assembly_id, kind)
    except NotFoundError:
        return None


def _warning(needed: tuple[int, int], people: int) -> str:
    """What makes a quota hard or impossible to fill, if anything does.

    Args:
        needed: how many of the free seats go to it, at least and at most.
        people: who may be drawn for them.
    """
    least, most = needed
    if people < least:
        return _("Too few: no panel is possible.")
    if people and people == least:
        return _("Everybody here is chosen for certain.")
    if people < 2 * least:
        return _("Few to choose from: their chances are high.")
    if most <= 0 and people:
        return _("Nobody here can be chosen.")
    return ""
