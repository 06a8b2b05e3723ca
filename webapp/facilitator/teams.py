"""The team of an assembly: who has which role, and one's own password."""

from __future__ import annotations

import secrets
from functools import partial

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from deliberation.assembly import Facilitator
from deliberation.procedures import team as procedures
from deliberation.procedures.accounts import passphrase
from deliberation.roles import Role
from webapp import auth, policy
from webapp.again import shown_again, told_beside
from webapp.current import base_url, begin, new_id, now, reading
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
    again = partial(_page, assembly_id)
    with shown_again(again) as typed:
        name, role = typed.line("name"), Role(typed.choice("role", [*Role]))
    secret, by = passphrase(secrets.token_bytes), current_user.facilitator.id
    new = (new_id(), auth.hashed(secret))
    with told_beside("name", again), begin() as store:
        made = procedures.invite(store, assembly_id, name=name, role=role, by=by, new=new)
    if made:
        return _invited_page(name, role, secret)
    return redirect(url_for("facilitator.team", assembly_id=assembly_id))


@bp.post("/facilitator/<assembly_id>/team/<account_id>")
@policy.facilitator
def change_role(assembly_id: str, account_id: str) -> ResponseReturnValue:
    """Give somebody another role, or none."""
    with shown_again(partial(_page, assembly_id)) as typed:
        role = typed.choice("role", [*Role, NONE])
    by = current_user.facilitator.id
    with begin() as store:
        if role == NONE:
            procedures.remove(store, assembly_id, account_id, by=by)
        else:
            procedures.change_role(store, assembly_id, account_id, Role(role), by=by)
    return _back(assembly_id, changed=account_id)


@bp.get("/password")
@policy.account
def password() -> ResponseReturnValue:
    """The form for another password."""
    return _password_page({})


@bp.post("/password")
@policy.account
def choose_password() -> ResponseReturnValue:
    """Take a password that its owner has chosen; whoever knows the one before is signed out."""
    me = current_user.facilitator
    with shown_again(_password_page) as typed:
        new = _password_typed(typed, me)
    with begin() as store:
        procedures.choose_password(store, me.id, auth.hashed(new))
    auth.sign_in(me.name, new, now=now())
    flash(_("From now on this password is yours alone."))
    return redirect(url_for("facilitator.assemblies"))


def _password_typed(typed: Typed, me: Facilitator) -> str:
    """The password that the bearer of an account has chosen, as it stands in the form."""
    before, new = request.form.get("before", ""), request.form.get("new", "")
    if not SHORTEST <= len(new) <= LONGEST:
        typed.problems["new"] = _("Use %(least)s characters or more.", least=SHORTEST)
    elif new == before:
        typed.problems["new"] = _("Choose another one than before.")
    if request.form.get("again", "") != new:
        typed.problems["again"] = _("The two are not the same.")
    if auth.account_of(me.name, before, now=now()) is None:
        typed.problems["before"] = _("This is not your password.")
    return new


def _password_page(problems: dict[str, str]) -> str:
    """The form, with the *problems* beside its fields."""
    return render_template("facilitator/password.html", least=SHORTEST, problems=problems)


def _invited_page(name: str, role: Role, secret: str) -> str:
    """The passphrase of a new account, and where it is typed in."""
    address = base_url() + url_for("facilitator.sign_in")
    page = {"name": name, "role": role, "secret": secret, "address": address}
    return render_template("facilitator/invited.html", assembly=g.assembly, **page)


def _back(assembly_id: str, *, changed: str) -> ResponseReturnValue:
    """Go back to the team; whoever has *changed* their own role, to the list of theirs."""
    if changed == current_user.facilitator.id:
        return redirect(url_for("facilitator.assemblies"))
    return redirect(url_for("facilitator.team", assembly_id=assembly_id))


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
