"""Preferential block voting: an instant runoff for each seat, without those already elected.

Source: Reilly & Maley, "The Single Transferable Vote and the Alternative Vote Compared", in Bowler
& Grofman (eds.), "Elections in Australia, Ireland, and Malta under the Single Transferable Vote"
(2000): Australia's Senate from 1919 to 1946. It is not proportional: one majority fills every seat.
A runoff ends as soon as somebody has more than half of the votes that it began with, or nobody else
is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.seats import require_countable
from deliberation.voting.stv.stv import stv
from deliberation.voting.tally import Count
from deliberation.voting.ties import Tie, TieBreak, refuse


@dataclass(frozen=True, slots=True)
class BlockCount:
    """A count for each seat, and who is elected by them, in order."""

    rule: str
    seats: int
    passes: tuple[Count, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def preferential_block(
    profile: Profile[Ranking], *, seats: int = 1, break_tie: TieBreak = refuse
) -> BlockCount:
    """The counts of each seat; ties are asked with the seat, as ``eliminate in round 1 (seat 2)``.

    >>> preferential_block(Profile.ranked({("a", "b"): 6, ("c",): 3}), seats=2).elected
    ('a', 'b')

    Raises:
        InvalidInputError: there is no valid ballot for a seat, or the seats cannot be filled.
        UnresolvedTieError: by the default *break_tie*, when a tie matters.
    """
    require_countable(profile, Ranking, seats)
    passes: list[Count] = []
    elected: list[str] = []
    for seat in range(1, seats + 1):
        left = profile.restricted([c for c in profile.candidates if c not in elected])
        count = stv(left, break_tie=_for_seat(break_tie, seat))
        passes.append(replace(count, ties=tuple(_told(tie, seat) for tie in count.ties)))
        elected += count.elected
    return BlockCount(
        "preferential_block",
        seats,
        tuple(passes),
        tuple(elected),
        tuple(tie for count in passes for tie in count.ties),
        tuple(
            f"Seat {seat}: {line[:1].lower()}{line[1:]}"
            for seat, count in enumerate(passes, start=1)
            for line in count.because
        ),
    )


def _for_seat(break_tie: TieBreak, seat: int) -> TieBreak:
    """The same tie-break, which hears of which seat a decision is."""
    return replace(
        break_tie, choose=lambda tied, decision: break_tie.choose(tied, _named(decision, seat))
    )


def _named(decision: str, seat: int) -> str:
    return f"{decision} (seat {seat})"


def _told(tie: Tie, seat: int) -> Tie:
    return replace(tie, decision=_named(tie.decision, seat))
