"""One table: which error is which page. No traceback ever reaches a visitor."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, HTTPException

from deliberation.errors import (
    DeliberationError,
    InfeasibleQuotasError,
    InvalidInputError,
    NotAllowedError,
    NotAMemberError,
    NotFoundError,
    ProcedureError,
    UnavailableError,
    UnresolvedTieError,
)
from webapp import auth, languages, trouble
from webapp.sentences import placed, whole

STATUS: dict[type[DeliberationError], int] = {
    InvalidInputError: 400,
    NotAMemberError: 403,
    NotAllowedError: 403,
    NotFoundError: 404,
    UnresolvedTieError: 409,
    ProcedureError: 409,
    InfeasibleQuotasError: 422,
    UnavailableError: 503,
    DeliberationError: 500,
}

HEADINGS = {
    400: later("That does not fit"),
    403: later("That is not for you"),
    404: later("There is no such page"),
    409: later("That is not possible now"),
    413: later("That file is too large"),
    422: later("No panel is possible"),
    503: later("That does not work at this moment"),
}

SENTENCES = {
    403: later("You have no part in this page."),
    404: later("Check the address, or begin at the first page."),
    405: later(
        "This address answers a form and is no page of its own; go back to the page before."
    ),
    413: later("A file may have at most 8 megabytes; save only the columns that are needed."),
}

UNKNOWN = later("Something went wrong on our side. Nothing was changed; try again.")
FORGED = later(
    "The page was open for too long, or sent from elsewhere. Go back, load it again, and repeat."
)


def init_app(app: Flask) -> None:
    """Answer every error of *app* with a plain page."""
    app.register_error_handler(DeliberationError, _explain)
    app.register_error_handler(UnavailableError, _ask_for_patience)
    app.register_error_handler(CSRFError, forged)
    app.register_error_handler(HTTPException, _explain_http)
    app.register_error_handler(BadHost, _explain_bad_host)


def forged(_error: CSRFError) -> tuple[str, int]:
    """The page for a form that is none of this session's."""
    return _page(400, [str(FORGED)])


def status(error: DeliberationError) -> int:
    """The status of the page that explains *error*."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def sentences(error: DeliberationError) -> list[str]:
    """What *error* has to say: one sentence for each problem."""
    if isinstance(error, InvalidInputError):
        return [placed(problem) for problem in error.problems]
    return [str(SENTENCES[404]) if isinstance(error, NotFoundError) else whole(error.sentence)]


def _explain(error: DeliberationError) -> tuple[str, int]:
    """The page for an error that was raised on purpose."""
    code = status(error)
    if code >= 500:
        current_app.logger.exception("an error on our side", exc_info=error)
        return _page(code, [str(UNKNOWN)])
    return _page(code, sentences(error))


def _ask_for_patience(error: UnavailableError) -> tuple[str, int, dict[str, str]]:
    """The page for a database that cannot be used at this moment: what was kept, and what to do."""
    current_app.logger.error("%s %s: %s", request.method, request.path, error)
    page, code = _page(503, [whole(error.sentence), trouble.advice(error.cause)])
    return page, code, {"Retry-After": str(trouble.PATIENCE)}


def _explain_http(error: HTTPException) -> tuple[str, int]:
    """The page for everything that Flask refuses, and for accidents (which Flask logs)."""
    code = error.code or 500
    sentence = UNKNOWN if code >= 500 else SENTENCES.get(code, FORGED)
    return _page(code, [str(sentence)])


def _explain_bad_host(_error: BadHost) -> tuple[str, int]:
    """One sentence, for without a host no address can be written on a page."""
    return str(SENTENCES[404]), 400


def _page(code: int, sentences: list[str]) -> tuple[str, int]:
    """A plain page with the *sentences*, and the way to go on."""
    heading = HEADINGS.get(code) or (_("That did not work") if code >= 500 else HEADINGS[404])
    page = {"heading": heading, "sentences": sentences, "code": code, "back": _back()}
    if code < 500:
        return render_template("error.html", **page), code
    return _without_looking_up("accident.html", **page, **languages.context()), code


def _without_looking_up(template: str, **words: Any) -> str:
    """The *template* without what every other page is given, such as who has signed in.

    Finding that out asks the database, which may be what failed.
    """
    return current_app.jinja_env.get_template(template).render(**words)


def _back() -> tuple[str, str] | None:
    """Where this visitor goes on: the address, and its name."""
    if "assembly" in g:
        address = url_for("facilitator.assembly", assembly_id=g.assembly.id)
        return address, _("Back to the assembly")
    if request.blueprint == "participant" and auth.member():
        return url_for("participant.ballots"), _("Back to my votes")
    return None
