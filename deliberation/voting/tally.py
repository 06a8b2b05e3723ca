"""What a rule answers: totals (a tally), rounds (a count), or a value of its room's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

from deliberation.voting.ties import Tie


@dataclass(frozen=True, slots=True)
class Tally:
    """One exact total for each candidate, and who is elected by them.

    Args:
        rule: the rule's name, a key of ``RULES``.
        totals: one for each candidate, in the profile's order.
        elected: as many as there are seats, in order of election.
        ties: those that had to be settled.
        pairwise: where the rule compares pairs, how many ballots prefer the first to the second.
        because: why, a plain sentence for each step.
    """

    rule: str
    totals: Mapping[str, Fraction] = field(hash=False)
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    pairwise: Mapping[tuple[str, str], int] | None = field(default=None, hash=False)
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Transfer:
    """Papers that moved from one candidate to another, and the value they moved with.

    Args:
        source: whose papers moved.
        target: who received them; ``None`` for those that named nobody further.
        papers: how many ballot papers.
        value: what they are worth together.
    """

    source: str
    target: str | None
    papers: int
    value: Fraction


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a count: the totals it began with, and what it decided.

    Args:
        number: from 1.
        totals: the value held by each candidate; the elected keep what they were left with, the
            eliminated hold nothing.
        exhausted: the value of the papers that name nobody further, and of what rounding cut off;
            with the totals it adds up to the number of valid ballots.
        elected: who was found elected in this round, in order.
        eliminated: who was eliminated in this round.
        transfers: what moved at the end of this round, by source and then by target, in candidate
            order; the last round has none.
    """

    number: int
    totals: Mapping[str, Fraction] = field(hash=False)
    exhausted: Fraction
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()
    transfers: tuple[Transfer, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A count in rounds, and who is elected by it.

    Args:
        rule: the rule's name, a key of ``RULES``.
        quota: the votes that win a seat; ``None`` where the rule has none.
        elected: in order of election.
        places: the decimals kept in the value of a paper.
        because: why, a plain sentence for each step.
        parts: those of the rule's parts that were chosen otherwise than by default, as the command
            line writes them; empty where only *places* were.
    """

    rule: str
    seats: int
    quota: Fraction | None
    rounds: tuple[Round, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    places: int | None = None
    because: tuple[str, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict, hash=False)


Result = Tally | Count


class Answer(Protocol):
    """What every rule answers: a ``Tally``, a ``Count``, or a frozen value of the rule's own room.

    The fields of such a value are whole numbers, fractions, texts, and tuples and mappings of them;
    then ``encode`` can write it down.
    """

    @property
    def rule(self) -> str:
        """The rule's name, a key of ``RULES``."""

    @property
    def elected(self) -> tuple[str, ...]:
        """In order of election."""

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Those that had to be settled."""

    @property
    def because(self) -> tuple[str, ...]:
        """Why, a plain sentence for each step."""
