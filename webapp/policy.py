"""Who may open which page. Deny by default.

A mark says whom a page is for: everybody, a member, whoever has an account, or those whose role in
the assembly includes a right. Which role includes which right is said in ``deliberation.roles``,
and nowhere else. A decorator marks a view; one function, run before every request, enforces the
marks. A route without a mark stops the application at its start, and one that is added later
answers 403.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from deliberation.errors import NotAllowedError, NotAMemberError
from deliberation.procedures.accounts import require_right
from deliberation.roles import RIGHTS, Right
from webapp import auth, tablet
from webapp.current import reading

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC: Final = "public"
ACCOUNT: Final = "account"
BEGINNER: Final = "beginner"
MEMBER: Final = "member"
MARK: Final = "policy"

WITHOUT_OWN_PASSWORD: Final = ("facilitator.password", "facilitator.choose_password")
"""The pages for whoever has not chosen a password of their own yet."""


def public(view: V) -> V:
    """Everybody may open it."""
    return _marked(view, PUBLIC)


def account(view: V) -> V:
    """Whoever has signed in, whatever their roles; for addresses that name no assembly."""
    return _marked(view, ACCOUNT)


def beginner(view: V) -> V:
    """Whoever has signed in and may begin assemblies."""
    return _marked(view, BEGINNER)


def may(right: Right) -> Callable[[V], V]:
    """Whose role in the assembly that the address names includes the *right*.

    To others of its team the page is refused; to everybody else the assembly is not there.
    """
    return lambda view: _marked(view, right)


def facilitator(view: V) -> V:
    """Who leads the assembly that the address names; the mark of all that no other right names."""
    return _marked(view, Right.LEAD)


def member(view: V) -> V:
    """Somebody with a card; where the address names an assembly, a card of that one."""
    return _marked(view, MEMBER)


def of(app: Flask, endpoint: str) -> str | None:
    """The policy that the view behind *endpoint* names."""
    return getattr(app.view_functions.get(endpoint), MARK, None)


def includes(right: str) -> bool:
    """Whether the role of whoever asks, in the assembly that the address names, has a *right*."""
    return "role" in g and Right(right) in RIGHTS[g.role]


def init_app(app: Flask) -> None:
    """Enforce the policies of *app* before every request."""
    public(app.view_functions["static"])
    app.before_request(_enforce)
    app.context_processor(lambda: {"may": includes})


def check(app: Flask) -> None:
    """Make sure that every route names a policy.

    Raises:
        RuntimeError: some do not, or ask for a right and name no assembly; the message lists them.
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
            + "; put @policy.public, @policy.may(...), @policy.facilitator, @policy.account or "
            "@policy.member on each"
        )
    nameless = sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if isinstance(of(app, rule.endpoint), Right) and "assembly_id" not in rule.arguments
    )
    if nameless:
        raise RuntimeError(
            "these routes ask for a right and name no assembly to have it in: "
            + ", ".join(nameless)
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
        case "member":
            return _members_only()
        case "account" | "beginner" as mark:
            answer = _sign_in_first()
            if answer is None and mark == BEGINNER:
                _beginners_only()
            return answer
        case Right() as right:
            answer = _sign_in_first()
            if answer is None:
                _those_with(right)
            return answer
        case _:
            abort(403)


def _sign_in_first() -> ResponseReturnValue | None:
    """Send strangers to the sign-in page, and whoever has a borrowed password to choose one."""
    if not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("facilitator.sign_in", next=wanted))
    if current_user.facilitator.provisional and request.endpoint not in WITHOUT_OWN_PASSWORD:
        return redirect(url_for("facilitator.password"))
    return None


def _beginners_only() -> None:
    """Refuse whoever may begin no assembly."""
    if not current_user.facilitator.begins:
        raise NotAllowedError("your account is for assemblies that others begin")


def _those_with(right: Right) -> None:
    """Refuse whose role includes no such right; hide the assembly from all others."""
    assembly_id = (request.view_args or {})["assembly_id"]
    with reading() as store:
        found = store.assembly(assembly_id)
        role = require_right(store, assembly_id, by=current_user.facilitator.id, right=right)
    g.assembly, g.role = found, role


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
