"""Members who cannot come: who has withdrawn, and the draw that fills their seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Job, Replacing, Reply, Stage
from deliberation.errors import InvalidInputError, Problem, ProcedureError
from deliberation.procedures.confirming import replies
from deliberation.procedures.pools import known_people
from deliberation.procedures.recruit import begin_check
from deliberation.procedures.replacing import around, replace_members, widen_quotas
from deliberation.roles import Right
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, new_id, now, reading
from webapp.facilitator import check
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed

MOST = 10_000  # people who cannot be asked


@bp.get("/facilitator/<assembly_id>/replace")
@policy.may(Right.DRAW)
def replace(assembly_id: str) -> ResponseReturnValue:
    """The panel and its reserve, to mark who has withdrawn and who has taken a seat."""
    _drawn_only()
    with reading() as store:
        after = around(store, assembly_id).after
    if after is not None and after.stage in (Stage.COMMITTED, Stage.DRAWN):
        return redirect(url_for("facilitator.assembly", assembly_id=after.id))
    return _form(assembly_id)


@bp.post("/facilitator/<assembly_id>/replace")
@policy.may(Right.DRAW)
def begin_replacement(assembly_id: str) -> ResponseReturnValue:
    """Begin the draw of replacements, or say again who has withdrawn."""
    _drawn_only()
    with shown_again(partial(_form, assembly_id)) as typed:
        title, said = _said(typed, assembly_id)
    try:
        with begin() as store:
            follows, job = _begun(store, said, title)
    except InvalidInputError as error:
        return _form(assembly_id, wrong=error.problems), 400
    check.start(job)
    return redirect(url_for("facilitator.people", assembly_id=follows))


@bp.post("/facilitator/<assembly_id>/people/widen/<int:repair>")
@policy.may(Right.DRAW)
def widen(assembly_id: str, repair: int) -> ResponseReturnValue:
    """Make one of the changes that help, and find out what follows."""
    by = current_user.facilitator.id
    with begin() as store:
        widen_quotas(store, assembly_id, repair=repair, by=by)
        job = begin_check(store, assembly_id, by=by, id=new_id())
    check.start(job)
    return redirect(url_for("facilitator.people", assembly_id=assembly_id))


def _said(typed: Typed, assembly_id: str) -> tuple[str, Replacing]:
    """The title of a new draw, and who cannot come, as it was *typed*; one begun has its own."""
    title = typed.line("title") if "title" in request.form else ""
    withdrawn, joined = (tuple(request.form.getlist(name)) for name in ("withdrawn", "joined"))
    unavailable = typed.lines("unavailable", least=0, most=MOST)
    return title, Replacing(assembly_id, withdrawn, joined, unavailable)


def _begun(store: Store, said: Replacing, title: str) -> tuple[str, Job]:
    """The draw of replacements that follows from what was *said*, and the check of its pool."""
    by = current_user.facilitator.id
    follows = replace_members(
        store,
        said.after,
        withdrawn=said.withdrawn,
        joined=said.joined,
        unavailable=said.unavailable,
        title=title,
        by=by,
        now=now(),
        id=new_id(),
    )
    return follows, begin_check(store, follows, by=by, id=new_id())


def _answered(
    assembly_id: str, said: Mapping[str, Reply], panel: Sequence[str], reserve: Sequence[str]
) -> Replacing:
    """What follows from the answers that were noted."""

    def who(people: Sequence[str], reply: Reply) -> tuple[str, ...]:
        return tuple(id for id in people if said.get(id) is reply)

    cannot = who(panel, Reply.NO), who(reserve, Reply.YES), who(reserve, Reply.NO)
    return Replacing(assembly_id, *cannot)


def _drawn_only() -> None:
    """Stop where nothing was drawn yet."""
    if g.assembly.stage is not Stage.DRAWN:
        raise ProcedureError("the panel is not drawn yet; nobody can be replaced")


def _form(
    assembly_id: str, problems: dict[str, str] | None = None, wrong: Sequence[Problem] = ()
) -> str:
    """The form, with what was marked: just now, or when the draw of replacements was begun."""
    with reading() as store:
        people, quotas = known_people(store, assembly_id), store.quotas(assembly_id)
        drawn, alternates = store.drawn(assembly_id), store.alternates(assembly_id)
        after = store.replaced_by(assembly_id)
        begun = None if after is None else store.replacing(after)
        said = replies(store, assembly_id)
    begun = begun or _answered(assembly_id, said, drawn.panel, alternates)
    marked = {"withdrawn": begun.withdrawn, "joined": begun.joined}
    unavailable = "\n".join(begun.unavailable)
    if request.method == "POST":
        marked = {name: tuple(request.form.getlist(name)) for name in ("withdrawn", "joined")}
        unavailable = request.form.get("unavailable", "")
    return render_template(
        "facilitator/replace.html",
        assembly=g.assembly,
        features=quotas.features,
        people=people,
        members=drawn.panel,
        alternates=[id for id in alternates if id in people],
        marked=marked,
        unavailable=unavailable,
        begun=after is not None,
        title=request.form.get("title") or _("Replacements: %(title)s", title=g.assembly.title),
        problems=problems or {},
        wrong=wrong,
    )
