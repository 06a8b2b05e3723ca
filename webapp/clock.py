"""The time zone of the places where assemblies meet, and the clock on the wall there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flask import Flask, current_app
from flask_babel import format_date

from deliberation.errors import InvalidInputError


def init_app(app: Flask) -> None:
    """Pass *app* on with a time zone for new sessions.

    Raises:
        InvalidInputError: ``TIME_ZONE`` is none that this machine knows.
    """
    name = str(app.config["TIME_ZONE"]).strip()
    try:
        app.extensions["zone"] = ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise InvalidInputError(
            [f"DELIBERATION_TIME_ZONE is {name!r}; give a name such as Europe/Copenhagen"]
        ) from error
    app.add_template_filter(clock)
    app.add_template_filter(day)
    app.add_template_filter(spell)


def zone() -> ZoneInfo:
    """The time zone that new sessions are in."""
    found: ZoneInfo = current_app.extensions["zone"]
    return found


def clock(when: datetime) -> str:
    """The time of day, such as 09:05, alike in every language."""
    return f"{when:%H:%M}"


def spell(passed: timedelta) -> str:
    """How long something took in minutes and seconds, such as 3:05, alike in every language."""
    minutes, seconds = divmod(int(passed.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def day(when: date) -> str:
    """The date with its day of the week, as the visitor's language writes it."""
    return format_date(when, "full", rebase=False)
