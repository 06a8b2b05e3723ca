"""A proof that a rule breaks a property: profiles, what the rule answers to them, and a sentence.

A counterexample is a value: it prints itself, and ``to_json`` and ``from_json`` keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from deliberation.voting.ballots import (
    KINDS,
    Approval,
    Ballot,
    Credits,
    Grades,
    Ranking,
    Scores,
    WeakRanking,
)
from deliberation.voting.plain import from_plain, to_plain
from deliberation.voting.profile import Profile

Option = str | int | bool
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One profile, and everything that the rule can answer to it, however ties fall.

    Args:
        title: what this profile is, such as ``"as they voted"``.
        outcomes: each in the profile's order; sorted.
    """

    title: str
    profile: Profile[Any]
    outcomes: tuple[tuple[str, ...], ...]

    @property
    def winners(self) -> frozenset[str]:
        """All who are elected in some outcome."""
        return frozenset(c for outcome in self.outcomes for c in outcome)

    def __str__(self) -> str:
        return "\n".join([f"{self.title[0].upper()}{self.title[1:]}:", *self._lines()])

    def _lines(self) -> Iterator[str]:
        width = max((len(str(n)) for n in self.profile.counts.values()), default=1)
        for ballot, times in self.profile.counts.items():
            yield f"  {times:>{width}}  {ballot_text(ballot)}"
        yield "  elected: " + ", or ".join(" and ".join(o) or "nobody" for o in self.outcomes)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """That a rule breaks a property, whichever way its ties fall.

    Args:
        breaks: the name of the property, a key of ``PROPERTIES``.
        rule: its name, a key of ``RULES``.
        demand: the sentence of the property that is broken.
        happened: what happened instead.
        source: whose property it is.
        cases: the profile that was asked about, and those that were made of it.
        seats: how many the rule had to fill.
        options: those the rule was given.
    """

    breaks: str
    rule: str
    demand: str
    happened: str
    source: str
    cases: tuple[Case, ...]
    seats: int = 1
    options: Mapping[str, Option] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def profile(self) -> Profile[Any]:
        """The profile that was asked about."""
        return self.cases[0].profile

    def __str__(self) -> str:
        said = "".join(f", {name} {value}" for name, value in self.options.items())
        said += f", {self.seats} seats" if self.seats != 1 else ""
        head = f"{self.rule}{said} breaks {self.breaks}: {self.demand}\n{self.happened}"
        return "\n\n".join([head, *map(str, self.cases), f"Source: {self.source}"])


def ballot_text(ballot: Ballot) -> str:
    """One line that says what a *ballot* says.

    >>> ballot_text(WeakRanking([["bus", "tram"], ["bike"]]))
    'bus = tram > bike'
    """
    match ballot:
        case Ranking() | WeakRanking():
            text = " > ".join(" = ".join(tier) for tier in ballot.tiers)
        case Approval():
            text = ", ".join(ballot.approved)
        case Scores():
            text = ", ".join(f"{c} {score}" for c, score in ballot.scores)
        case Grades():
            text = ", ".join(f"{c} {grade}" for c, grade in ballot.grades)
        case Credits():
            text = ", ".join(f"{c} {n:+}" for c, n in ballot.votes)
    return text or "(blank)"


def to_json(counterexample: Counterexample) -> Json:
    """The *counterexample* as plain data."""
    return {
        "breaks": counterexample.breaks,
        "rule": counterexample.rule,
        "seats": counterexample.seats,
        "options": dict(counterexample.options),
        "demand": counterexample.demand,
        "happened": counterexample.happened,
        "source": counterexample.source,
        "cases": [_case_to_json(case) for case in counterexample.cases],
    }


def from_json(document: Mapping[str, Any]) -> Counterexample:
    """The counterexample that ``to_json`` wrote."""
    return Counterexample(
        document["breaks"],
        document["rule"],
        document["demand"],
        document["happened"],
        document["source"],
        tuple(map(_case_from_json, document["cases"])),
        document["seats"],
        MappingProxyType(dict(document["options"])),
    )


def _case_to_json(case: Case) -> Json:
    ballots = [
        {"kind": KINDS[type(ballot)], "ballot": to_plain(ballot), "times": times}
        for ballot, times in case.profile.counts.items()
    ]
    return {
        "title": case.title,
        "candidates": list(case.profile.candidates),
        "ballots": ballots,
        "outcomes": [list(outcome) for outcome in case.outcomes],
    }


def _case_from_json(document: Mapping[str, Any]) -> Case:
    kinds = {name: kind for kind, name in KINDS.items()}
    counts = {
        from_plain(kinds[line["kind"]], line["ballot"]): line["times"]
        for line in document["ballots"]
    }
    profile: Profile[Any] = Profile(document["candidates"], counts)
    return Case(document["title"], profile, tuple(map(tuple, document["outcomes"])))
