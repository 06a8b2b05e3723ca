"""Results as plain data, exactly as docs/reference/formats.md describes them.

A fraction is a text such as ``"107/1000"``; nothing is rounded. Totals and rounds have a shape of
their own, which the record keeps; any other result is written field by field (``plain``).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, get_type_hints

from deliberation.voting.plain import from_plain, to_plain
from deliberation.voting.rules import RULES
from deliberation.voting.tally import Answer, Count, Result, Round, Tally, Transfer
from deliberation.voting.ties import Tie

Json = dict[str, Any]


def result_to_json(result: Answer) -> Json:
    """The *result* as the command line prints it and the record keeps it."""
    if not isinstance(result, Tally | Count):
        plain: Json = to_plain(result)
        return plain
    because = {"because": list(result.because)} if result.because else {}
    shared = {
        "rule": result.rule,
        "elected": list(result.elected),
        "ties": [_tie(tie) for tie in result.ties],
    }
    if isinstance(result, Count):
        quota = None if result.quota is None else str(result.quota)
        parts = {"parts": dict(result.parts)} if result.parts else {}
        return {
            **shared,
            **parts,
            "seats": result.seats,
            "quota": quota,
            "rounds": [_round(step) for step in result.rounds],
            **because,
        }
    pairs = {} if result.pairwise is None else {"pairwise": _matrix(result.pairwise, result.totals)}
    return {
        **shared,
        "seats": len(result.elected),
        "totals": _texts(result.totals),
        **pairs,
        **because,
    }


def answer_from_json(document: Mapping[str, Any], *, candidates: tuple[str, ...]) -> Answer:
    """The result of any rule that ``result_to_json`` wrote.

    Args:
        candidates: in the order of the vote.
    """
    if own := _own_result(document["rule"]):
        answer: Answer = from_plain(own, document)
        return answer
    return result_from_json(document, candidates=candidates)


def result_from_json(
    document: Mapping[str, Any], *, candidates: tuple[str, ...], places: int | None = None
) -> Result:
    """The totals or rounds that ``result_to_json`` wrote; what the vote itself says is not in it.

    Args:
        candidates: in the order of the vote.
        places: the decimals of the vote, where its rule has them.
    """
    elected = tuple(document["elected"])
    because = tuple(document.get("because", ()))
    ties = tuple(
        Tie(tuple(t["tied"]), t["decision"], t["chosen"], t["how"]) for t in document["ties"]
    )
    if "rounds" in document:
        quota = None if document["quota"] is None else Fraction(document["quota"])
        rounds = tuple(_round_from(step, candidates) for step in document["rounds"])
        return Count(
            rule=document["rule"],
            seats=document["seats"],
            quota=quota,
            rounds=rounds,
            elected=elected,
            ties=ties,
            places=places,
            because=because,
            parts=document.get("parts", {}),
        )
    pairwise = None
    if "pairwise" in document:
        pairwise = {
            (a, b): votes
            for a, row in zip(candidates, document["pairwise"], strict=True)
            for b, votes in zip(candidates, row, strict=True)
            if a != b
        }
    totals = _fractions(document["totals"], candidates)
    return Tally(document["rule"], totals, elected, ties, pairwise, because)


def _own_result(rule: str) -> type[Answer] | None:
    """The class that the rule of this name answers with, if it is its room's own."""
    if rule not in RULES:
        return None
    answer: type[Answer] = get_type_hints(RULES[rule])["return"]
    return None if answer in (Tally, Count) else answer


def _tie(tie: Tie) -> Json:
    return {
        "tied": list(tie.tied),
        "decision": tie.decision,
        "chosen": tie.chosen,
        "how": tie.how,
    }


def _round(step: Round) -> Json:
    return {
        "number": step.number,
        "totals": _texts(step.totals),
        "exhausted": str(step.exhausted),
        "elected": list(step.elected),
        "eliminated": list(step.eliminated),
        "transfers": [
            {
                "source": moved.source,
                "target": moved.target,
                "papers": moved.papers,
                "value": str(moved.value),
            }
            for moved in step.transfers
        ],
    }


def _round_from(step: Mapping[str, Any], candidates: tuple[str, ...]) -> Round:
    return Round(
        step["number"],
        _fractions(step["totals"], candidates),
        Fraction(step["exhausted"]),
        tuple(step["elected"]),
        tuple(step["eliminated"]),
        tuple(
            Transfer(t["source"], t["target"], t["papers"], Fraction(t["value"]))
            for t in step["transfers"]
        ),
    )


def _texts(totals: Mapping[str, Fraction]) -> dict[str, str]:
    return {candidate: str(total) for candidate, total in totals.items()}


def _fractions(texts: Mapping[str, str], candidates: tuple[str, ...]) -> dict[str, Fraction]:
    return {candidate: Fraction(texts[candidate]) for candidate in candidates}


def _matrix(
    pairwise: Mapping[tuple[str, str], int], candidates: Mapping[str, Fraction]
) -> list[list[int]]:
    return [[pairwise.get((a, b), 0) for b in candidates] for a in candidates]
