"""Drawing one panel from a lottery, in public."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.randomness import Lots
from deliberation.sortition.lottery import Lottery

PURPOSE = "panel"


@dataclass(frozen=True, slots=True)
class Draw:
    """What happened: the public *seed*, the *ticket* it led to, the *panel* that held it."""

    seed: str
    ticket: int
    panel: tuple[str, ...]


def draw(lottery: Lottery, *, seed: str) -> Draw:
    """Draw one ticket; the same lottery and seed give the same panel for ever.

    Args:
        seed: a value that nobody could know when the lottery was committed to, such as dice
            thrown in public.

    Raises:
        InvalidInputError: the seed is blank.
    """
    lots = Lots(seed, PURPOSE)
    ticket = lots.below(lottery.total)
    return Draw(lots.seed, ticket, lottery.panel_of(ticket))
