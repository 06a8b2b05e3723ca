"""What is to be seen of a published vote: its pictures, each with its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from deliberation.figures.budget import Spent, budget, budget_table
from deliberation.figures.flow import flow, flow_table
from deliberation.figures.grades import grades, grades_table
from deliberation.figures.pairwise import pairwise, pairwise_table
from deliberation.figures.rounds import rounds, rounds_table
from deliberation.figures.spending import spending, spending_table
from deliberation.figures.table import Table
from deliberation.figures.totals import in_order, totals, totals_table
from deliberation.figures.words import ENGLISH, listed, number, say
from deliberation.record.counted import Tallies, count_of, tallies_of, tally_of
from deliberation.record.evidence import WHOLE
from deliberation.voting.rated.majority_judgment import median

Document = Mapping[str, Any]
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG, and the same as a table.

    Args:
        name: what kind of picture it is: ``"rounds"``, ``"flow"``, ``"totals"``, ...
    """

    name: str
    svg: str
    table: Table


def published(
    document: Document,
    *,
    id: str,
    words: Words,
    graded: Callable[[str], str] = str,
) -> Iterator[Picture]:
    """The pictures of the vote in *document* (``votes/ID.json``), the most important first.

    Args:
        id: begins the ids inside the figures.
        words: sentences in the page's language.
        graded: says a grade of the vote in that language.
    """
    if "rounds" in document["result"]:
        count = count_of(document)
        yield Picture(
            "rounds",
            rounds(count, id=f"{id}-rounds", words=words),
            rounds_table(count, words=words),
        )
        if len(count.rounds) > 1:
            yield Picture(
                "flow", flow(count, id=f"{id}-flow", words=words), flow_table(count, words=words)
            )
        return
    tallies = tallies_of(document)
    if "costs" in document["options"]:
        spent = _spent(document, tallies)
        yield Picture(
            "budget",
            budget(spent, id=f"{id}-budget", words=words),
            budget_table(spent, words=words),
        )
    elif document["kind"] == "grades" and document["evidence"]["kind"] != "outcome":
        yield _grades(document, tallies, id, words, graded)
    elif tally := tally_of(document):
        yield Picture(
            "totals",
            totals(tally, counted=_counted(tally.rule, words), id=f"{id}-totals", words=words),
            totals_table(tally, words=words),
        )
        if document["kind"] == "credits" and tallies:
            elected = tally.elected
            credits = document["options"]["credits"] * document["cast"]
            svg = spending(
                tallies, elected=elected, credits=credits, id=f"{id}-spending", words=words
            )
            table = spending_table(tallies, elected=elected, credits=credits, words=words)
            yield Picture("spending", svg, table)
        if tally.pairwise:
            order = (*tally.elected, *(name for name, _ in in_order(tally)))
            svg = pairwise(tally.pairwise, order=order, id=f"{id}-pairs", words=words)
            yield Picture("pairs", svg, pairwise_table(tally.pairwise, order=order, words=words))


def _counted(rule: str, words: Words) -> str:
    """What the totals of a *rule* count, or nothing where no sentence is known."""
    key = f"total of {'whole ballots' if rule in WHOLE else rule}"
    return say(words, key) if key in ENGLISH else ""


def _spent(document: Document, tallies: Tallies) -> Spent:
    options = document["options"]
    supporters = {name: sum(given.values()) for name, given in tallies.items()}
    costs = {name: options["costs"][name] for name in document["candidates"]}
    elected = tuple(document["result"]["elected"])
    currency = options.get("currency", "")
    return Spent(options["total"], costs, elected, supporters, currency)


def _grades(
    document: Document, tallies: Tallies, id: str, words: Words, graded: Callable[[str], str]
) -> Picture:
    """Grades with the middle marked; answers with the share that carries."""
    options, evidence, elected = (document[key] for key in ("options", "evidence", "result"))
    elected = tuple(elected["elected"])
    scale = tuple(graded(word) for word in options["scale"])
    given = {name: [n.get(place, 0) for place in range(len(scale))] for name, n in tallies.items()}
    if "sums" in evidence:  # who supports it, and who answered
        given = {name: [yes, n - yes] for name, (yes, n) in evidence["sums"].items()}
        parts = scale[: options["supporting"]], scale[options["supporting"] :]
        scale = tuple(listed(words, part) for part in parts)
    whole: dict[str, int] | None = None
    line, said, head = None, words, say(words, "middle grade")
    if document["rule"] == "support":
        line, said = Fraction(*options["share"]), {**words, "grades": say(words, "answers")}
        if options.get("above"):
            said = {**said, "legend share": say(words, "legend above", share=str(line))}
        if options["of"] != "answers":
            whole = dict.fromkeys(given, max(options.get("members", 0), document["cast"]))
        yes = 1 if "sums" in evidence else options["supporting"]
        head, told = say(words, "in favour"), _in_favour(given, yes, whole, words)
    else:
        blank = [entry["times"] for entry in evidence.get("ballots", []) if not entry["ballot"]]
        valid = document["cast"] - evidence.get("blank", sum(blank))
        for voters in given.values():
            voters[-1] += valid - sum(voters)  # whom a ballot leaves out has the worst grade
        told = {name: scale[::-1][median(voters[::-1])] for name, voters in given.items()}
    svg = grades(
        given, scale, line=line, of=whole, told=told, elected=elected, id=f"{id}-grades", words=said
    )
    table = grades_table(given, scale, told=(head, told), elected=elected, words=said)
    return Picture("grades", svg, table)


def _in_favour(
    given: Mapping[str, list[int]], yes: int, whole: Mapping[str, int] | None, words: Words
) -> dict[str, str]:
    """How many of those who are asked give one of the first answers: exact, not a rounded share."""
    told = {}
    for name, voters in given.items():
        of = sum(voters) if whole is None else whole[name]
        part = number(words, sum(voters[:yes]))
        told[name] = say(words, "part of", part=part, whole=number(words, of))
    return told
