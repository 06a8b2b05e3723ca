"""The result sheet of a count in rounds: what every rule writes down as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from deliberation.voting.stv.why import sentences
from deliberation.voting.tally import Count, Round, Transfer
from deliberation.voting.ties import End, Tie, TieBreak, pick

AtEachRound = Sequence[Mapping[str, Fraction]]


class Held(Protocol):
    """What a sheet reads of piles and stacks."""

    candidates: tuple[str, ...]
    continuing: list[str]
    exhausted: Fraction

    @property
    def totals(self) -> dict[str, Fraction]:
        """What each candidate holds."""

    def in_order(self, among: Iterable[str]) -> tuple[str, ...]:
        """Highest total first."""

    def highest(self, among: Sequence[str]) -> list[str]:
        """Those with the highest total."""

    def lowest(self, among: Sequence[str]) -> list[str]:
        """Those with the lowest total."""

    def withdraw(self, candidates: Iterable[str]) -> None:
        """Let them receive no more."""


H = TypeVar("H", bound=Held)


class Sheet(Generic[H]):
    """The rounds so far, who is elected, and the ties that were settled.

    Args:
        rule: the rule's name.
        piles: whose totals each round begins with.
        break_tie: what is asked where the rule's own way of settling ties leaves several.
    """

    def __init__(self, rule: str, piles: H, seats: int, break_tie: TieBreak) -> None:
        self.rule, self.piles, self.seats, self.break_tie = rule, piles, seats, break_tie
        self.rounds: list[Round] = []
        self.elected: list[str] = []
        self.ties: list[Tie] = []
        self.notes: list[tuple[int, str]] = []
        self._begin()

    @property
    def number(self) -> int:
        """Of the round that is being counted."""
        return len(self.rounds) + 1

    @property
    def free(self) -> int:
        """How many seats are not yet filled."""
        return self.seats - len(self.elected)

    @property
    def earlier(self) -> list[Mapping[str, Fraction]]:
        """The totals that the earlier rounds began with, the first round first."""
        return [step.totals for step in self.rounds]

    def _begin(self) -> None:
        self.totals, self.exhausted = dict(self.piles.totals), self.piles.exhausted
        self.found: list[str] = []
        self.out: list[str] = []
        self.transfers: list[Transfer] = []

    def elect(self, found: Iterable[str]) -> None:
        """Write down who is elected, in this order; they receive no more papers."""
        named = list(found)
        self.found += named
        self.elected += named
        self.piles.withdraw(named)

    def elect_by_total(self, found: Iterable[str]) -> None:
        """The same, higher totals first."""
        self.elect(self.piles.in_order(found))

    def eliminate(self, out: Iterable[str]) -> None:
        """Write down who is out; they receive no more papers."""
        named = list(out)
        self.out += named
        self.piles.withdraw(named)

    def note(self, sentence: str) -> None:
        """Say something of this round beside what its totals show."""
        self.notes.append((self.number, sentence))

    def settle(
        self, tied: Sequence[str], decision: str, end: End, *, asked: AtEachRound = ()
    ) -> str:
        """The one of *tied* who is chosen, by what the rule looks at first, then by the tie-break.

        Args:
            decision: what is decided, without the round.
            asked: totals, of which those at the *end* stay tied, the first to be asked first.
        """
        left, said = list(tied), f"{decision} in round {self.number}"
        for totals in asked:
            level = end(totals[candidate] for candidate in left)
            left = [candidate for candidate in left if totals[candidate] == level]
        if len(left) == 1 < len(tied):
            self.ties.append(Tie(tuple(sorted(tied)), said, left[0], "earlier rounds"))
            return left[0]
        chosen, settled = pick(left, said, self.break_tie, earlier=self.earlier, end=end)
        self.ties += settled
        return chosen

    def close(self) -> None:
        """End the round and begin the next."""
        ordered = sorted(self.transfers, key=lambda move: self._place(move.source))
        self.rounds.append(
            Round(
                self.number,
                self.totals,
                self.exhausted,
                tuple(self.found),
                tuple(self.out),
                tuple(_joined(ordered)),
            )
        )
        self._begin()

    def count(self, quota: Fraction | None, places: int | None = None) -> Count:
        """The finished count; the round that is being counted is its last."""
        self.close()
        because = sentences(self.rounds, self.ties, quota, self.notes)
        return Count(
            self.rule,
            self.seats,
            quota,
            tuple(self.rounds),
            tuple(self.elected),
            tuple(self.ties),
            places,
            because,
        )

    def _place(self, candidate: str) -> int:
        return self.piles.candidates.index(candidate)


def _joined(moves: Sequence[Transfer]) -> Iterable[Transfer]:
    """One transfer for each source and target, where papers moved in several batches."""
    sums: dict[tuple[str, str | None], Transfer] = {}
    for move in moves:
        before = sums.get((move.source, move.target))
        papers = move.papers + (before.papers if before else 0)
        value = move.value + (before.value if before else 0)
        sums[move.source, move.target] = Transfer(move.source, move.target, papers, value)
    return sums.values()
