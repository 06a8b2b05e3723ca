"""What a stranger counts again: the least from which a result follows.

A whole ballot is a fingerprint of the voter, so whole ballots appear only where each of them was
cast by enough voters. A few kinds of evidence serve all rules; of the finer and the coarser, the
disclosure policy says which: tallies or sums, used preferences or transfers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import canonical
from deliberation.record.disclosure import DISCLOSURE
from deliberation.voting import (
    Answer,
    Approval,
    Count,
    Credits,
    Grades,
    Profile,
    Ranking,
    Scores,
    pairwise,
    used_preferences,
)
from deliberation.voting.ballots import CastBallot

Options = Mapping[str, Any]
Value = int | Fraction


def evidence_of(
    profile: Profile[Any], rule: str, result: Answer, options: Options
) -> dict[str, Any]:
    """What is published of the ballots, by the disclosure policy.

    Args:
        options: those of the vote, as the record writes them.

    Raises:
        InvalidInputError: there is no evidence by which *rule* could be counted again.
    """
    if not DISCLOSURE.shows_figures(profile.size):
        return {"kind": "outcome"}
    if DISCLOSURE.shows_ballots(profile):
        return {"kind": "ballots", "ballots": _ballots(profile, options)}
    if rule not in EVIDENCE:
        raise InvalidInputError([f"the record knows no evidence for the rule {rule!r}"])
    return EVIDENCE[rule](profile, result, options)


def follows(evidence: Mapping[str, Any], rule: str) -> bool:
    """Whether the result of *rule* follows from the *evidence*, so that it can be counted again."""
    return evidence["kind"] == "ballots" or (evidence["kind"] != "outcome" and rule not in WHOLE)


def _tallies(profile: Profile[Any], _: Answer, options: Options) -> dict[str, Any]:
    tallies = {c: [[*pair] for pair in g.items()] for c, g in _given(profile, options).items()}
    return {"kind": "tallies", "tallies": tallies, "blank": profile.blank}


def _pairwise(profile: Profile[Any], _: Answer, __: Options) -> dict[str, Any]:
    prefer = pairwise(profile)
    matrix = [[prefer.get((a, b), 0) for b in profile.candidates] for a in profile.candidates]
    return {"kind": "pairwise", "pairwise": matrix, "blank": profile.blank}


def _tallies_or_sums(profile: Profile[Any], result: Answer, options: Options) -> dict[str, Any]:
    given = _given(profile, options)
    if DISCLOSURE.shows_tallies(given, profile.size - profile.blank):
        return _tallies(profile, result, options)
    sums = {candidate: _sums(voters, options) for candidate, voters in given.items()}
    return {"kind": "sums", "sums": sums, "blank": profile.blank}


def _and_pairs(profile: Profile[Scores], result: Answer, options: Options) -> dict[str, Any]:
    above = Counter[tuple[str, str]]()
    for ballot, times in profile.counts.items():
        given = dict(ballot.scores)
        for a, points in ballot.scores:
            above.update({(a, b): times for b in profile.candidates if points > given.get(b, 0)})
    matrix = [[above[a, b] for b in profile.candidates] for a in profile.candidates]
    shown = _tallies_or_sums(profile, result, options)
    if "sums" in shown:
        for candidate, voters in _given(profile, options).items():
            shown["sums"][candidate].append(voters.get(options["most"], 0))
    return shown | {"kind": f"{shown['kind']} and pairs", "pairwise": matrix}


def _rounds(profile: Profile[Ranking], result: Answer, options: Options) -> dict[str, Any]:
    if not isinstance(result, Count):
        raise InvalidInputError(["used preferences are known of a count in rounds only"])
    used = used_preferences(profile, result)
    if DISCLOSURE.shows_ballots(used):
        return {"kind": "used preferences", "ballots": _ballots(used, options)}
    first = _given(profile, options)
    return {
        "kind": "transfers",
        "first": {candidate: sum(voters.values()) for candidate, voters in first.items()},
        "transfers": [
            [moved.source, moved.target, moved.papers, str(moved.value)]
            for step in result.rounds
            for moved in step.transfers
        ],
        "blank": profile.blank,
    }


WHOLE = frozenset({"sequential_pav", "sequential_phragmen", "equal_shares", "equal_shares_budget"})
"""The rules whose results follow from whole ballots only; tallies are shown of them, and the
outcome."""

EVIDENCE: Mapping[str, Callable[[Profile[Any], Answer, Options], dict[str, Any]]] = (
    MappingProxyType(
        {
            "star": _and_pairs,
            **dict.fromkeys(("borda", "schulze", "copeland", "minimax"), _pairwise),
            **dict.fromkeys(("irv", "stv"), _rounds),
            **dict.fromkeys(("scottish_stv", "prf_stv", "minneapolis_stv"), _rounds),
            **dict.fromkeys(("score", "quadratic", "support"), _tallies_or_sums),
            **dict.fromkeys(("plurality", "approval", "greedy_budget"), _tallies),
            "majority_judgment": _tallies,
            **dict.fromkeys(sorted(WHOLE), _tallies),
        }
    )
)
"""By rule: the least from which its result follows, as far as it may be shown."""


def _given(profile: Profile[Any], options: Options) -> dict[str, dict[Value, int]]:
    """For each candidate the numbers it was given, sorted, and by how many voters."""
    voters = Counter[tuple[str, Value]]()
    for ballot, times in profile.counts.items():
        for candidate, value in _values(ballot, options):
            voters[candidate, value] += times
    given: dict[str, dict[Value, int]] = {candidate: {} for candidate in profile.candidates}
    for (candidate, value), n in sorted(voters.items()):
        given[candidate][value] = n
    return given


def _sums(voters: Mapping[Value, int], options: Options) -> list[Value]:
    """What the voters gave one candidate together; of answers, who supports it and who answered."""
    if "supporting" in options:
        supporting = sum(n for place, n in voters.items() if place < options["supporting"])
        return [supporting, sum(voters.values())]
    return [sum(value * n for value, n in voters.items())]


def _values(ballot: CastBallot, options: Options) -> Iterator[tuple[str, Value]]:
    """What a ballot says of each candidate, in numbers; of a ranking, whom it puts first."""
    match ballot_to_json(ballot, options):
        case dict() as given:
            yield from given.items()
        case names:
            some = names[:1] if isinstance(ballot, Ranking) else names
            yield from ((candidate, 1) for candidate in some)


def _ballots(profile: Profile[Any], options: Options) -> list[dict[str, Any]]:
    """Each distinct ballot and how often it was cast, sorted by its canonical JSON."""
    entries = [
        {"ballot": ballot_to_json(ballot, options), "times": times}
        for ballot, times in profile.counts.items()
    ]
    return sorted(entries, key=lambda entry: canonical(entry["ballot"]))


def ballot_to_json(ballot: CastBallot, options: Options) -> list[str] | dict[str, Value]:
    """A ranking or approvals as a list of candidates; else a number for each candidate named.

    A grade is its place on the vote's scale, from 0 for the best.
    """
    match ballot:
        case Ranking():
            return [*ballot.order]
        case Approval():
            return [*ballot.approved]
        case Scores():
            return dict(ballot.scores)
        case Grades():
            return {c: options["scale"].index(grade) for c, grade in ballot.grades}
        case Credits():
            return dict(ballot.votes)
