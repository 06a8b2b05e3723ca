"""The application as a town serves it: by gunicorn, in several processes, behind a proxy.

    gunicorn 'webapp.town:application()'

What a room may leave open, a town may not: its address, and a database that waits for its disk.
"""

from __future__ import annotations

import logging
from typing import Final, NoReturn

from flask import Flask

from deliberation.errors import InvalidInputError
from webapp import create_app

NOT_LOADED: Final = 4  # by which gunicorn knows that it need not try again


def application() -> Flask:
    """The application, with its settings from the environment.

    Raises:
        SystemExit: what is missing has been logged, a sentence for each.
    """
    try:
        app = create_app()
    except InvalidInputError as error:
        _leave([str(problem) for problem in error.problems])
    if missing := _missing(app):
        app.extensions["begin"].close()
        _leave(missing)
    app.extensions["warm"]()
    return app


def _leave(sentences: list[str]) -> NoReturn:
    """Say what is missing, and end."""
    for sentence in sentences:
        logging.getLogger("gunicorn.error").error("deliberation: %s", sentence)
    raise SystemExit(NOT_LOADED)


def _missing(app: Flask) -> list[str]:
    """What a town must not leave open."""
    missing = []
    if not str(app.config["BASE_URL"]).startswith("https://"):
        missing.append("set DELIBERATION_BASE_URL to the https:// address of the site")
    if off := app.extensions["begin"].turned_off():
        missing.append(
            "this database may lose ballots that were acknowledged when the power is cut; turn on "
            f"{', '.join(off)} in it"
        )
    return missing
