"""Pages that are the same for a whole hall but for a few words of each visitor's own.

A ballot takes the server longer to write than anything else that a visit asks of it, and a thousand
phones ask for one that differs in three numbers. Here it is written once with marks in their
places, and each visitor's own words are put there.

What is kept is of no visitor. It is used again only where everything that it was written from is
equal, so it cannot be out of date, in whichever process it lies.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final

from flask import Flask, current_app, request, session
from markupsafe import escape

from webapp import auth, tablet
from webapp.languages import spoken

MOST: Final = 64
"""Pages that are kept: some votes, in each language, before and after a ballot was cast."""

Own = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page with marks, what it was written *of*, and which mark stands for which word."""

    of: tuple[Any, ...]
    page: str
    marks: Own


class KeptPages:
    """The pages that one process keeps, those used last in front."""

    def __init__(self) -> None:
        self._kept: list[_Kept] = []
        self._lock = Lock()

    def page(self, own: Own, of: tuple[Any, ...], write: Callable[[Own], str]) -> str:
        """The page *of* these values with *own* words, written or kept."""
        kept = self._found(of)
        if kept is None:
            marks = {name: secrets.token_hex(16) for name in own}  # which nobody can have written
            kept = _Kept(of, write(marks), marks)
            self._keep(kept)
        page = kept.page
        for name, word in own.items():
            page = page.replace(kept.marks[name], word)
        return page

    def _found(self, of: tuple[Any, ...]) -> _Kept | None:
        """The kept page of these values."""
        with self._lock:
            for place, kept in enumerate(self._kept):
                if kept.of == of:
                    self._kept.insert(0, self._kept.pop(place))
                    return kept
        return None

    def _keep(self, kept: _Kept) -> None:
        """Keep a page, and forget those that were not asked for in a long time."""
        with self._lock:
            self._kept.insert(0, kept)
            del self._kept[MOST:]


def init_app(app: Flask) -> None:
    """Let *app* keep pages."""
    app.extensions["kept"] = KeptPages()


def page_with(own: Own, *, of: tuple[Any, ...], write: Callable[[Own], str]) -> str:
    """The page that *write* makes of a visitor's *own* words.

    Whoever has signed in as a facilitator too, is told something once, or votes at a kiosk gets one
    of their own; so does whoever sends a form.

    Args:
        own: by name; words that stand alike in a page and in its attributes.
        of: everything else that the page depends on, beside the visitor's language.
        write: makes the page with the words that it is given in place of *own*; it may look at
            nothing that is neither there nor in *of*.
    """
    assert all(escape(word) == word for word in own.values()), "it would not stand there as it is"
    plain = request.method == "GET" and not request.args and "_flashes" not in session
    if not plain or auth.may_be_signed_in() or tablet.assembly():
        return write(own)
    pages: KeptPages = current_app.extensions["kept"]
    return pages.page(own, (spoken(), request.script_root, *of), write)
