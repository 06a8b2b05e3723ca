"""Who is asking: a facilitator with a password, a member with a card.

Both live in the signed session, apart from each other, so that a facilitator can try out a card
on the same laptop. Whenever somebody comes in, the session begins anew: whatever was planted in
it before is gone, the CSRF token too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, current_app, request, session
from flask_login import LoginManager, current_user, login_user

from deliberation.assembly import Facilitator
from deliberation.errors import NotFoundError, ProcedureError
from deliberation.names import folded
from deliberation.procedures.accounts import facilitator_named
from deliberation.procedures.terms import line_problems
from deliberation.sentences import Sentence
from webapp.current import reading
from webapp.door import Door, FullError

GUESSES = 5  # wrong passwords before an account has to wait
PAUSE = timedelta(minutes=1)
REMEMBERED = 1000  # names whose wrong passwords are counted
AT_THE_DOOR = 4  # who may sign in at once; each keeps one of the server's few threads
AT_A_CODE = 3  # the same at each of two doors where a card's code is checked

HASHER = PasswordHasher()
MEMBER = "member"
KIOSK = "kiosk"  # that the device is one; see ``tablet``
ASK_NOBODY = ("static", "public.healthz")  # pages that are the same whoever asks, and ask nobody
FACILITATOR_KEYS = ("_user_id", "_fresh", "_id")  # written by flask-login


@dataclass(frozen=True, slots=True)
class Member:
    """Whoever holds the card that *token* was made from, in one assembly."""

    assembly_id: str
    token: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A facilitator, in the shape that flask-login asks for."""

    facilitator: Facilitator
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """What the session remembers; it is forgotten with the password."""
        return f"{self.facilitator.id}.{_mark(self.facilitator)}"


def init_app(app: Flask) -> None:
    """Let *app* know who is asking."""
    manager = LoginManager(app)
    manager.session_protection = "basic"
    manager.user_loader(_load)
    app.before_request(_look_up)
    app.extensions["doorkeeper"] = Doorkeeper()
    doors = {new: Door(places=AT_A_CODE, at_once=1) for new in (True, False)}
    app.extensions["joining"] = doors
    app.context_processor(lambda: {"member": member()})


def sign_in(name: str, password: str, *, now: datetime) -> bool:
    """Whether *password* is right; then the session is the facilitator's from here on.

    Raises:
        ProcedureError: too many wrong passwords for this name, or too many sign in at once.
    """
    doorkeeper: Doorkeeper = current_app.extensions["doorkeeper"]
    facilitator = doorkeeper.check(name, password, now=now)
    if facilitator is None:
        return False
    _begin_anew(keep=_beside(MEMBER))
    login_user(SignedIn(facilitator))
    return True


def hashed(password: str) -> str:
    """What is kept of a *password*."""
    doorkeeper: Doorkeeper = current_app.extensions["doorkeeper"]
    return doorkeeper.hashed(password)


def account_of(name: str, password: str, *, now: datetime) -> Facilitator | None:
    """The account of this name, if *password* is right; the session stays as it is.

    Raises:
        ProcedureError: too many wrong passwords for this name, or too many sign in at once.
    """
    doorkeeper: Doorkeeper = current_app.extensions["doorkeeper"]
    return doorkeeper.check(name, password, now=now)


def join(assembly_id: str, token: str) -> None:
    """Remember the card of whoever has just joined."""
    _begin_anew(keep=_beside(*FACILITATOR_KEYS))
    session[MEMBER] = {"assembly": assembly_id, "token": token}


def member() -> Member | None:
    """The member who asks, by the card that the session remembers."""
    card = session.get(MEMBER)
    return Member(card["assembly"], card["token"]) if card else None


def may_be_signed_in() -> bool:
    """Whether the session names a facilitator; if there still is one, ``current_user`` says."""
    return FACILITATOR_KEYS[0] in session


def leave() -> None:
    """Forget the card, so that the next person can use the same phone."""
    _begin_anew(keep=_beside(*FACILITATOR_KEYS))


def sign_out() -> None:
    """Forget the facilitator."""
    _begin_anew(keep=_beside(MEMBER))


class Doorkeeper:
    """Checks passwords, and makes a name wait after several wrong ones.

    The counts are kept in memory, one process's own: a restart forgets them. They are kept by
    name and never by address, because a whole venue shares one. After several wrong passwords one
    try a minute is let through; whoever has signed in before is not affected.

    Args:
        hasher: compares a password with what is kept of it; by default the one that all share.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher, self._nobody = hasher, _nobodys_hash()
        self._tries: dict[str, tuple[int, datetime]] = {}
        self._lock = Lock()
        self._door = Door(places=AT_THE_DOOR, at_once=2)  # each check takes tens of megabytes

    def check(self, name: str, password: str, *, now: datetime) -> Facilitator | None:
        """The facilitator, or ``None``; an unknown name takes as long as a wrong password.

        Raises:
            ProcedureError: this name has to wait, or too many sign in at once.
        """
        try:
            with self._door.place():
                return self._check(name, password, now)
        except FullError:
            raise ProcedureError("others are signing in at this moment; try again") from None

    def hashed(self, password: str) -> str:
        """What is kept of a *password*."""
        with self._door.through():
            return HASHER.hash(password)

    def _check(self, name: str, password: str, now: datetime) -> Facilitator | None:
        """The facilitator, or ``None``, counting the try."""
        key = folded(name)
        self._count(key, now)
        facilitator = _named(name)
        right = self._verify(facilitator.password_hash if facilitator else self._nobody, password)
        if not (right and facilitator):
            return None
        with self._lock:
            self._tries.pop(key, None)
        return facilitator

    def _count(self, key: str, now: datetime) -> None:
        """Count one more try; it is taken back when the password turns out to be right."""
        with self._lock:
            tries, last = self._tries.pop(key, (0, now))
            waits = tries >= GUESSES and now - last < PAUSE
            while len(self._tries) >= REMEMBERED:
                del self._tries[next(iter(self._tries))]
            self._tries[key] = (tries, last) if waits else (tries + 1, now)
        if waits:
            raise ProcedureError("too many wrong passwords for this name; wait a minute")

    def _verify(self, password_hash: str, password: str) -> bool:
        """Whether *password* is the one that was hashed."""
        try:
            with self._door.through():
                return (self._hasher or HASHER).verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys_hash() -> str:
    """What the password of an unknown name is compared with, so that it takes as long."""
    return HASHER.hash("the password of a facilitator who does not exist")


def _named(name: str) -> Facilitator | None:
    """The facilitator called *name*, if there is one."""
    if line_problems(Sentence("name"), name):
        return None  # nobody is called that, and PostgreSQL would not even look for some
    try:
        with reading() as store:
            return facilitator_named(store, name)
    except NotFoundError:
        return None


def _look_up() -> None:
    """Find out now who has signed in, so that no page looks it up inside a transaction."""
    if request.endpoint not in ASK_NOBODY:
        _ = current_user.is_authenticated


def _load(remembered: str) -> SignedIn | None:
    """The facilitator whom the session names, if there still is one with this password."""
    facilitator_id, _, mark = remembered.rpartition(".")
    try:
        with reading() as store:
            found = store.facilitator(facilitator_id)
    except NotFoundError:
        return None
    return SignedIn(found) if mark == _mark(found) else None


def _mark(facilitator: Facilitator) -> str:
    """What changes with the password, and tells nothing of it."""
    return sha256(facilitator.password_hash.encode()).hexdigest()[:16]


def _beside(*keys: str) -> tuple[str, ...]:
    """What stays when somebody comes or goes: the *keys*; at a kiosk that it is one, and nobody."""
    return (KIOSK,) if KIOSK in session else keys


def _begin_anew(*, keep: tuple[str, ...]) -> None:
    """Empty the session but for the language and what is listed in *keep*."""
    kept = {key: session[key] for key in ("lang", *keep) if key in session}
    session.clear()
    session.update(kept)
