"""Drawing one panel from a lottery, in public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from deliberation.beacon import Round
from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.seeds import Seed, kept
from deliberation.sentences import Sentence
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering, Tickets

PURPOSE = "panel"

Method: TypeAlias = Literal["lots", "hand"]
LOTS: Final = "lots"  # the seed leads to the ticket by SHA-256
HAND: Final = "hand"  # the seed is the number of the ticket, as dice or balls showed it


@dataclass(frozen=True, slots=True)
class Draw:
    """What happened: the public *seed*, the *ticket* it led to, the *panel* that held it.

    Args:
        ticket: its number, by the *numbering* where the tickets were numbered.
        method: how the seed leads to the ticket, ``"lots"`` or ``"hand"``.
    """

    seed: Seed
    ticket: int
    panel: tuple[str, ...]
    numbering: Numbering | None = None
    method: Method = LOTS

    def lots(self, purpose: str) -> Lots:
        """What else this draw decides, such as the order of the reserves.

        Of a numbered draw it follows from the numbering and the ticket: three dice alone have too
        few faces for an order that nobody could have tried out beforehand.
        """
        if self.numbering is None:
            return Lots(str(self.seed), purpose)
        numbering = self.numbering
        return Lots(str(numbering.seed), f"{purpose} {numbering.commitment} {self.ticket}")


def draw(lottery: Lottery, *, seed: Seed, numbering: Numbering | None = None) -> Draw:
    """Draw one ticket; the same lottery, seed and numbering give the same panel for ever.

    Args:
        seed: a value that nobody could know when the lottery was committed to, nor when its
            tickets were numbered: dice thrown in public, or the round of a beacon.

    Raises:
        InvalidInputError: the seed is blank, is a round that was there when the tickets were
            numbered, or there are too many tickets for their numbering.
    """
    before = numbering.seed if numbering else None
    if isinstance(seed, Round) and isinstance(before, Round) and seed.number <= before.number:
        raise InvalidInputError(
            [
                Sentence(
                    "{round} was known when the tickets were numbered; take a later round",
                    round=seed.name,
                )
            ]
        )
    seed = kept(seed)
    ticket = Lots(str(seed), PURPOSE).below(lottery.total)
    return Draw(seed, ticket, Tickets(lottery, numbering).panel_of(ticket), numbering)


def draw_by_hand(lottery: Lottery, *, shown: str, numbering: Numbering) -> Draw:
    """Take the ticket whose number dice or numbered balls have shown, digit by digit.

    Args:
        shown: the digits in the order agreed on; spaces do not matter.

    Raises:
        InvalidInputError: no ticket has that number (throw again), or there are too many tickets
            for their numbering.
    """
    tickets = Tickets(lottery, numbering)
    number = tickets.read(shown)
    return Draw(tickets.written(number), number, tickets.panel_of(number), numbering, HAND)
