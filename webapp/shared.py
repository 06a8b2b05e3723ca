"""What many screens ask for at once, made once a second.

Nothing is kept that the database does not say: a page is made anew with each second, and as soon as
this process has answered a form. What another process has changed is seen within the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, Response, current_app, request

from webapp.current import now

MOST = 256  # pages that are kept


@dataclass(slots=True)
class Shared:
    """The pages of this second, and how many forms were answered before it."""

    forms: int = 0
    pages: dict[tuple[str, ...], tuple[tuple[int, int], str]] = field(default_factory=dict)


def init_app(app: Flask) -> None:
    """Let the pages of *app* be shared."""
    app.extensions["shared"] = Shared()
    app.after_request(_note_form)


def this_second(make: Callable[[], str], *key: str) -> str:
    """The page that *make* gives, or has given within this second.

    Args:
        key: everything that the page depends on beside the database and the time.
    """
    shared: Shared = current_app.extensions["shared"]
    moment = (int(now().timestamp()), shared.forms)
    kept = shared.pages.get(key)
    if kept is not None and kept[0] == moment:
        return kept[1]
    page = make()
    if len(shared.pages) >= MOST:
        shared.pages.clear()
    shared.pages[key] = (moment, page)
    return page


def _note_form(response: Response) -> Response:
    """Make every page anew after a form: what it changed is in the database by now."""
    if request.method == "POST":
        shared: Shared = current_app.extensions["shared"]
        shared.forms += 1
    return response
