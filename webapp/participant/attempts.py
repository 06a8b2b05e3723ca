"""Wrong codes are counted per phone, never per address: a whole hall shares one address.

A code has 55 bits of chance, so guessing is hopeless in any case; the pause stops a script that
keeps its cookies, and tells a person with the wrong card to ask.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

KEY = "wrong_codes"
ALLOWED = 10
PAUSE = timedelta(minutes=5)


def may_try(session: MutableMapping[str, Any], now: datetime) -> bool:
    """Whether this phone may try another code."""
    wrong, since = session.get(KEY, (0, 0))
    return wrong < ALLOWED or now.timestamp() - since > PAUSE.total_seconds()


def note_wrong(session: MutableMapping[str, Any], now: datetime) -> None:
    """Count one wrong code; after a pause the count begins anew."""
    wrong, since = session.get(KEY, (0, 0))
    if now.timestamp() - since > PAUSE.total_seconds():
        wrong = 0
    session[KEY] = (wrong + 1, int(now.timestamp()))
