"""How the draw will be done, said beforehand: where each public value will come from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberation.beacon import NAME, Round
from deliberation.errors import InvalidInputError
from deliberation.randomness import readable
from deliberation.seeds import Seed
from deliberation.sentences import Sentence
from deliberation.sortition.draw import HAND, LOTS, Draw, Method
from deliberation.sortition.numbering import Numbering

FORMAT = "deliberation announcement 1"

ORDERED = Sentence("it was announced that the tickets would keep the order of the panels")
NUMBERED = Sentence("it was announced that the tickets would be numbered first")
BY_HAND = Sentence("it was announced that the ticket would be drawn by hand")
BY_LOTS = Sentence("it was announced that the ticket would be drawn by the lots from a seed")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is published beside the commitment, before any public value exists.

    Args:
        commitment: of the lottery.
        draw: where the seed of the draw will come from, such as ``dice in the town hall`` or
            ``drand quicknet round 12345678``.
        numbering: likewise, of the seed that numbers the tickets; without it they stay in the
            order of the panels.
        method: how the seed will lead to the ticket.

    Raises:
        InvalidInputError: a text is blank or holds a control character, the commitment is not 64
            hexadecimal digits, a draw by hand goes without a numbering, or its rounds of drand
            come in the wrong order or are none.
    """

    commitment: str
    draw: str
    numbering: str | None = None
    method: Method = LOTS

    def __post_init__(self) -> None:
        if problems := [*_problems(self)]:
            raise InvalidInputError(problems)

    def require_numbering(self, numbering: Numbering | None) -> None:
        """Pass on if the tickets are numbered as was announced.

        Raises:
            InvalidInputError: they are not.
        """
        if (self.numbering is None) != (numbering is None):
            raise InvalidInputError([ORDERED if numbering else NUMBERED])
        if numbering is not None and self.numbering is not None:
            _require(numbering.seed, self.numbering)

    def require_draw(self, drawn: Draw) -> None:
        """Pass on if the draw was done as was announced.

        Raises:
            InvalidInputError: it was not.
        """
        self.require_numbering(drawn.numbering)
        if drawn.method != self.method:
            raise InvalidInputError([BY_HAND if self.method == HAND else BY_LOTS])
        _require(drawn.seed, self.draw)


def encode_announcement(announcement: Announcement) -> dict[str, Any]:
    """The document ``announcement.json``."""
    return {
        "format": FORMAT,
        "commitment": announcement.commitment,
        "draw": announcement.draw,
        "numbering": announcement.numbering,
        "method": announcement.method,
    }


def decode_announcement(document: Mapping[str, Any]) -> Announcement:
    """The announcement in a document ``announcement.json``.

    Raises:
        InvalidInputError: it is none.
    """
    try:
        announcement = Announcement(
            document["commitment"], document["draw"], document["numbering"], document["method"]
        )
        same = encode_announcement(announcement) == document
    except (LookupError, TypeError):
        same = False
    if not same:
        raise InvalidInputError(["the announcement holds something else than the format page says"])
    return announcement


def _problems(announcement: Announcement) -> list[str]:
    problems: list[str] = []
    if not re.fullmatch("[0-9a-f]{64}", announcement.commitment):
        problems.append(Sentence("a commitment has 64 digits (0-9, a-f); copy all of it"))
    rounds = []
    numbering = [] if announcement.numbering is None else [announcement.numbering]
    for source in (*numbering, announcement.draw):
        try:
            readable(Sentence("source"), source)
        except InvalidInputError as error:
            problems += [problem.text for problem in error.problems]
        if source.startswith(NAME):
            found = re.fullmatch(f"{NAME} ([1-9][0-9]{{0,15}})", source)
            rounds.append(int(found[1]) if found else 0)
            if not found:
                problems.append(
                    Sentence(
                        "{source!r} names no round; write {name} and its number",
                        source=source,
                        name=NAME,
                    )
                )
    if announcement.method not in (LOTS, HAND):
        problems.append(
            Sentence(
                "the method is {lots} or {hand}, not {method!r}",
                lots=LOTS,
                hand=HAND,
                method=announcement.method,
            )
        )
    if announcement.method == HAND and announcement.numbering is None:
        problems.append(Sentence("for a draw by hand the tickets are numbered first; say by what"))
    if len(rounds) == 2 and rounds[0] >= rounds[1]:
        problems.append(
            Sentence("the round that numbers the tickets must come before the one that draws")
        )
    return problems


def _require(seed: Seed, source: str) -> None:
    """Whether a *seed* comes from its *source* can be seen of rounds only."""
    name = seed.name if isinstance(seed, Round) else None
    if name != source and (name is not None or source.startswith(NAME)):
        raise InvalidInputError(
            [Sentence("it was announced that the seed would come from {source!r}", source=source)]
        )
