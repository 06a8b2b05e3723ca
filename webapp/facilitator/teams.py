"""The team of an assembly: who has which role, and one's own password."""

from __future__ import annotations

import secrets

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.errors import InvalidInputError
from deliberation.procedures import team as procedures
from deliberation.procedures.accounts import passphrase
from deliberation.roles import Role
from webapp import auth, policy
from webapp.current import base_url, begin, new_id, now, reading
from webapp.errors import sentences
from webapp.facilitator.blueprint import bp
from webapp.forms import Typed
from webapp.words import role_is_for, role_titled

NONE = "none"
"""What the form calls having no role any longer."""

SHORTEST, LONGEST = 12, 200
"""Characters of a password that somebody chooses."""


@bp.get("/facilitator/<assembly_id>/team")
@policy.facilitator
def team(assembly_id: str) -> ResponseReturnValue:
    """Who is in the team, and the form for one more."""
    return _page(assembly_id)


@bp.post("/facilitator/<assembly_id>/team")
@policy.facilitator
def invite(assembly_id: str) -> ResponseReturnValue:
    """Give somebody a role; a new account's passphrase is on this one page and never again."""
    typed = Typed(request.form)
    name, role = typed.line("name"), Role(typed.choice("role", [*Role]))
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    secret = passphrase(secrets.token_bytes)
    new = (new_id(), auth.hashed(secret))
    try:
        with begin() as store:
            by = current_user.facilitator.id
            made = procedures.invite(store, assembly_id, name=name, role=role, by=by, new=new)
    except InvalidInputError as error:
        return _page(assembly_id, {"name": " ".join(sentences(error))}), 400
    if not made:
        return redirect(url_for("facilitator.team", assembly_id=assembly_id))
    address = base_url() + url_for("facilitator.sign_in")
    page = {"name": name, "role": role, "secret": secret, "address": address}
    return render_template("facilitator/invited.html", assembly=g.assembly, **page)


@bp.post("/facilitator/<assembly_id>/team/<account_id>")
@policy.facilitator
def change_role(assembly_id: str, account_id: str) -> ResponseReturnValue:
    """Give somebody another role, or none."""
    typed = Typed(request.form)
    role, by = typed.choice("role", [*Role, NONE]), current_user.facilitator.id
    if typed.problems:
        return _page(assembly_id, typed.problems), 400
    with begin() as store:
        if role == NONE:
            procedures.remove(store, assembly_id, account_id, by=by)
        else:
            procedures.change_role(store, assembly_id, account_id, Role(role), by=by)
    if account_id == by:
        return redirect(url_for("facilitator.assemblies"))
    return redirect(url_for("facilitator.team", assembly_id=assembly_id))


@bp.get("/password")
@policy.account
def password() -> ResponseReturnValue:
    """The form for another password."""
    return _password_page({})


@bp.post("/password")
@policy.account
def choose_password() -> ResponseReturnValue:
    """Take a password that its owner has chosen; whoever knows the one before is signed out."""
    before, new = request.form.get("before", ""), request.form.get("new", "")
    me, problems = current_user.facilitator, _problems(new, before)
    if auth.account_of(me.name, before, now=now()) is None:
        problems["before"] = _("This is not your password.")
    if problems:
        return _password_page(problems), 400
    with begin() as store:
        procedures.choose_password(store, me.id, auth.hashed(new))
    auth.sign_in(me.name, new, now=now())
    flash(_("From now on this password is yours alone."))
    return redirect(url_for("facilitator.assemblies"))


def _problems(new: str, before: str) -> dict[str, str]:
    """What is wrong with a password that somebody chooses, by the field."""
    problems = {}
    if not SHORTEST <= len(new) <= LONGEST:
        problems["new"] = _("Use %(least)s characters or more.", least=SHORTEST)
    elif new == before:
        problems["new"] = _("Choose another one than before.")
    if request.form.get("again", "") != new:
        problems["again"] = _("The two are not the same.")
    return problems


def _password_page(problems: dict[str, str]) -> str:
    """The form, with the *problems* beside its fields."""
    return render_template("facilitator/password.html", least=SHORTEST, problems=problems)


def _page(assembly_id: str, problems: dict[str, str] | None = None) -> str:
    """The team, and the form for one more."""
    with reading() as store:
        found = store.team(assembly_id)
    roles = [(role.value, role_titled(role), role_is_for(role)) for role in Role]
    return render_template(
        "facilitator/team.html",
        assembly=g.assembly,
        team=found,
        roles=roles,
        problems=problems or {},
    )
