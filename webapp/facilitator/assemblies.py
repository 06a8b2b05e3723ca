"""The assemblies of a facilitator, and the one next step of each."""

from __future__ import annotations

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.assembly import Assembly
from deliberation.life import life, next_session
from deliberation.procedures.living import known_of
from deliberation.procedures.recruit import create_assembly
from deliberation.roles import RIGHTS, Right
from deliberation.sessions import Session
from deliberation.store import Store
from webapp import policy
from webapp.again import shown_again
from webapp.current import begin, new_id, now, reading
from webapp.facilitator.blueprint import bp
from webapp.facilitator.parts import part_page
from webapp.facilitator.steps import Step, step_of
from webapp.facilitator.whole import whole
from webapp.words import role_titled


@dataclass(frozen=True, slots=True)
class Beside:
    """An assembly beside others: its phase, the next step, the next session, or one's role."""

    assembly: Assembly
    phase: str = ""
    next: Step | None = None
    session: Session | None = None
    role: str = ""


@bp.get("/facilitator")
@policy.account
def assemblies() -> ResponseReturnValue:
    """The list of one's assemblies: how far each is, and those in the archive."""
    with reading() as store:
        by = current_user.facilitator.id
        own = store.assemblies_of(by)
        going_on = [_beside(store, one, by) for one in own if one.archived is None]
    archived = [one for one in own if one.archived is not None]
    return render_template("facilitator/assemblies.html", going_on=going_on, archived=archived)


@bp.route("/facilitator/new", methods=["GET", "POST"])
@policy.beginner
def new_assembly() -> ResponseReturnValue:
    """Begin an assembly: its title and its question."""
    if request.method == "GET":
        return _begin_page({})
    with shown_again(_begin_page) as typed:
        title, question = typed.line("title"), typed.text("question", longest=1000)
    id, by = new_id(), current_user.facilitator.id
    with begin() as store:
        create_assembly(store, title=title, question=question, by=by, now=now(), id=id)
    return redirect(url_for("facilitator.assembly", assembly_id=id))


@bp.get("/facilitator/<assembly_id>")
@policy.may(Right.ENTER)
def assembly(assembly_id: str) -> ResponseReturnValue:
    """One assembly: what is done, what is missing, and what comes next; or one's part in it."""
    if not policy.includes(Right.LEAD):
        return part_page(assembly_id)
    return render_template("facilitator/assembly.html", **whole(assembly_id))


def _begin_page(problems: dict[str, str]) -> str:
    """The form for a new assembly."""
    return render_template("facilitator/new_assembly.html", problems=problems)


def _beside(store: Store, assembly: Assembly, by: str) -> Beside:
    """An *assembly* as the list shows it; only to those who lead it, what is to do."""
    role = store.role(assembly.id, by)
    if role is None or Right.LEAD not in RIGHTS[role]:
        return Beside(assembly, role=role_titled(role) if role else "")
    known, _sealed = known_of(store, assembly)
    found = life(known, now=now())
    step = None
    if found.next is not None:
        step = step_of(found.next, assembly, replaces=known.replaces, next=True)
    return Beside(assembly, found.phase.value, step, next_session(known, now=now()))
