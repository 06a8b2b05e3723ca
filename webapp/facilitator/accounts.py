"""Signing in and out."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from webapp import auth, policy
from webapp.current import now
from webapp.facilitator.blueprint import bp
from webapp.forms import local_address


@bp.get("/sign-in")
@policy.public
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    if current_user.is_authenticated:
        return redirect(_wanted())
    return render_template("facilitator/sign_in.html", name="", problem=None)


@bp.post("/sign-in")
@policy.public
def check() -> ResponseReturnValue:
    """Let a facilitator in, and on to the page asked for; another language is no attempt."""
    name = request.form.get("name", "").strip()
    is_attempt = "lang" not in request.form  # the buttons stand on the answer to a wrong one only
    if is_attempt and auth.sign_in(name, request.form.get("password", ""), now=now()):
        return redirect(_wanted())
    problem = _("That name and password do not belong together.")
    return render_template("facilitator/sign_in.html", name=name, problem=problem), 401


@bp.post("/sign-out")
@policy.public
def sign_out() -> ResponseReturnValue:
    """Let whoever is signed in out."""
    auth.sign_out()
    return redirect(url_for("facilitator.sign_in"))


def _wanted() -> str:
    """The page that was asked for before signing in, if it is one of ours."""
    return local_address(request.args.get("next")) or url_for("facilitator.assemblies")
