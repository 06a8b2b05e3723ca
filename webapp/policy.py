"""Who may open which page. Deny by default.

A decorator marks a view; one function, run before every request, enforces the marks. A route
without a mark stops the application at its start, and one that is added later answers 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.errors import NotAMemberError, NotFoundError
from webapp import auth, tablet
from webapp.current import reading

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC: Final = "public"
FACILITATOR: Final = "facilitator"
MEMBER: Final = "member"
MARK: Final = "policy"


def public(view: V) -> V:
    """Everybody may open it."""
    return _marked(view, PUBLIC)


def facilitator(view: V) -> V:
    """A facilitator who has signed in; where the address names an assembly, its own only."""
    return _marked(view, FACILITATOR)


def member(view: V) -> V:
    """Somebody with a card; where the address names an assembly, a card of that one."""
    return _marked(view, MEMBER)


def of(app: Flask, endpoint: str) -> str | None:
    """The policy that the view behind *endpoint* names."""
    return getattr(app.view_functions.get(endpoint), MARK, None)


def init_app(app: Flask) -> None:
    """Enforce the policies of *app* before every request."""
    public(app.view_functions["static"])
    app.before_request(_enforce)


def check(app: Flask) -> None:
    """Make sure that every route names a policy.

    Raises:
        RuntimeError: some do not; the message lists them all.
    """
    open_doors = sorted(
        f"{rule.rule} ({rule.endpoint})"
        for rule in app.url_map.iter_rules()
        if of(app, rule.endpoint) is None
    )
    if open_doors:
        raise RuntimeError(
            "these routes name no policy: "
            + ", ".join(open_doors)
            + "; put @policy.public, @policy.facilitator or @policy.member on each"
        )


def _marked(view: V, policy: str) -> V:
    """*view* with its *policy* written on it."""
    setattr(view, MARK, policy)
    return view


def _enforce() -> ResponseReturnValue | None:
    """Let the request pass, or answer in its place."""
    if request.endpoint is None:
        return None  # no such page: Flask answers 404 or 405
    if not all(str(value).isprintable() for value in (request.view_args or {}).values()):
        abort(404)  # an id that nothing has, and that PostgreSQL would not even look for
    match of(current_app, request.endpoint):
        case "public":
            return None
        case "facilitator":
            return _facilitators_only()
        case "member":
            return _members_only()
        case _:
            abort(403)


def _facilitators_only() -> ResponseReturnValue | None:
    """Send strangers to the sign-in page; hide the assemblies of others."""
    if not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("facilitator.sign_in", next=wanted))
    assembly_id = (request.view_args or {}).get("assembly_id")
    if assembly_id is not None:
        with reading() as store:
            assembly = store.assembly(assembly_id)
        if assembly.facilitator_id != current_user.facilitator.id:
            raise NotFoundError("assembly", assembly_id)
        g.assembly = assembly
    return None


def _members_only() -> ResponseReturnValue | None:
    """Refuse whoever holds no card of this assembly; at a kiosk, lead to its beginning."""
    member, kiosk = auth.member(), tablet.assembly()
    if member is None and kiosk is not None:
        return redirect(url_for("participant.kiosk", assembly_id=kiosk))
    if member is None:
        raise NotAMemberError("this page is for members; scan the code on your card first")
    assembly_id = (request.view_args or {}).get("assembly_id")
    if assembly_id not in (None, member.assembly_id):
        raise NotAMemberError("your card is for another assembly; scan the card of this one")
    return None
