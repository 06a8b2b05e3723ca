"""A shared tablet in kiosk mode: one person votes after another, and nothing of one is left.

That it is a kiosk, the session says, and in which language it began. Whoever finishes takes
everything else of the session along. A person who goes away without a word is forgotten when the
next request comes late; a page with a script notices sooner.

Nobody ends a kiosk by mistake: the tablet shows a number, and only a page of the facilitator says
which code belongs to it. So the code, typed in front of the room, ends no other tablet.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, Response, current_app, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from webapp import auth
from webapp.current import now

SEEN: Final = "seen"  # when the voter at the kiosk was last heard of, in seconds
PATIENCE: Final = timedelta(minutes=20)
FETCHED: Final = frozenset({"participant.ballots_open", "participant.speaking_now"})
"""What the script of a page asks for by itself."""
NUMBERS: Final = range(1000, 10_000)
"""Of tablets."""
ERASE: Final = '"cache", "storage"'
"""What a browser is told to erase after each voter; it obeys where the page came by HTTPS."""


def init_app(app: Flask) -> None:
    """Let *app* be shown on shared tablets."""
    app.before_request(_watch)
    app.context_processor(_context)


def begin(assembly_id: str) -> None:
    """Make the device that asks a kiosk of one assembly; whoever had signed in there is out."""
    language = session.get("lang")
    session.clear()
    number = secrets.choice(NUMBERS)
    session[auth.KIOSK] = {"assembly": assembly_id, "lang": language, "number": number}
    _speak(language)


def assembly() -> str | None:
    """The id of the assembly that the device which asks is a kiosk of; ``None`` for others."""
    kiosk = session.get(auth.KIOSK)
    return None if kiosk is None else str(kiosk["assembly"])


def ending(assembly_id: str, number: int) -> str:
    """The six digits that end kiosk mode at the tablet with this *number*."""
    key = str(current_app.secret_key).encode()
    made = hmac.digest(key, f"end kiosk {assembly_id} {number}".encode(), "sha256")
    return f"{int.from_bytes(made) % 10**6:06}"


def ends(typed: str) -> bool:
    """Whether what was *typed* is the code that ends kiosk mode here, in digits of any script."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return hmac.compare_digest(digits, ending(session[auth.KIOSK]["assembly"], _number()))


def is_used() -> bool:
    """Whether somebody has come to the kiosk: a voter, or a facilitator who has signed in."""
    return auth.member() is not None or auth.may_be_signed_in()


def finish() -> None:
    """Forget whoever voted last, and all but that this is a kiosk and how it began."""
    kiosk = session[auth.KIOSK]
    session.clear()
    session[auth.KIOSK] = kiosk
    _speak(kiosk["lang"])


def end() -> None:
    """Make the device an ordinary one again, which knows nobody."""
    session.clear()


def erase(response: Response) -> Response:
    """*response*, with the order to erase what pages have kept in the browser."""
    response.headers["Clear-Site-Data"] = ERASE
    return response


def touch(moment: datetime) -> None:
    """Note that somebody is at the kiosk."""
    session[SEEN] = int(moment.timestamp())


def _number() -> int:
    """The number of the tablet; one that began before there were numbers has the first."""
    return int(session[auth.KIOSK].get("number", NUMBERS[0]))


def _speak(language: str | None) -> None:
    if language is not None:
        session["lang"] = language


def _watch() -> ResponseReturnValue | None:
    """Forget whoever was not heard of for long; what pages fetch does not count."""
    kiosk, moment = assembly(), now()
    if kiosk is None or not is_used() or request.endpoint in (None, "static"):
        return None
    if moment.timestamp() - session.get(SEEN, moment.timestamp()) > PATIENCE.total_seconds():
        finish()
        return redirect(url_for("participant.kiosk", assembly_id=kiosk))
    if request.endpoint not in FETCHED:
        touch(moment)
    return None


def _context() -> dict[str, Any]:
    """What every page needs to know of the kiosk that it is shown on."""
    kiosk = assembly()
    number = None if kiosk is None else _number()
    return {"kiosk": kiosk, "kiosk_number": number, "kiosk_minutes": PATIENCE.seconds // 60}
