"""A vote as a document: the result, and the least evidence from which it follows.

A whole ranking or spending is a fingerprint of the voter, so whole ballots appear only where each
of them was cast by enough voters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.canonical import canonical
from deliberation.voting import (
    Count,
    Credits,
    Profile,
    Ranking,
    Result,
    TieBreak,
    pairwise,
    result_to_json,
    used_preferences,
)

FORMAT = "deliberation vote 1"
AT_LEAST = 5  # voters who must share a ballot, or cast one at all, before it is shown


def encode_vote(
    vote_id: str,
    *,
    title: str,
    question: str,
    kind: str,
    profile: Profile[Any],
    rule: str,
    seats: int,
    options: Mapping[str, Any],
    break_tie: TieBreak,
    result: Result,
) -> dict[str, Any]:
    """The document ``votes/ID.json`` for a vote that was counted.

    Args:
        kind: ``"ranking"`` or ``"credits"``.
        rule: a key of ``PUBLISHED``.
        options: the rule's own, as JSON: ``{"places": 5}``.
        break_tie: the one that the *result* was counted with.
        result: what the rule made of *profile*.

    Raises:
        InvalidInputError: there is no evidence by which this rule could be counted again, or
            *break_tie* looks at earlier rounds.
    """
    evidence = evidence_of(profile, rule, result)
    shown = result_to_json(replace(result, because=()))
    if evidence["kind"] == "outcome":
        shown = {name: shown[name] for name in ("rule", "seats", "elected", "ties")}
    return {
        "format": FORMAT,
        "id": vote_id,
        "title": title,
        "question": question,
        "kind": kind,
        "candidates": [*profile.candidates],
        "rule": rule,
        "seats": seats,
        "options": dict(options),
        "break_tie": _break_tie(break_tie),
        "cast": profile.size,
        "evidence": evidence,
        "result": shown,
    }


def evidence_of(profile: Profile[Any], rule: str, result: Result) -> dict[str, Any]:
    """What a stranger counts again, by the disclosure rule of the format page.

    Raises:
        InvalidInputError: there is no evidence by which *rule* could be counted again.
    """
    if profile.size < AT_LEAST:
        return {"kind": "outcome"}
    if min(profile.counts.values()) >= AT_LEAST:
        return {"kind": "ballots", "ballots": _ballots(profile)}
    if rule not in EVIDENCE:
        raise InvalidInputError([f"the record knows no evidence for the rule {rule!r}"])
    return EVIDENCE[rule](profile, result)


def _first_preferences(profile: Profile[Ranking], _: Result) -> dict[str, Any]:
    totals = dict.fromkeys(profile.candidates, 0)
    for ballot, times in profile.counts.items():
        if ballot.order:
            totals[ballot.order[0]] += times
    return {"kind": "first preferences", "totals": totals, "blank": profile.blank}


def _pairwise(profile: Profile[Ranking], _: Result) -> dict[str, Any]:
    prefer = pairwise(profile)
    matrix = [[prefer.get((a, b), 0) for b in profile.candidates] for a in profile.candidates]
    return {"kind": "pairwise", "pairwise": matrix, "blank": profile.blank}


def _used_preferences(profile: Profile[Ranking], result: Result) -> dict[str, Any]:
    if not isinstance(result, Count):
        raise InvalidInputError(["used preferences are known of a count in rounds only"])
    return {"kind": "used preferences", "ballots": _ballots(used_preferences(profile, result))}


def _votes_per_candidate(profile: Profile[Credits], _: Result) -> dict[str, Any]:
    voters = Counter[tuple[str, int | Fraction]]()
    for ballot, times in profile.counts.items():
        for candidate, votes in ballot.votes:
            voters[candidate, votes] += times
    shown: dict[str, list[list[int | Fraction]]] = {
        candidate: [] for candidate in profile.candidates
    }
    for (candidate, votes), n in sorted(voters.items()):
        shown[candidate].append([votes, n])
    return {"kind": "votes per candidate", "votes": shown}


EVIDENCE: Mapping[str, Callable[[Profile[Any], Result], dict[str, Any]]] = {
    "plurality": _first_preferences,
    "borda": _pairwise,
    "schulze": _pairwise,
    "irv": _used_preferences,
    "stv": _used_preferences,
    "scottish_stv": _used_preferences,
    "quadratic": _votes_per_candidate,
}
"""By rule: the least from which its result follows."""


def _ballots(profile: Profile[Any]) -> list[dict[str, Any]]:
    """Each distinct ballot and how often it was cast, sorted by its canonical JSON."""
    entries = [
        {"ballot": ballot_to_json(ballot), "times": times}
        for ballot, times in profile.counts.items()
    ]
    return sorted(entries, key=lambda entry: canonical(entry["ballot"]))


def ballot_to_json(ballot: Ranking | Credits) -> list[str] | dict[str, int | Fraction]:
    """A ranking as a list of candidates, a spending as the votes for each candidate."""
    return [*ballot.order] if isinstance(ballot, Ranking) else dict(ballot.votes)


def _break_tie(break_tie: TieBreak) -> dict[str, Any]:
    if break_tie.looks:
        raise InvalidInputError(["the record knows no ties that earlier rounds part; count again"])
    by, _, rest = break_tie.spec.partition(":")
    match by:
        case "order":
            return {"by": by, "order": [*break_tie.order]}
        case "lot":
            return {"by": by, "seed": rest}
    return {"by": by}
