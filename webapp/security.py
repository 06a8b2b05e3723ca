"""The secret key, the headers and the limits."""

from __future__ import annotations

import os
import secrets
from datetime import timedelta
from pathlib import Path

from flask import Flask, Response, current_app, request, session
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from flask_wtf import CSRFProtect
from itsdangerous import URLSafeTimedSerializer

from deliberation.errors import InvalidInputError
from webapp import auth, framed, policy

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the CSRF check of https pages reads the referrer
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

SHORTEST_KEY = 32  # characters
UPLOAD_LIMIT = 8 * 1024 * 1024
MEETING = timedelta(hours=24)  # how long a session is good for


def init_app(app: Flask) -> None:
    """Give *app* its key, its limits and its headers.

    Raises:
        InvalidInputError: there is no key, or one that could be guessed.
    """
    key = app.config.get("SECRET_KEY") or secret_key(app.config["DATABASE"])
    if len(key) < SHORTEST_KEY:
        raise InvalidInputError(
            [
                f"the secret key signs the sessions, and this one could be guessed; set "
                f"DELIBERATION_SECRET_KEY to at least {SHORTEST_KEY} random characters"
            ]
        )
    app.config["SECRET_KEY"] = key
    app.config.update(
        MAX_CONTENT_LENGTH=UPLOAD_LIMIT,
        PERMANENT_SESSION_LIFETIME=MEETING,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = _Sessions()
    CSRFProtect(app)
    app.after_request(_protect)


def secret_key(database: str) -> str:
    """The key that signs the sessions: kept beside an SQLite file, made at the first start.

    Args:
        database: the URL of the database.

    Raises:
        InvalidInputError: the database is no file that a key could lie beside, or the key that
            was kept is not whole.
    """
    prefix, _, file = database.partition(":///")
    if database in ("sqlite://", "sqlite:///:memory:"):
        return secrets.token_hex(32)  # it lives as long as the database: until the process ends
    if not prefix.startswith("sqlite") or not file:
        raise InvalidInputError(
            [
                "this database needs a secret key to sign the sessions with; set "
                f"DELIBERATION_SECRET_KEY to at least {SHORTEST_KEY} random characters and keep it"
            ]
        )
    path = Path(file.partition("?")[0] + ".key")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _kept(path)
    with os.fdopen(descriptor, "w", encoding="ascii") as kept:
        kept.write(key := secrets.token_hex(32))
    return key


def _kept(path: Path) -> str:
    """The key that was kept at an earlier start."""
    key = path.read_text("ascii").strip()
    if len(key) < SHORTEST_KEY:
        raise InvalidInputError(
            [f"the key in {path} is not whole; delete the file, and everybody signs in anew"]
        )
    return key


class _Sessions(SecureCookieSessionInterface):
    """Sessions whose cookie travels encrypted wherever the page does."""

    def __init__(self) -> None:
        self._key: str | bytes | None = None
        self._signs: URLSafeTimedSerializer | None = None

    def get_cookie_secure(self, app: Flask) -> bool:
        return request.is_secure

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep the session, but of a page in somebody else's frame, which sets no cookie."""
        if not framed.is_framed():
            super().save_session(app, session, response)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs the session of every visitor alike, made once for a key."""
        if app.secret_key != self._key:
            self._key, self._signs = app.secret_key, super().get_signing_serializer(app)
        return self._signs


def _protect(response: Response) -> Response:
    """Write the headers; keep what is not public out of every cache."""
    shown = framed.is_framed() and response.status_code == 200  # no page of an error
    said = HEADERS | framed.HEADERS if shown else HEADERS
    for name, value in said.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if response.status_code >= 400 or not _cacheable():
        response.headers["Cache-Control"] = "no-store"
    return response


def _cacheable() -> bool:
    """Whether the page is the same for everybody, so that a browser may keep it.

    Only the session is looked at: the database may be what failed.
    """
    if request.endpoint == "static":
        return True
    return (
        policy.of(current_app, request.endpoint or "") == policy.PUBLIC
        and request.method in ("GET", "HEAD")
        and not any(key in session for key in (auth.MEMBER, auth.KIOSK, *auth.FACILITATOR_KEYS))
    )
