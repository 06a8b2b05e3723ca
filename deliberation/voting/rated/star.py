"""STAR voting: score, then automatic runoff; several seats one after the other (bloc STAR).

Source: Equal Vote Coalition, "STAR Voting" and "Ties in STAR Voting" (starvoting.org), in the
order in which starvote counts.

1. The two with the most points advance. Ties are broken by who is preferred on most ballots to the
   others tied, and then by who has most of the highest scores.
2. Of these two, the one preferred on more ballots wins. Ties are broken by points, and then by the
   highest scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.approval.committee import sentence_number
from deliberation.voting.ballots import Scores
from deliberation.voting.profile import Profile
from deliberation.voting.rated.scored import Scored, scored
from deliberation.voting.score_table import Number
from deliberation.voting.ties import Tie, TieBreak, refuse

Ties = Literal["official", "none"]


@dataclass(frozen=True, slots=True)
class Runoff:
    """How one seat was filled.

    Args:
        totals: the points of those who were not elected before.
        finalists: the two who advanced; one, where nobody else was left.
        votes: how many ballots prefer each finalist to the other.
        elected: who won.
    """

    totals: Mapping[str, Fraction] = field(hash=False)
    finalists: tuple[str, ...]
    votes: tuple[int, ...]
    elected: str


@dataclass(frozen=True, slots=True)
class StarCount:
    """The runoffs, one for each seat.

    Args:
        rule: the rule's name, a key of ``RULES``.
        elected: in order of election.
        ties: those that had to be settled, by the rule's own steps as well.
        because: why, a sentence for each seat.
    """

    rule: str
    elected: tuple[str, ...]
    runoffs: tuple[Runoff, ...]
    ties: tuple[Tie, ...] = ()
    because: tuple[str, ...] = ()


def star(
    profile: Profile[Scores],
    *,
    seats: int = 1,
    most: Number = 5,
    ties: Ties = "official",
    break_tie: TieBreak = refuse,
) -> StarCount:
    """Who is preferred by more voters, of the two with the most points; and so for each seat.

    >>> votes = Profile("abc", {Scores({"a": 5, "b": 4}): 3, Scores({"b": 3, "c": 5}): 4})
    >>> star(votes).runoffs[0].finalists, star(votes).elected
    (('b', 'c'), ('c',))

    Args:
        most: the highest score that can be given; the lowest is 0, and whom a ballot leaves out
            has 0.
        ties: ``"official"``: by preferences or points, and by the highest scores, before
            *break_tie* is asked; ``"none"``: it is asked at once.

    Raises:
        InvalidInputError: there is no valid ballot, or the seats cannot be filled; a score is not
            from 0 to *most*; *ties* is another word.
        UnresolvedTieError: by the default *break_tie*, when a tie is left.
    """
    if ties not in get_args(Ties):
        raise InvalidInputError([f"ties are 'official' or 'none', not {ties!r}"])
    count = _Counting(scored(profile, seats, least=0, most=most), most, ties, break_tie)
    for seat in range(1, seats + 1):
        count.fill(seat)
    runoffs = tuple(count.runoffs)
    elected = tuple(runoff.elected for runoff in runoffs)
    return StarCount("star", elected, runoffs, tuple(count.ties), tuple(count.because))


Criterion = tuple[str, Callable[[Sequence[str]], Mapping[str, Fraction | int]]]
"""How a tie is broken, in words, and what those tied have by it."""


class _Counting:
    """A count in the making."""

    def __init__(self, ballots: Scored, most: Number, ties: Ties, break_tie: TieBreak) -> None:
        self.ballots, self.most, self.break_tie = ballots, most, break_tie
        self.official = ties == "official"
        self.totals = ballots.sums()
        self.place = {candidate: i for i, candidate in enumerate(ballots.candidates)}
        self.runoffs: list[Runoff] = []
        self.ties: list[Tie] = []
        self.because: list[str] = []

    def fill(self, seat: int) -> None:
        """One seat: a scoring round, and a runoff."""
        gone = {runoff.elected for runoff in self.runoffs}
        totals = {c: total for c, total in self.totals.items() if c not in gone}
        tied: list[Criterion] = [
            ("preferences", self._preferences),
            ("highest scores", self._highest),
        ]
        first = self._best([*totals], 2, lambda _: totals, tied, f"advance for seat {seat}")
        if len(first) == 1:
            self.runoffs.append(Runoff(totals, tuple(first), (), first[0]))
            self.because.append(f"Seat {seat}: {first[0]}, as nobody else is left.")
            return
        votes = self.ballots.prefer(*(self.place[c] for c in first))
        by_votes = dict(zip(first, votes, strict=True))
        points: list[Criterion] = [
            ("points", lambda both: {c: totals[c] for c in both}),
            ("highest scores", self._highest),
        ]
        (winner,) = self._best(first, 1, lambda _: by_votes, points, f"fill seat {seat}")
        self.runoffs.append(Runoff(totals, tuple(first), votes, winner))
        a, b = first
        self.because.append(
            f"Seat {seat}: {winner}. {a} and {b} have the most points"
            f" ({sentence_number(totals[a])} and {sentence_number(totals[b])});"
            f" {votes[0]} ballots prefer {a}, and {votes[1]} {b}."
        )

    def _best(
        self,
        standing: Sequence[str],
        wanted: int,
        measure: Callable[[Sequence[str]], Mapping[str, Fraction | int]],
        criteria: Sequence[Criterion],
        decision: str,
    ) -> list[str]:
        """The *wanted* best of those *standing*, best first, and ties by the *criteria*."""
        best: list[str] = []
        by = measure(standing)
        for level in sorted({by[c] for c in standing}, reverse=True):
            group = [c for c in standing if by[c] == level]
            if len(group) > (room := wanted - len(best)):
                group = self._parted(group, room, criteria, decision)
            best += group
            if len(best) == wanted:
                break
        return best

    def _parted(
        self, tied: Sequence[str], room: int, criteria: Sequence[Criterion], decision: str
    ) -> list[str]:
        """Those of the *tied* for whom there is *room*."""
        if self.official and criteria:
            (how, measure), *rest = criteria
            before = len(self.ties)
            found = self._best(tied, room, measure, rest, decision)
            if len(self.ties) == before:  # or else a later step is written down, which parted them
                self.ties += [Tie(tuple(sorted(tied)), decision, c, how) for c in found]
            return found
        left, found = list(tied), []
        for number in range(1, room + 1):
            name = decision if room == 1 else f"{decision}, {number} of {room}"
            self.ties.append(self.break_tie.settle(left, name))
            found.append(self.ties[-1].chosen)
            left.remove(found[-1])
        return found

    def _preferences(self, tied: Sequence[str]) -> Mapping[str, int]:
        """On how many ballots each of the *tied* is preferred to each other of them, summed up."""
        return {
            a: sum(self.ballots.prefer(self.place[a], self.place[b])[0] for b in tied if a != b)
            for a in tied
        }

    def _highest(self, tied: Sequence[str]) -> Mapping[str, int]:
        """How many ballots give each of the *tied* the highest score."""
        return {c: self.ballots.with_score(self.place[c], self.most) for c in tied}
