"""Who may do what in an assembly: one table from roles to rights, and nothing beside it.

A role is had in one assembly. A right is a kind of thing that is done, and every page and every
step names the one it asks for. Two people are no role: whoever reads the public pages needs no
account, and a member has a card.

Rooms that are not built yet (tables, proposals) will bring rights of their own; until then those
who wait for them may do what stands here.

Source: the four forms of participation (observing, active, co-creating, initiating) in the policy
of Albertslund (2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in one assembly; the names stand on its ledger."""

    FACILITATOR = "facilitator"
    DRAW_OFFICER = "draw officer"
    COMMISSIONER = "commissioner"
    INTERPRETER = "interpreter"
    TABLE_HOST = "table host"
    CO_AUTHOR = "co-author"
    INITIATOR = "initiator"


class Right(StrEnum):
    """A kind of thing that may be done in an assembly."""

    ENTER = "enter"
    """See what the assembly is about, and what one's role is for."""

    LEAD = "lead"
    """Do all that no other right names: the team, cards, sessions, votes and their urns."""

    DRAW = "draw"
    """Recruit and draw: people, quotas, lottery, commitment, dice, panel, replacements."""

    AGENDA = "agenda"
    """Read the sessions and their agendas, those too that are not public yet."""

    FOLLOW = "follow"
    """See the page that a session is led from, without its buttons."""

    FLOOR = "floor"
    """Lead the queue of those who want to speak."""

    DESK = "desk"
    """Help at the desk: hand papers out to members who vote on paper, and strike them."""

    SUGGEST = "suggest"
    """See the questions that wait for a facilitator, suggest one, and edit one's own."""

    WORD = "word"
    """Write what votes ask in other languages and in plain words, before they are opened."""

    WRITE = "write"
    """Edit the texts of every question that waits, and write the reasons of recommendations."""


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.FACILITATOR: frozenset(Right),
    Role.DRAW_OFFICER: frozenset({Right.ENTER, Right.DRAW}),
    Role.COMMISSIONER: frozenset({Right.ENTER, Right.AGENDA}),
    Role.INTERPRETER: frozenset({Right.ENTER, Right.AGENDA, Right.FOLLOW, Right.DESK, Right.WORD}),
    Role.TABLE_HOST: frozenset({Right.ENTER, Right.AGENDA, Right.FOLLOW, Right.FLOOR}),
    Role.CO_AUTHOR: frozenset({Right.ENTER, Right.SUGGEST, Right.WRITE}),
    Role.INITIATOR: frozenset({Right.ENTER, Right.SUGGEST}),
}
"""The one table: what each role may do. What is not here, is not allowed."""


class Act(StrEnum):
    """What cannot be taken back, and is done by two people where a team has two who may do it."""

    DRAW = "draw"
    UNSEAL = "unseal"
    GIVE_UP = "give up"
    REVOKE = "revoke"
    DELETE = "delete"
    STRIKE = "strike"

    @property
    def right(self) -> Right:
        """The right that both need."""
        match self:
            case Act.DRAW:
                return Right.DRAW
            case Act.STRIKE:
                return Right.DESK
            case _:
                return Right.LEAD

    @property
    def of_vote(self) -> bool:
        """Whether it is done to a vote, by whose id it is called."""
        return self in {Act.UNSEAL, Act.GIVE_UP, Act.STRIKE}

    @property
    def together(self) -> bool:
        """Whether both must be there at once, because both look at the same paper."""
        return self is Act.STRIKE


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a *role* in an assembly.

    Args:
        id: of the account.
        provisional: whether they have not chosen a password of their own yet; until then they can
            do nothing, and nobody has to wait for them.
    """

    id: str
    name: str
    role: Role
    provisional: bool = False

    def may(self, right: Right) -> bool:
        """Whether they may do this kind of thing at this moment."""
        return not self.provisional and right in RIGHTS[self.role]


@dataclass(frozen=True, slots=True)
class Asked:
    """That somebody has asked a colleague to do something with them.

    Args:
        subject: what it is done to: the id of a vote, the number of a card; empty for the draw.
        by: the account of whoever asks.
        at: when.
    """

    act: Act
    subject: str
    by: str
    at: datetime
