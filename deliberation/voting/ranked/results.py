"""What a rule of this room answers where totals or rounds of papers do not say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from deliberation.voting.ties import Tie


@dataclass(frozen=True, slots=True)
class Choice:
    """Those whom a rule finds equally good, and who of them is elected.

    Args:
        rule: the rule's name, a key of ``RULES``.
        winners: all whom the rule itself would choose, in the profile's order.
        elected: the one elected.
        ties: those that had to be settled.
        pairwise: how many ballots prefer the first candidate to the second.
        because: why, a plain sentence for each step.
    """

    rule: str
    winners: tuple[str, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    pairwise: Mapping[tuple[str, str], int] = field(default_factory=dict, hash=False)
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a count that looks at all ballots afresh each time.

    Args:
        number: from 1.
        totals: what the rule compares, of those still in, in the profile's order.
        elected: who was found elected.
        eliminated: who was eliminated.
    """

    number: int
    totals: Mapping[str, Fraction] = field(hash=False)
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stages:
    """A count in stages; unlike the rounds of a ``Count``, no papers move from pile to pile.

    Args:
        rule: the rule's name, a key of ``RULES``.
        stages: in order.
        elected: the one elected.
        ties: those that had to be settled.
        because: why, a plain sentence for each stage.
    """

    rule: str
    stages: tuple[Stage, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Consensus:
    """The rankings that agree best with the ballots, and who is elected by them.

    Args:
        rule: the rule's name, a key of ``RULES``.
        rankings: optimal rankings, best candidate first, in the order of the profile's candidates;
            all of them where there are at most ``LISTED``, otherwise the first of them.
        number: how many optimal rankings there are; ``None`` where they were not counted, and then
            one is listed.
        agreement: how often a ballot agrees with such a ranking about a pair of candidates.
        firsts: all who stand first in an optimal ranking, in the profile's order.
        elected: as many as there are seats, in the order of an optimal ranking.
        ties: those that had to be settled.
        pairwise: how many ballots prefer the first candidate to the second.
        because: why, a plain sentence for each step.
    """

    rule: str
    rankings: tuple[tuple[str, ...], ...]
    number: int | None
    agreement: int
    firsts: tuple[str, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    pairwise: Mapping[tuple[str, str], int] = field(default_factory=dict, hash=False)
    because: tuple[str, ...] = ()


LISTED = 100
"""So many optimal rankings are listed at most."""
