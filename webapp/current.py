"""What a request takes from outside: a transaction, the time, an id, its own address."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime

from flask import current_app, request

from deliberation.store import Store
from webapp.languages import OnlyReadError, is_only_read


def begin() -> AbstractContextManager[Store]:
    """A transaction: what is done in it is kept at the end, and taken back on an error.

    For a form that is only to be read in another language, it is taken back in any case.
    """
    transaction: AbstractContextManager[Store] = current_app.extensions["begin"]()
    return _taken_back(transaction) if is_only_read() else transaction


@contextmanager
def _taken_back(transaction: AbstractContextManager[Store]) -> Iterator[Store]:
    """*transaction*, of which nothing is kept."""
    with transaction as store:
        yield store
        raise OnlyReadError


def together() -> AbstractContextManager[Store]:
    """A transaction like ``begin``, for what many do at one moment: quick beside the others."""
    transaction: AbstractContextManager[Store] = current_app.extensions["begin"].together()
    return transaction


def reading() -> AbstractContextManager[Store]:
    """A transaction that only looks, sees one moment, and keeps nobody waiting."""
    transaction: AbstractContextManager[Store] = current_app.extensions["begin"].reading()
    return transaction


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """An id that nobody has: ten hexadecimal digits, short enough to read aloud."""
    return secrets.token_hex(5)


def base_url() -> str:
    """The address that phones in the room reach this application at, without a closing slash."""
    return str(current_app.config["BASE_URL"] or request.url_root).rstrip("/")


def scrub() -> bool:
    """Overwrite what a purge has deleted; whether nothing of it is left in the database's files."""
    done: bool = current_app.extensions["begin"].scrub()
    return done


def keeps_a_log() -> bool:
    """Whether the database keeps a log of its own that no program can overwrite."""
    return str(current_app.config["DATABASE"]).startswith("postgres")
