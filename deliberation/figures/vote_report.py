"""One vote in the public report: the question, the rule, the outcome, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from deliberation.figures.flow import flow, flow_table
from deliberation.figures.markup import Markup, element
from deliberation.figures.page import figure, heading, items, paragraph
from deliberation.figures.pairwise import pairwise, pairwise_table
from deliberation.figures.rounds import rounds, rounds_table
from deliberation.figures.telling import rounds_told, tie_told
from deliberation.figures.totals import totals, totals_table
from deliberation.figures.words import number, say
from deliberation.voting.encode import result_from_json
from deliberation.voting.tally import Count, Result, Tally
from deliberation.voting.ties import Tie

SCOTTISH_PLACES = 5


def vote_section(document: Mapping[str, Any], words: Mapping[str, str]) -> Markup:
    """The part of the report about the vote in *document* (``votes/ID.json``)."""
    name = document["id"]
    kind = document["evidence"]["kind"]
    outcome_only = kind == "outcome"
    parts = [
        heading(say(words, "vote heading", title=document["title"]), id=f"vote-{name}"),
        paragraph(document["question"], class_="question"),
        paragraph(
            _rule_told(document, words),
            say(
                words,
                "seats of",
                seats=document["seats"],
                candidates=len(document["candidates"]),
            ),
            say(words, "cast", cast=number(words, document["cast"])),
        ),
        heading(say(words, "chosen"), level=3),
        items(document["result"]["elected"], ordered=True, class_="winners"),
        paragraph(say(words, "outcome only" if outcome_only else f"evidence {kind}")),
    ]
    if not outcome_only:
        parts += _pictures(_result(document), f"vote-{name}", words)
    parts += _ties(document["result"], words)
    return element("section", *parts)


def _rule_told(document: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The rule in a sentence, or its name where no sentence is known."""
    key = f"rule {document['rule']}"
    if key not in words:
        return say(words, "rule", name=document["rule"])
    return say(words, key, **{"credits": "", **document["options"]})


def _result(document: Mapping[str, Any]) -> Result:
    """The result in the document, with the decimals that its rule keeps."""
    result = result_from_json(document["result"], candidates=tuple(document["candidates"]))
    if isinstance(result, Count):
        kept = SCOTTISH_PLACES if result.rule == "scottish_stv" else None
        return replace(result, places=document["options"].get("places", kept))
    return result


def _pictures(result: Result, id: str, words: Mapping[str, str]) -> Iterator[Markup]:
    """What there is to see of a result, each picture beside its table."""
    if isinstance(result, Count):
        yield figure(
            rounds(result, id=f"{id}-rounds", words=words), rounds_table(result, words=words)
        )
        yield heading(say(words, "rounds in words"), level=3)
        yield items(rounds_told(result, words), ordered=True)
        if any(step.transfers for step in result.rounds):
            yield figure(
                flow(result, id=f"{id}-flow", words=words), flow_table(result, words=words)
            )
        return
    yield figure(totals(result, id=f"{id}-totals", words=words), totals_table(result, words=words))
    yield from _pairs(result, id, words)


def _pairs(result: Tally, id: str, words: Mapping[str, str]) -> Iterator[Markup]:
    """The pairs, where the rule compares them."""
    if result.pairwise:
        svg = pairwise(result.pairwise, id=f"{id}-pairs", words=words)
        yield figure(svg, pairwise_table(result.pairwise, words=words))


def _ties(result: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Markup]:
    """Every tie that was broken, and how."""
    if not result["ties"]:
        yield paragraph(say(words, "no ties"), class_="hint")
        return
    yield heading(say(words, "ties"), level=3)
    told = (Tie(tuple(t["tied"]), t["decision"], t["chosen"], t["how"]) for t in result["ties"])
    yield items(tie_told(tie, words) for tie in told)
