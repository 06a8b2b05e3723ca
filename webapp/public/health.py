"""Whether this process can serve: for the programs that watch it, and for a proxy in front."""

from __future__ import annotations

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from deliberation.errors import UnavailableError
from webapp import policy
from webapp.public.pages import bp


@bp.get("/healthz")
@policy.public
def healthz() -> ResponseReturnValue:
    """One word: ``ok``, or what is missing, with status 503: ``database``, ``migration``."""
    try:
        missing = "" if current_app.extensions["begin"].is_current() else "migration"
    except UnavailableError:
        missing = "database"
    return Response(
        f"{missing or 'ok'}\n",
        status=503 if missing else 200,
        content_type="text/plain; charset=utf-8",
        headers={"Cache-Control": "no-store"},
    )
