"""The porch: an assembly in a browser. Thin: parse, call one procedure, answer.

==================  =============================================================================
policy              who may open which page; the application refuses to start where none is named
auth                who is asking: a facilitator with a password, a member with a card
current             what a request takes from outside: a transaction, the time, an id
forms               what was typed, turned into values of the domain
again               a form that is shown again, with what does not fit beside its fields
jobs                work that goes on after the page was answered
errors              one table: which error is which page
trouble             what to do where the database cannot be used at this moment
address             where this site is, whatever a request says
framed              pages that other sites may show in a frame
security            the secret key, the headers, the limits
fresh               parts of pages that are asked for again and again
shared              what many screens ask for at once, made once a second
clock               the time zone of the places where assemblies meet
languages           which a visitor reads the pages in
town                the application for gunicorn, which leaves nothing open
tablet              a shared tablet in kiosk mode, which forgets each voter
warm                what whoever comes first would wait for, done when a server starts
kept                pages that are the same for a whole hall but for a few words
facilitator         pages of those who run the assembly
participant         pages of its members
public              pages for everybody
==================  =============================================================================

Nothing imports this package but the entry point ``deliberation.porch``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from deliberation.store import open_store
from webapp import (
    address,
    auth,
    clock,
    errors,
    facilitator,
    jobs,
    kept,
    languages,
    participant,
    policy,
    public,
    security,
    shared,
    tablet,
    warm,
)

PARTS = (facilitator, participant, public)
ENVIRONMENT = "DELIBERATION"


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application, ready to serve; what it needs is in *config* or the environment.

    Args:
        config: ``DATABASE``, a URL (by default ``deliberation.db`` in the current folder);
            ``SECRET_KEY`` (by default kept in a file beside an SQLite database); ``BASE_URL``,
            the address that members reach it at; ``CONTACT``, whom to tell of a fault, an e-mail
            address or a URL that is shown to everybody; ``TIME_ZONE``, that of the places where
            assemblies meet (by default ``Europe/Copenhagen``). In the environment each has the
            prefix ``DELIBERATION_``.

    Raises:
        RuntimeError: a route names no policy; the message lists every such route.
        InvalidInputError: the database needs a ``SECRET_KEY`` and there is none, or it is short; or
            nobody could write to the ``CONTACT``; or there is no such ``TIME_ZONE``.
    """
    app = Flask(__name__)
    app.config.from_mapping(DATABASE="sqlite:///deliberation.db", BASE_URL="", CONTACT="")
    app.config.from_mapping(TIME_ZONE="Europe/Copenhagen")
    app.config.from_prefixed_env(ENVIRONMENT, loads=str)  # or a key of digits were a number
    app.config.from_mapping(config or {})
    security.init_app(app)
    for room in (address, languages, kept, warm, clock, shared, auth, tablet, policy, errors):
        room.init_app(app)
    public.contact.init_app(app)
    for part in PARTS:
        app.register_blueprint(part.bp)
    policy.check(app)
    app.extensions["begin"] = open_store(app.config["DATABASE"])
    jobs.init_app(app)
    return app
