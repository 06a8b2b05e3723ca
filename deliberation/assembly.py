"""The things of an assembly that are not sortition and not counting.

Values only: the rows that keep them are in ``store``, the steps that change them in
``procedures``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Facilitator:
    """Somebody who signs in with a password. What they may do in an assembly is their role there.

    Args:
        begins: whether they may begin assemblies of their own.
        provisional: whether somebody else knows the password, so that they have to choose another
            before anything else.
    """

    id: str
    name: str
    password_hash: str = field(repr=False)
    begins: bool = True
    provisional: bool = False


class Stage(StrEnum):
    """How far the recruiting of an assembly has come; each follows from the one before."""

    EMPTY = "empty"
    POOL = "pool"
    LOTTERY = "lottery"
    COMMITTED = "committed"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True)
class Assembly:
    """An assembly: its *title*, the *question* it was called for, and how far it has come.

    Args:
        facilitator_id: who began it; who may do what in it by now is said by its team.
        archived: when it was put into the archive; ``None`` of one that goes on.
    """

    id: str
    title: str
    question: str
    facilitator_id: str
    created: datetime
    stage: Stage = Stage.EMPTY
    archived: datetime | None = None


class VoteState(StrEnum):
    """A vote is prepared, opened once and closed once."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that waits until a facilitator makes a vote of it.

    Args:
        by: the account of whoever suggested it.
        proposals: what is to be voted on, as far as that is known.
        revision: how many times it was edited.
    """

    id: str
    assembly_id: str
    by: str
    title: str
    question: str
    proposals: tuple[str, ...] = ()
    revision: int = 0


class Mode(StrEnum):
    """How open a vote is. It is chosen when the vote is made, and never changes.

    Of a vote without a mode, as all were once, the ballots lie in the clear apart from the cards,
    unless its key is made before it is opened; then they are sealed.
    """

    SEALED = "sealed"
    """Nobody sees how anybody voted."""

    PHRASES = "phrases"
    """Sealed; after the count each ballot is printed beside the phrase that its voter chose."""

    ROLL_CALL = "roll call"
    """After the close each ballot is printed beside the number of its card."""

    @property
    def sealed(self) -> bool:
        """Whether its ballots are sealed when they are cast."""
        return self is not Mode.ROLL_CALL


@dataclass(frozen=True, slots=True)
class Vote:
    """A question put to the members, with its rule fixed in advance.

    Args:
        kind: what a ballot is: ``"ranking"``, ``"approval"``, ``"scores"``, ``"grades"`` or
            ``"credits"``.
        rule: a key of ``deliberation.voting.PUBLISHED``.
        seats: how many candidates are chosen; as many as there are where the rule chooses as many
            as it comes to.
        options: the rule's own options, such as ``{"credits": 100}`` or ``{"places": 5}``, as
            ``deliberation.record.vote_options`` names them.
        tie_seed: the public seed thrown after the close, where a tie needed one.
        mode: how open it is; ``None`` of a vote that was made without saying so.
        language: that of its texts, such as ``"da"``; ``None`` where nobody has said.
    """

    id: str
    assembly_id: str
    title: str
    question: str
    kind: str
    candidates: tuple[str, ...]
    rule: str
    seats: int
    options: Mapping[str, Any] = field(hash=False)
    state: VoteState = VoteState.DRAFT
    opened: datetime | None = None
    closed: datetime | None = None
    tie_seed: str | None = None
    mode: Mode | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """What came out of the urn of a sealed vote, as far as everybody may know it.

    Args:
        counted: the ballots that could be counted, blank ones included.
        spoiled: how many could not, by the reason.
        tied: whom nobody has parted yet, where a tie decides and they may be named.
        decision: what the tie is about, as long as nobody has settled it; else nothing.
        document: ``votes/ID.json``, once the vote is decided.
    """

    counted: int
    spoiled: Mapping[str, int] = field(hash=False)
    tied: tuple[str, ...] = ()
    decision: str = ""
    document: Mapping[str, Any] | None = field(default=None, hash=False, repr=False)

    @property
    def undecided(self) -> bool:
        """Whether a tie waits for dice."""
        return bool(self.decision)


class JobState(StrEnum):
    """Background work is waiting, at work, done, or failed with a sentence."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """Work that goes on after the page was answered, and how far it has come.

    Args:
        done: from 0 to 1.
        words: what is being done, or why it failed.
    """

    id: str
    assembly_id: str
    kind: str
    state: JobState
    done: float = 0.0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A lottery that was published before the seed existed, and can no longer change.

    Args:
        digest: what was read out: everybody can work it out from the document.
        document: ``lottery.json``, as it was published.
        publish_people: whether the document shows people's answers, or only their digests.
        salt: what makes the digests unguessable, where answers are withheld; a secret.
        published: when.
    """

    digest: str
    document: Mapping[str, Any] = field(hash=False, repr=False)
    publish_people: bool
    salt: str = field(repr=False)
    published: datetime


class Reply(StrEnum):
    """What somebody who was drawn has answered."""

    YES = "yes"
    """They come; somebody in reserve has taken a seat."""

    NO = "no"
    """They cannot come."""


@dataclass(frozen=True, slots=True)
class Replacing:
    """What makes an assembly a draw of replacements: which draw it follows, and what has changed.

    Args:
        after: the id of the assembly whose panel has free seats.
        withdrawn: the members who cannot come, sorted.
        joined: those who had taken a seat meanwhile, sorted.
        unavailable: others who cannot be asked, sorted.
    """

    after: str
    withdrawn: tuple[str, ...]
    joined: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """A voting card that was handed out; its code is not kept anywhere."""

    number: int
    revoked: bool = False
