"""What many screens ask for at once, made once a second.

Nothing is kept that the database does not say: it is made anew with each second, and as soon as
this process has answered a form. What another process has changed is seen within the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request

from webapp.current import now

T = TypeVar("T")

MOST = 256  # things that are kept


@dataclass(slots=True)
class Shared:
    """What was made in this second, and how many forms were answered before it."""

    forms: int = 0
    made: dict[tuple[str, ...], tuple[tuple[int, int], Any]] = field(default_factory=dict)


def init_app(app: Flask) -> None:
    """Let the pages of *app* be shared."""
    app.extensions["shared"] = Shared()
    app.after_request(_note_form)


def this_second(make: Callable[[], T], *key: str) -> T:
    """The page or value that *make* gives, or has given within this second.

    Args:
        key: everything that it depends on beside the database and the time, and what it is.
    """
    shared: Shared = current_app.extensions["shared"]
    moment = (int(now().timestamp()), shared.forms)
    kept = shared.made.get(key)
    if kept is not None and kept[0] == moment:
        found: T = kept[1]
        return found
    made = make()
    if len(shared.made) >= MOST:
        shared.made.clear()
    shared.made[key] = (moment, made)
    return made


def _note_form(response: Response) -> Response:
    """Make every page anew after a form: what it changed is in the database by now."""
    if request.method == "POST":
        shared: Shared = current_app.extensions["shared"]
        shared.forms += 1
    return response
