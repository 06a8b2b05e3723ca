"""One vote in the public report: the question, the rule, the outcome, and how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

from deliberation.figures.asked import in_other_words, named
from deliberation.figures.blocks import Block, Figure, Heading, Items, Section, told
from deliberation.figures.published import published
from deliberation.figures.telling import rounds_told, tie_told
from deliberation.figures.words import number, say
from deliberation.record.counted import count_of
from deliberation.record.evidence import follows
from deliberation.record.roll import late_for
from deliberation.record.supported import supported
from deliberation.voting.ties import Tie
from deliberation.wordings import Reading


def vote_section(
    document: Mapping[str, Any],
    words: Mapping[str, str],
    *,
    asked: Reading,
    held: Sequence[str] = (),
) -> Section:
    """The part of the report about the vote in *document* (``votes/ID.json``).

    Args:
        asked: what it asked in the language of the report.
        held: what ``held_told`` has to say of its roll and its ballots.
    """
    name = document["id"]
    kind = document["evidence"]["kind"]
    outcome_only = kind == "outcome"
    parts: list[Block] = [
        Heading(say(words, "vote heading", title=asked.title.text), id=f"vote-{name}"),
        told(asked.question.text, kind="question"),
        *in_other_words(asked, words),
        told(
            rule_told(document, words),
            *_seats_told(document, words),
            say(words, "cast", cast=number(words, document["cast"])),
        ),
        *([told(*held)] if held else []),
        Heading(say(words, "chosen"), level=3),
        _winners([named(asked.option(name)) for name in document["result"]["elected"]], words),
        *_near(document, asked, words),
        told(say(words, "outcome only" if outcome_only else f"evidence {kind}")),
    ]
    if not outcome_only and not follows(document["evidence"], document["rule"]):
        parts.append(told(say(words, "whole ballots needed")))
    parts += _pictures(document, f"vote-{name}", words)
    parts += _ties(document, words)
    return Section(tuple(parts))


def held_told(
    documents: Mapping[str, Mapping[str, Any]], vote: str, words: Mapping[str, str]
) -> list[str]:
    """Exceptions to the roll of a vote; and of sealed ballots in which words the urn was shown.

    Args:
        documents: by their names in the bundle; what is not in them is not told.
    """
    ledger = documents.get("ledger.json", {"entries": []})["entries"]
    said: list[str] = []
    late = late_for(((entry["kind"], entry["payload"]) for entry in ledger), vote)
    if late.added:
        numbers = {name: number(words, n) for name, n in asdict(late).items()}
        said.append(say(words, "late cards", **numbers))
    urn = documents.get(f"votes/{vote}.urn.json")
    if urn is None:
        return said
    noted = {e["kind"]: e["payload"] for e in ledger if e["payload"].get("vote") == vote}
    said.append(say(words, "rehearsal" if urn["split"] == "rehearsal" else "sealed"))
    if "board" in noted:
        board = noted["board"]
        leaves = number(words, board["leaves"])
        said.append(say(words, "board in words", leaves=leaves, shown=board["words"]))
    if any(noted.get("unsealed", {}).get("spoiled", {}).values()):
        spoiled = sum(noted["unsealed"]["spoiled"].values())
        said.append(say(words, "spoiled", number=number(words, spoiled)))
    return said


def _winners(elected: list[str], words: Mapping[str, str]) -> Block:
    """Who or what is chosen, in order, or that nothing is."""
    if not elected:
        return told(say(words, "nothing chosen"))
    return Items(tuple(elected), ordered=True, kind="winners")


def rule_told(document: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """The rule in a sentence, or its name where no sentence is known."""
    if document["rule"] == "support":
        return " ".join(_threshold(document["options"], words))
    key = f"rule {document['rule']}"
    if key not in words:
        return say(words, "rule", name=document["rule"])
    return say(words, key, **{"credits": "", **document["options"]})


def _threshold(options: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    """How large a share carries, of whom, what an abstention does, and what was asked before."""
    yield say(words, "rule support above" if "above" in options else "rule support", **options)
    yield say(words, f"support of {options['of']}", members=options.get("members", 0))
    if "revises" in options:
        yield say(words, "revises", vote=options["revises"])


def _seats_told(document: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    """How many are to be chosen, where the rule does not choose as many as it comes to."""
    if document["rule"] != "support" and "costs" not in document["options"]:
        candidates = len(document["candidates"])
        yield say(words, "seats of", seats=document["seats"], candidates=candidates)


def _near(document: Mapping[str, Any], asked: Reading, words: Mapping[str, str]) -> Iterator[Block]:
    """What a few supporters more would have carried."""
    missed = [one for one in supported(document) if one.near]
    if missed:
        yield Heading(say(words, "nearly carried"), level=3)
        yield Items(
            tuple(
                say(
                    words,
                    "nearly carried by",
                    name=named(asked.option(one.name)),
                    supporters=number(words, one.supporters),
                    of=number(words, one.of),
                    needed=number(words, one.needed),
                )
                for one in missed
            )
        )


def _pictures(document: Mapping[str, Any], id: str, words: Mapping[str, str]) -> Iterator[Block]:
    """What there is to see of a result, each picture beside its table."""
    for picture in published(document, id=id, words=words, graded=partial(_graded, words)):
        yield Figure(picture.svg, picture.table)
        if picture.name == "rounds":
            yield Heading(say(words, "rounds in words"), level=3)
            yield Items(rounds_told(count_of(document), words), ordered=True)


def _graded(words: Mapping[str, str], grade: str) -> str:
    """A grade or an answer in the language of the report, where it is one of the usual ones."""
    return words.get(f"grade {grade}", grade)


def _ties(document: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[Block]:
    """Every tie that was broken, and how; of few voters only that a lot was drawn."""
    result, break_tie = document["result"], document["break_tie"]
    if not result["ties"] and document["evidence"]["kind"] == "outcome" and "seed" in break_tie:
        yield told(say(words, "tie among few", seed=break_tie["seed"]))
        return
    if not result["ties"]:
        yield told(say(words, "no ties"), kind="hint")
        return
    yield Heading(say(words, "ties"), level=3)
    ties = (Tie(tuple(t["tied"]), t["decision"], t["chosen"], t["how"]) for t in result["ties"])
    yield Items(tuple(tie_told(tie, words) for tie in ties))
