"""Wrong codes are counted per phone, never per address: a whole hall shares one address.

A code has 55 bits of chance, so guessing is hopeless in any case; the pause stops a script that
keeps its cookies, and tells a person with the wrong card to ask. A script that keeps none comes as
a new phone each time. It meets a full door; whoever was sent away from it and comes again finds
another one, so that members get in while somebody guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from flask import current_app

from webapp.door import Door

KEY = "wrong_codes"
SENT_AWAY = "sent_away"
ALLOWED = 10
PAUSE = timedelta(minutes=5)
AGAIN = range(1, 60)  # seconds after which somebody who was sent away comes again


def may_try(session: MutableMapping[str, Any], now: datetime) -> bool:
    """Whether this phone may try another code."""
    wrong, since = session.get(KEY, (0, 0))
    return wrong < ALLOWED or now.timestamp() - since > PAUSE.total_seconds()


def note_wrong(session: MutableMapping[str, Any], now: datetime) -> None:
    """Count one wrong code; after a pause the count begins anew."""
    wrong, since = session.get(KEY, (0, 0))
    if now.timestamp() - since > PAUSE.total_seconds():
        wrong = 0
    session.pop(SENT_AWAY, None)
    session[KEY] = (wrong + 1, int(now.timestamp()))


@contextmanager
def checking(session: MutableMapping[str, Any], now: datetime) -> Iterator[None]:
    """Wait until a code can be checked, at the door for new phones or for those sent away.

    Raises:
        FullError: too many wait there.
    """
    door: Door = current_app.extensions["joining"][_waited(session, now) not in AGAIN]
    with door.place(), door.through():
        yield


def is_sent_away(session: MutableMapping[str, Any], now: datetime) -> bool:
    """Whether this phone was sent away a moment ago, and has not tried again."""
    return _waited(session, now) < AGAIN.stop


def note_full(session: MutableMapping[str, Any], now: datetime) -> None:
    """Remember when this phone was sent away."""
    session[SENT_AWAY] = int(now.timestamp())


def _waited(session: MutableMapping[str, Any], now: datetime) -> int:
    """How many seconds ago this phone was sent away; very many where it never was."""
    return int(now.timestamp()) - int(session.get(SENT_AWAY, 0))
