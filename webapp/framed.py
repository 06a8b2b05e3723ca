"""Pages that other sites may show in a frame: they hold no form, no script, and set no cookie.

Everything else refuses to be framed, or a page around it could lead a click astray.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

from flask import current_app, request
from markupsafe import escape

V = TypeVar("V", bound=Callable[..., Any])

FRAMED: Final = "framed"

HEADERS: Final = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors *",
        )
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""What these pages say in place of the headers of all others."""


def framed(view: V) -> V:
    """Other sites may show it in a frame."""
    setattr(view, FRAMED, True)
    return view


def is_framed() -> bool:
    """Whether the page that was asked for is one of these."""
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, FRAMED, False)


def frame(address: str, title: str) -> str:
    """The line that shows the page at an *address* within another page, to be copied there."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" '
        'width="100%" height="400" loading="lazy"></iframe>'
    )
