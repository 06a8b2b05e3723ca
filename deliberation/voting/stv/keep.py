"""Counts by keep values: what each elected candidate keeps of every paper that comes by.

Source: Hill, Wichmann & Woodall, "Algorithm 123 - Single transferable vote by Meek's method",
Computer Journal 30 (1987).

The parts of a rule of this kind are named in a ``Method``; the rules say which they take.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.exact import truncate
from deliberation.voting.stv.paths import Paths, Ranked, paths_of
from deliberation.voting.stv.spread import Keep, spread
from deliberation.voting.stv.why import listed, settled, votes, written
from deliberation.voting.ties import Tie, TieBreak, parted, pick

LARGEST = 13_000
"""Binary digits of a denominator, beyond which exact keep values are refused."""


@dataclass(frozen=True, slots=True)
class KeepRound:
    """One round: keep values sought until somebody could be elected or eliminated.

    Args:
        number: from 1.
        totals: the votes of each candidate at the end of the round; the eliminated have none.
        quota: the votes that win a seat in this round, from the votes that are not exhausted.
        surplus: what the elected have above the quota, all together.
        exhausted: the votes that nobody keeps, and what rounding cut off.
        keeps: what each elected candidate kept of a paper, as a part of it (as a most in votes for
            Warren's method).
        steps: how often the votes were spread in this round.
        elected: who was found elected, higher totals first.
        eliminated: who was eliminated.
    """

    number: int
    totals: Mapping[str, Fraction] = field(hash=False)
    quota: Fraction
    surplus: Fraction
    exhausted: Fraction
    keeps: Mapping[str, Fraction] = field(hash=False)
    steps: int
    elected: tuple[str, ...] = ()
    eliminated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeepCount:
    """A count by keep values, and who is elected by it, in order of election."""

    rule: str
    seats: int
    rounds: tuple[KeepRound, ...]
    elected: tuple[str, ...]
    ties: tuple[Tie, ...] = ()
    places: int | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """The parts of a rule that counts by keep values.

    Args:
        rule: its name.
        keep: what a candidate keeps of a paper's value, and what goes on.
        places: decimals of every number; ``None`` is exact.
        omega: the keep values are good enough when the surpluses add up to no more, or less.
        strict: whether they have to add up to less than *omega*.
        early: whether the last is eliminated as soon as the surpluses cannot lift them.
        earliest: whether a tie is parted by the earliest step at which the tied differed.
        within: whether all within the surplus of the last are tied with them.
        keep_places: decimals to which keep values are rounded up where all else is exact.
    """

    rule: str
    keep: Keep
    places: int | None
    omega: Fraction
    strict: bool = False
    early: bool = False
    earliest: bool = False
    within: bool = True
    keep_places: int | None = None


def keep_count(
    profile: Ranked,
    seats: int,
    method: Method,
    break_tie: TieBreak,
) -> KeepCount:
    """The count of a *profile* that can be counted.

    Raises:
        InvalidInputError: exact keep values have grown beyond 13,000 binary digits.
        UnresolvedTieError: by a tie-break that refuses, when those at the end are equal.
    """
    count = _Counting(profile, seats, method, break_tie)
    while count.goes_on():
        count.round()
    return count.result()


class _Counting:
    """A count while it goes on. Numbers are whole multiples of ``one``, or exact fractions."""

    def __init__(
        self,
        profile: Ranked,
        seats: int,
        method: Method,
        break_tie: TieBreak,
    ) -> None:
        self.names, self.seats, self.method, self.break_tie = (
            profile.candidates,
            seats,
            method,
            break_tie,
        )
        self.one: Any = Fraction(1) if method.places is None else 10**method.places
        self.valid: Any = (profile.size - profile.blank) * self.one
        self.paths = paths_of(profile)
        self.short: Paths = self.paths.until_hopeful([])
        self.hopeful = list(range(len(self.names)))
        self.elected: list[int] = []
        self.keeps: list[Any] = [self.one] * len(self.names)
        self.votes: list[Any] = []
        self.history: list[Mapping[str, Fraction]] = []
        self.rounds: list[KeepRound] = []
        self.ties: list[Tie] = []
        self.because: list[str] = []

    def goes_on(self) -> bool:
        """Whether there is still something to decide."""
        free = self.seats - len(self.elected)
        return 0 < free < len(self.hopeful)

    def round(self) -> None:
        """Seek keep values until somebody can be elected, or the last has to go."""
        steps, before = 0, None
        while True:
            steps += 1
            quota = self._spread()
            found = [c for c in self.hopeful if self._enough(self.votes[c], quota)]
            surplus = max(sum(self.votes[c] - quota for c in self.elected + found), 0 * self.one)
            if found:
                order = self._in_order(found)
                self._close(quota, surplus, steps, order, ())
                self._elect(order)
                self._adjust(quota)
                return
            small = self._shown(surplus) - self.method.omega
            if small < 0 or (small == 0 and not self.method.strict):
                break
            if before is not None and surplus >= before:
                break
            if self.method.early and self._hopeless(surplus):
                break
            before = surplus
            self._adjust(quota)
        out = self._last(surplus)
        self._close(quota, surplus, steps, (), (out,))
        self._eliminate(out)

    def result(self) -> KeepCount:
        """The count with its last round, in which whoever is left is elected."""
        quota = self._spread()
        surplus = max(sum(self.votes[c] - quota for c in self.elected), 0 * self.one)
        free = self.seats - len(self.elected)
        last = self._in_order(self.hopeful) if free else ()
        self._close(quota, surplus, 1, last, ())
        elected = tuple(self.names[c] for c in (*self.elected, *last))
        return KeepCount(
            self.method.rule,
            self.seats,
            tuple(self.rounds),
            elected,
            tuple(self.ties),
            self.method.places,
            tuple(self.because),
        )

    def _spread(self) -> Any:
        """Let every candidate keep their part of every paper; the quota that follows."""
        self.votes = spread(self.short, self.keeps, self.one, self.valid, self.method.keep)
        self.history.append(
            {n: self._shown(v) for n, v in zip(self.names, self.votes, strict=True)}
        )
        kept = sum(self.votes)
        if self.method.places is None:
            return Fraction(kept) / (self.seats + 1)
        return kept // (self.seats + 1) + 1

    def _enough(self, held: Any, quota: Any) -> bool:
        """An exact quota can be reached by one too many, so more than it is needed."""
        return bool(held > quota if self.method.places is None else held >= quota)

    def _adjust(self, quota: Any) -> None:
        """Lower the keep values of those who have more than the quota, and raise the others'."""
        for c in self.elected:
            if self.method.places is None:
                self.keeps[c] = _rounded_up(
                    self.keeps[c] * quota / self.votes[c], self.method.keep_places
                )
                if self.keeps[c].denominator.bit_length() > LARGEST:
                    raise InvalidInputError(
                        ["exact keep values grow too long to be written; give places, such as 9"]
                    )
            else:
                needed = -(-self.keeps[c] * quota // self.one)
                self.keeps[c] = -(-needed * self.one // self.votes[c])

    def _hopeless(self, surplus: Any) -> bool:
        """Whether no surplus could lift the last to the last but one."""
        last, other, *_ = sorted(self.votes[c] for c in self.hopeful)
        return bool(last + surplus < other)

    def _last(self, surplus: Any) -> int:
        """Who is eliminated: the last, or one of those whom the surpluses could put there."""
        reach = min(self.votes[c] for c in self.hopeful) + (surplus if self.method.within else 0)
        tied = [self.names[c] for c in self.hopeful if self.votes[c] <= reach]
        decision = f"eliminate in round {len(self.rounds) + 1}"
        if self.method.earliest and len(tied) > 1:
            left = parted(sorted(tied), self.history, min)
            if len(left) == 1:
                self._settle(Tie(tuple(sorted(tied)), decision, left[0], "earlier rounds"))
            tied = list(left)
        chosen, settled_ = pick(tied, decision, self.break_tie, earlier=self.history, end=min)
        for tie in settled_:
            self._settle(tie)
        return self.names.index(chosen)

    def _settle(self, tie: Tie) -> None:
        self.ties.append(tie)
        self.because.append(f"Round {len(self.rounds) + 1}: {settled(tie)}")

    def _elect(self, found: Sequence[int]) -> None:
        self.elected += found
        self.hopeful = [c for c in self.hopeful if c not in found]
        self.short = self.paths.until_hopeful(self.elected)

    def _eliminate(self, out: int) -> None:
        self.hopeful.remove(out)
        self.paths = self.paths.without([out])
        self.short = self.paths.until_hopeful(self.elected)

    def _in_order(self, found: Sequence[int]) -> tuple[int, ...]:
        return tuple(sorted(found, key=lambda c: -self.votes[c]))

    def _close(
        self, quota: Any, surplus: Any, steps: int, found: Sequence[int], out: Sequence[int]
    ) -> None:
        """Write the round down, and say why."""
        number = len(self.rounds) + 1
        named = self.names.__getitem__
        totals = self.history[-1]
        step = KeepRound(
            number,
            totals,
            self._shown(quota),
            self._shown(surplus),
            self._shown(self.valid - sum(self.votes)),
            {named(c): self._shown(self.keeps[c]) for c in self.elected},
            steps,
            tuple(map(named, found)),
            tuple(map(named, out)),
        )
        self.rounds.append(step)
        self.because += _sentences(step)

    def _shown(self, number: Any) -> Fraction:
        return Fraction(number) if self.method.places is None else Fraction(int(number), self.one)


def _sentences(step: KeepRound) -> Sequence[str]:
    head = f"Round {step.number}: "
    quota = written(step.quota, 6).rstrip("0").rstrip(".") or "0"
    lines = []
    for candidate in step.elected:
        held = step.totals[candidate]
        reason = f", at least the quota of {quota}," if held >= step.quota else ""
        lines.append(f"{head}{candidate} has {_short(held)}{reason} and is elected.")
    if step.eliminated:
        out = listed([f"{c}, with {_short(step.totals[c])}" for c in step.eliminated])
        lines.append(f"{head}nobody else reaches the quota of {quota}; {out}, is eliminated.")
    return lines


def _rounded_up(number: Fraction, places: int | None) -> Fraction:
    return number if places is None else -truncate(-number, places)


def _short(number: Fraction) -> str:
    return votes(Fraction(written(number, 6)))
