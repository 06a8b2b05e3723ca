"""Ballots that judge each candidate by itself: approved or not, a score, a grade, votes bought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from deliberation.errors import InvalidInputError

V = TypeVar("V")


@dataclass(frozen=True, slots=True, init=False)
class Approval:
    """The candidates a voter approves of, in alphabetical order; none of them is a blank ballot.

    >>> Approval({"tram", "bus"})
    Approval(approved=('bus', 'tram'))
    """

    approved: tuple[str, ...]

    def __init__(self, approved: Iterable[str]) -> None:
        object.__setattr__(self, "approved", tuple(sorted(set(approved))))

    @classmethod
    def unchecked(cls, approved: tuple[str, ...]) -> Approval:
        """The ballot of those *approved* who are known to be in order: quick for a million."""
        ballot = object.__new__(cls)
        object.__setattr__(ballot, "approved", approved)
        return ballot

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot approves of."""
        return frozenset(self.approved)

    def among(self, candidates: Collection[str]) -> Approval:
        """What this ballot says where only *candidates* stand."""
        return Approval(candidate for candidate in self.approved if candidate in candidates)

    def renamed(self, names: Mapping[str, str]) -> Approval:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return Approval(names.get(candidate, candidate) for candidate in self.approved)


@dataclass(frozen=True, slots=True, init=False)
class Scores:
    """A number for each candidate who is scored, by candidate; a zero is said, not left out.

    A mapping is taken as well.

    >>> Scores({"tram": 5, "bus": 0})
    Scores(scores=(('bus', 0), ('tram', 5)))

    Raises:
        InvalidInputError: a candidate stands twice, or a score is neither a whole number nor a
            fraction.
    """

    scores: tuple[tuple[str, int | Fraction], ...]

    def __init__(
        self, scores: Mapping[str, int | Fraction] | Iterable[tuple[str, int | Fraction]]
    ) -> None:
        given = _pairs(scores)
        object.__setattr__(self, "scores", given)
        problems = [f"{c!r} has scores on two lines; keep one" for c in _repeated(given)]
        problems += [
            f"the score of {candidate!r} is {score!r}; give a whole number or a fraction"
            for candidate, score in given
            if isinstance(score, bool) or not isinstance(score, int | Fraction)
        ]
        if problems:
            raise InvalidInputError(problems)

    @classmethod
    def unchecked(cls, scores: tuple[tuple[str, int | Fraction], ...]) -> Scores:
        """The ballot of *scores* that are known to be in order and right: quick for a million."""
        ballot = object.__new__(cls)
        object.__setattr__(ballot, "scores", scores)
        return ballot

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot scores."""
        return frozenset(candidate for candidate, _ in self.scores)

    def among(self, candidates: Collection[str]) -> Scores:
        """What this ballot says where only *candidates* stand."""
        return Scores((c, score) for c, score in self.scores if c in candidates)

    def renamed(self, names: Mapping[str, str]) -> Scores:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return Scores((names.get(c, c), score) for c, score in self.scores)


@dataclass(frozen=True, slots=True, init=False)
class Grades:
    """A word for each candidate who is graded, by candidate; the vote says which words there are.

    A mapping is taken as well.

    >>> Grades({"tram": "good", "bus": "poor"})
    Grades(grades=(('bus', 'poor'), ('tram', 'good')))

    Raises:
        InvalidInputError: a candidate stands twice.
    """

    grades: tuple[tuple[str, str], ...]

    def __init__(self, grades: Mapping[str, str] | Iterable[tuple[str, str]]) -> None:
        given = _pairs(grades)
        object.__setattr__(self, "grades", given)
        if repeated := _repeated(given):
            raise InvalidInputError(f"{c!r} has grades on two lines; keep one" for c in repeated)

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot grades."""
        return frozenset(candidate for candidate, _ in self.grades)

    def among(self, candidates: Collection[str]) -> Grades:
        """What this ballot says where only *candidates* stand."""
        return Grades((c, grade) for c, grade in self.grades if c in candidates)

    def renamed(self, names: Mapping[str, str]) -> Grades:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return Grades((names.get(c, c), grade) for c, grade in self.grades)


@dataclass(frozen=True, slots=True, init=False)
class Credits:
    """Votes bought with credits: *n* votes for a candidate, or *-n* against, cost ``n * n``.

    Zeros are dropped and candidates stand in alphabetical order, so that equal spendings are equal
    ballots. A mapping is taken as well.

    >>> Credits({"bus": 3, "tram": 0, "bike": -1})
    Credits(votes=(('bike', -1), ('bus', 3)))

    Raises:
        InvalidInputError: a candidate stands twice, or votes are neither a whole number nor a
            fraction.
    """

    votes: tuple[tuple[str, int | Fraction], ...]

    def __init__(
        self, votes: Mapping[str, int | Fraction] | Iterable[tuple[str, int | Fraction]]
    ) -> None:
        spent = tuple((candidate, n) for candidate, n in _pairs(votes) if n)
        object.__setattr__(self, "votes", spent)
        problems = [f"{c!r} has votes on two lines; keep one" for c in _repeated(spent)]
        problems += [
            f"the votes for {candidate!r} are {n!r}; give a whole number or a fraction"
            for candidate, n in spent
            if isinstance(n, bool) or not isinstance(n, int | Fraction)
        ]
        if problems:
            raise InvalidInputError(problems)

    @property
    def candidates(self) -> frozenset[str]:
        """Everybody this ballot spends credits on."""
        return frozenset(candidate for candidate, _ in self.votes)

    @property
    def cost(self) -> int | Fraction:
        """Credits spent."""
        return sum(n * n for _, n in self.votes)

    def among(self, candidates: Collection[str]) -> Credits:
        """What this ballot says where only *candidates* stand."""
        return Credits((c, n) for c, n in self.votes if c in candidates)

    def renamed(self, names: Mapping[str, str]) -> Credits:
        """The same ballot with other *names*; whoever has none keeps the old one."""
        return Credits((names.get(c, c), n) for c, n in self.votes)


def _pairs(given: Mapping[str, V] | Iterable[tuple[str, V]]) -> tuple[tuple[str, V], ...]:
    """What was *given*, by candidate."""
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def _repeated(pairs: Iterable[tuple[str, object]]) -> list[str]:
    """The candidates who stand more than once."""
    return [c for c, times in Counter(candidate for candidate, _ in pairs).items() if times > 1]
