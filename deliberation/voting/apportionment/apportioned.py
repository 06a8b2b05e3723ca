"""What an apportionment answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from deliberation.voting.ties import Tie


@dataclass(frozen=True, slots=True)
class Apportionment:
    """How many seats each party has, and how it came by them.

    Args:
        rule: the method, such as ``highest_averages: dhondt``.
        seats: one number for each party, in the order of the votes; none is 0.
        elected: the party of each seat, in the order in which the seats were given.
        below: the parties that a threshold left out.
        ties: those that had to be settled.
        because: a sentence for each step.
    """

    rule: str
    seats: Mapping[str, int] = field(hash=False)
    elected: tuple[str, ...]
    below: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        rule: str,
        parties: Iterable[str],
        elected: Iterable[str],
        *,
        below: tuple[str, ...] = (),
        ties: Iterable[Tie] = (),
        because: Iterable[str] = (),
    ) -> Apportionment:
        """The same from the party of each seat, counted."""
        order = tuple(elected)
        held = Counter(order)
        seats = {party: held[party] for party in parties}
        return cls(rule, seats, order, below, tuple(ties), tuple(because))
