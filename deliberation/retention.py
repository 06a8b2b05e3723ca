"""For how long an assembly keeps what it knows of people: one clock for each kind of data.

A clock begins to run when what the data are for is over, and nothing is deleted by itself: what is
due is told, and somebody says so. What is not here stays: the ledger, what was published of the
draw and of votes, and the names of those who lead.

Source: Regulation (EU) 2016/679, Article 5(1)(e), storage limitation; Article 30(1)(f).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

from deliberation.errors import InvalidInputError

LONGEST: Final = 3650  # days


class Kind(StrEnum):
    """A kind of data about people."""

    POOL = "pool"
    """The answers and homes of those who were not drawn."""

    ALTERNATES = "alternates"
    """The same of those in reserve."""

    PANEL = "panel"
    """The same of the members."""

    NEEDS = "needs"
    """What members need at the sessions."""

    CARDS = "cards"
    """What the database knows of voting cards."""

    ARRIVALS = "arrivals"
    """The marks of who was at a session."""

    SPEAKING = "speaking"
    """Who asked to speak in a session, who spoke, and how long."""

    NAMES = "names"
    """The names of members who have agreed to stand on the public page."""

    URNS = "urns"
    """Sealed ballots, and the keys that sign their receipts."""

    HELP = "help"
    """Who has helped members to vote, where no urn takes that along."""

    SUGGESTIONS = "questions"
    """Questions that wait for a facilitator, and who suggested each."""

    TEAM = "team"
    """Those of the team who do not lead, and their accounts where these serve nothing else."""

    MESSAGE = "message"
    """The line that everybody reads."""


DAYS: Final[Mapping[Kind, int]] = {
    Kind.POOL: 30,
    Kind.ALTERNATES: 7,
    Kind.PANEL: 90,
    Kind.NEEDS: 3,
    Kind.CARDS: 30,
    Kind.ARRIVALS: 7,
    Kind.SPEAKING: 7,
    Kind.NAMES: 365,
    Kind.URNS: 30,
    Kind.HELP: 30,
    Kind.SUGGESTIONS: 30,
    Kind.TEAM: 30,
    Kind.MESSAGE: 7,
}
"""For how many days each is kept, where nobody has said otherwise; the reasons are on the page
``docs/how-to/keep-and-erase.md``, and on the page of each assembly."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes together: the arrivals of one session, the urn of one vote.

    Args:
        of: the id of that session or vote; of the assembly, where all of it goes together.
        count: how many people, marks or ballots.
        since: when the time begins to run; ``None`` as long as nobody can say.
        waits: why it cannot go yet, whatever the time; nothing where it can.
    """

    of: str
    count: int
    since: datetime | None
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Clock:
    """What is kept of one kind, since when, and until when.

    Args:
        days: how long it is kept from the moment *since* which the time runs.
        now: the moment at which this holds.
    """

    kind: Kind
    days: int
    batches: tuple[Batch, ...]
    now: datetime

    @property
    def count(self) -> int:
        """How many are kept."""
        return sum(batch.count for batch in self.batches)

    @property
    def since(self) -> datetime | None:
        """Since when the time runs for the oldest; ``None`` where it has not begun to run."""
        return min((b.since for b in self.batches if b.since is not None), default=None)

    @property
    def until(self) -> datetime | None:
        """When the oldest is due; ``None`` where nobody can say yet."""
        return None if self.since is None else self.since + timedelta(days=self.days)

    @property
    def due(self) -> tuple[Batch, ...]:
        """What is to be deleted by now."""
        return tuple(
            batch
            for batch in self.batches
            if batch.since is not None
            and batch.since + timedelta(days=self.days) <= self.now
            and not batch.waits
        )

    @property
    def waits(self) -> str:
        """Why something that is kept cannot go yet, whatever the time; nothing where it can."""
        return next((batch.waits for batch in self.batches if batch.waits), "")


@dataclass(frozen=True, slots=True)
class Controller:
    """Who answers for the data of an assembly: Article 30(1)(a).

    Args:
        name: of the town, or whoever else it is.
        contact: where to write.
        officer: the data protection officer and their contact, where there is one.
    """

    name: str = ""
    contact: str = ""
    officer: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Erased:
    """That somebody was erased, as whoever knows the id can tell.

    Args:
        salt: 32 hexadecimal digits, another for each person.
        digest: SHA-256 of the salt and the id, in hexadecimal.
    """

    salt: str
    digest: str

    @classmethod
    def of(cls, person_id: str, salt: str) -> Erased:
        """The one who has this id."""
        return cls(salt, sha256(f"erased{salt}{person_id}".encode()).hexdigest())

    def is_of(self, person_id: str) -> bool:
        """Whether it is this one."""
        return self == Erased.of(person_id, self.salt)


def clock(kind: Kind, batches: Sequence[Batch], *, days: int | None, now: datetime) -> Clock:
    """The clock of one *kind*; with the usual time where *days* is ``None``."""
    return Clock(kind, DAYS[kind] if days is None else days, tuple(batches), now)


def require_days(days: int) -> None:
    """Pass on if something may be kept for so many *days*.

    Raises:
        InvalidInputError: it may not.
    """
    if not 0 <= days <= LONGEST:
        raise InvalidInputError([f"data are kept for 0 to {LONGEST} days"])
