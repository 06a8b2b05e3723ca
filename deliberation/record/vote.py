"""A vote as a document: the result, and the least evidence from which it follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.record.evidence import evidence_of, follows
from deliberation.voting import Answer, Count, Profile, Tally, TieBreak, result_to_json
from deliberation.voting.plain import to_plain

FORMAT = "deliberation vote 1"


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
    result: Answer,
    named: bool = True,
) -> dict[str, Any]:
    """The document ``votes/ID.json`` for a vote that was counted.

    Args:
        kind: a value of ``deliberation.voting.ballots.KINDS``.
        rule: a key of ``PUBLISHED``.
        options: the rule's own, as ``vote_options`` writes them: ``{"places": 5}``.
        break_tie: the one that the *result* was counted with.
        result: what the rule made of *profile*.
        named: whether it is said who was equal where a tie decided and nothing else is shown.

    Raises:
        InvalidInputError: there is no evidence by which this rule could be counted again, or
            *break_tie* looks at earlier rounds.
    """
    evidence = evidence_of(profile, rule, result, options)
    if isinstance(result, Tally | Count) and follows(evidence, rule):
        shown = result_to_json(replace(result, because=()))
    else:
        shown = {
            "rule": rule,
            "seats": seats,
            "elected": [*result.elected],
            "ties": to_plain(result.ties) if named else [],
        }
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
