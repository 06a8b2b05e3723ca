"""Pages for everybody: what an assembly has published, and how to check it."""

from webapp.public import (
    calendar,
    contact,
    described,
    health,
    open_data,
    pages,
    receipts,
    reports,
    screen,
    session_reports,
    widget,
)
from webapp.public.pages import bp

__all__ = [
    "bp",
    "calendar",
    "contact",
    "described",
    "health",
    "open_data",
    "pages",
    "receipts",
    "reports",
    "screen",
    "session_reports",
    "widget",
]
