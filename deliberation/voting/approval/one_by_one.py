"""How rules go about it that elect, or remove, one candidate after the other.

A tie is asked only where it could matter. Those tied of whom no two share a voter, and for all of
whom there is room, are chosen one after the other in any order: choosing one leaves the others
where they are. Nor is it asked where everybody left will be elected, now or at last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Protocol

import numpy as np

from deliberation.voting.approval.approvals import Approvals
from deliberation.voting.approval.committee import Committee, Step, sentence_number
from deliberation.voting.ties import Tie, TieBreak


class Method(Protocol):
    """What a rule knows after each step."""

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """What is compared, for those of *standing* who have a total at all."""
        ...

    def take(self, candidate: int) -> None:
        """Elect or remove *candidate*."""
        ...


@dataclass(frozen=True, slots=True)
class Support:
    """The approvals of each candidate, whoever is elected."""

    approvals: Approvals

    def totals(self, standing: Sequence[int]) -> dict[int, Fraction]:
        """How many voters approve each of *standing*."""
        return {c: Fraction(self.approvals.support[c]) for c in standing}

    def take(self, candidate: int) -> None:
        """Elect *candidate*, which changes no total."""


@dataclass(slots=True)
class Log:
    """What was decided so far.

    Args:
        approvals: the ballots.
        break_tie: how ties are settled.
        attempt: what tells the decisions of this log from those of another in the same count.
        standing: who can still be chosen, in candidate order.
        chosen: who was, in order.
    """

    approvals: Approvals
    break_tie: TieBreak
    attempt: str = ""
    standing: list[int] = field(init=False)
    chosen: list[int] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    because: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.standing = list(range(len(self.approvals.candidates)))

    def choose(self, tied: Sequence[int], left: int, decision: str) -> int:
        """The one of *tied* who is chosen where *left* can be; a tie is asked if it could matter.

        Raises:
            UnresolvedTieError: by the default tie-break, where it could.
        """
        together = len(tied) <= left and _share_nobody(self.approvals, tied)
        if len(tied) == 1 or together:
            return tied[0]
        names = {self.approvals.candidates[c]: c for c in tied}
        tie = self.break_tie.settle(list(names), decision + self.attempt)
        self.ties.append(tie)
        return names[tie.chosen]

    def note(
        self, candidate: int, totals: Mapping[int, Fraction], sentence: str, *, out: bool = False
    ) -> None:
        """Write down that *candidate* was elected, or is *out*."""
        self.standing.remove(candidate)
        self.chosen.append(candidate)
        names = self.approvals.candidates
        name = (names[candidate],)
        compared = {names[c]: total for c, total in totals.items()}
        elected, eliminated = ((), name) if out else (name, ())
        self.steps.append(Step(len(self.steps) + 1, compared, elected, eliminated))
        self.because.append(sentence)

    def committee(self, rule: str, seats: int, elected: Iterable[int]) -> Committee:
        """The result of *rule*."""
        return Committee(
            rule,
            seats,
            tuple(self.approvals.candidates[c] for c in elected),
            tuple(self.ties),
            tuple(self.because),
            tuple(self.steps),
        )


def elect(log: Log, method: Method, times: int, *, has: str, least: bool = False) -> None:
    """Elect so many candidates, each with the greatest total or, if so asked, the *least*.

    Those without a total come last, and are equal.

    Args:
        has: what it means to have a total, with ``{}`` for the total.

    Raises:
        UnresolvedTieError: by the default tie-break, where a tie could matter.
    """
    for left in range(times, 0, -1):
        totals = method.totals(log.standing)
        tied = _best(log, totals, least)
        _elect(log, method, _open(log, tied, left), left, totals, has, least)


def elect_those_with_totals(
    log: Log, method: Method, times: int, *, has: str, least: bool = False, filled: bool = True
) -> None:
    """The same, until nobody is left who has a total.

    Args:
        has: what it means to have a total, with ``{}`` for the total.
        filled: whether all seats that this leaves will be filled.

    Raises:
        UnresolvedTieError: by the default tie-break, where a tie could matter.
    """
    for left in range(times, 0, -1):
        if not (totals := method.totals(log.standing)):
            return
        tied = _best(log, totals, least)
        _elect(log, method, _open(log, tied, left) if filled else tied, left, totals, has, least)


def _elect(
    log: Log,
    method: Method,
    tied: Sequence[int],
    left: int,
    totals: Mapping[int, Fraction],
    has: str,
    least: bool,
) -> None:
    seat = len(log.chosen) + 1
    winner = log.choose(tied, left, f"fill seat {seat}")
    method.take(winner)
    said = sentence(log.approvals.candidates, winner, totals, has, least=least)
    log.note(winner, totals, f"Seat {seat}: {said}")


def remove(log: Log, method: Method, times: int, *, has: str) -> None:
    """Remove so many candidates, each with the least total.

    Args:
        has: what it means to have a total, with ``{}`` for the total.

    Raises:
        UnresolvedTieError: by the default tie-break, where a tie could matter.
    """
    for left in range(times, 0, -1):
        totals = method.totals(log.standing)
        number = len(log.steps) + 1
        loser = log.choose(_best(log, totals, True), left, f"eliminate in step {number}")
        method.take(loser)
        said = sentence(log.approvals.candidates, loser, totals, has, least=True)
        log.note(loser, totals, f"Removed in step {number}: {said}", out=True)


def _best(log: Log, totals: Mapping[int, Fraction], least: bool) -> list[int]:
    """Those with the best total; those who have none come last, and are equal."""
    best = (min if least else max)(totals.values(), default=None)
    return [c for c in log.standing if totals.get(c) == best]


def _open(log: Log, tied: list[int], left: int) -> list[int]:
    """The *tied* among whom there is something to decide; the first, where all will be elected."""
    return tied if left < len(log.standing) else tied[:1]


def sentence(
    names: Sequence[str], winner: int, totals: Mapping[int, Fraction], has: str, *, least: bool
) -> str:
    """Who was chosen with which total, and who came next."""
    if winner not in totals:
        return f"{names[winner]}, as nobody is left of whom more can be said."
    said = f"{names[winner]}, {has.format(sentence_number(totals[winner]))}"
    others = {c: total for c, total in totals.items() if c != winner}
    if not others:
        return f"{said}."
    after = (min if least else max)(others.values())
    second = ", ".join(names[c] for c, total in others.items() if total == after)
    if after == totals[winner]:
        return f"{said}, like {second}."
    return f"{said}; next comes {second} with {sentence_number(after)}."


def _share_nobody(approvals: Approvals, tied: Sequence[int]) -> bool:
    """Whether no voter approves two of them."""
    ballots = np.concatenate([approvals.supporters[c] for c in tied])
    return len(np.unique(ballots)) == len(ballots)
