"""Pages for everybody: what an assembly has published, and how to check it."""

from webapp.public import (
    calendar,
    contact,
    health,
    pages,
    receipts,
    reports,
    screen,
    session_reports,
)
from webapp.public.pages import bp

__all__ = [
    "bp",
    "calendar",
    "contact",
    "health",
    "pages",
    "receipts",
    "reports",
    "screen",
    "session_reports",
]
