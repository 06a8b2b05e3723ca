"""The titles of a rehearsal, which stand on every page of it."""

from __future__ import annotations

from flask_babel import gettext as _


def titled(title: str) -> str:
    """A *title* that says that it is of a rehearsal."""
    return _("Rehearsal: %(title)s", title=title)
