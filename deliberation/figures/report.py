"""The public report: an assembly told from its published record, in one file that stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from deliberation.figures.asked import asked_in
from deliberation.figures.blocks import (
    Block,
    Command,
    Contents,
    Definitions,
    Figure,
    Heading,
    Items,
    Rows,
    Section,
    told,
)
from deliberation.figures.chances import chances, chances_table, in_order
from deliberation.figures.likeness import beside, likeness, likeness_table, likeness_told
from deliberation.figures.method import method
from deliberation.figures.pairs import pairs_table, pairs_told
from deliberation.figures.recommended import recommendations, recommended
from deliberation.figures.report_words import PICTURED, REPORT
from deliberation.figures.table import Table
from deliberation.figures.typeset import typeset
from deliberation.figures.vote_report import held_told, vote_section
from deliberation.figures.ways import NOTHING as NOT_TOLD
from deliberation.figures.ways import WAYS, Told, ways_told
from deliberation.figures.web import web_page
from deliberation.figures.words import number, percent, say
from deliberation.record.lottery import decode_lottery
from deliberation.record.reasons import Given
from deliberation.sortition import Lottery, Pool, Quotas
from deliberation.sortition.draw import LOTS
from deliberation.sortition.fairness import by_pair, by_value, whose_chances
from deliberation.sortition.representation import Population
from deliberation.wordings import Reading

Document = Mapping[str, Any]
Words = Mapping[str, str]
Decoded = tuple[Pool, Quotas, Lottery]
NOTHING: Given = {}
UNKNOWN: Population = {}
PAIRS = 12  # of values, whose chances are told; the command `fairness` tells all


def report(
    documents: Mapping[str, Document],
    *,
    reasons: Given = NOTHING,
    ways: Mapping[str, Told] = NOT_TOLD,
    population: Population = UNKNOWN,
    bundle: str = "bundle.zip",
    language: str = "en",
) -> str:
    """The report as HTML: one file with its styles inside, no script, nothing fetched.

    Args:
        documents: by their names in the bundle, as ``record.unbundle`` gives them.
        reasons: what is said of recommendations beside it, as ``record.reasons`` decodes it.
        ways: which ways the ballots of a vote came, by its id, where that is told beside it.
        population: whom the panel is to speak for, where that is told beside it.
        bundle: the name under which the bundle is published beside the report.
        language: a key of ``REPORT``.

    Raises:
        InvalidInputError: the lottery does not fit its own digests.
        KeyError: there are no words in that language, or a document lacks a part.
    """
    blocks = report_blocks(
        documents,
        reasons=reasons,
        ways=ways,
        population=population,
        bundle=bundle,
        language=language,
    )
    return web_page(blocks, title=documents["manifest.json"]["title"], language=language)


def printed_report(
    documents: Mapping[str, Document],
    *,
    reasons: Given = NOTHING,
    ways: Mapping[str, Told] = NOT_TOLD,
    population: Population = UNKNOWN,
    bundle: str = "bundle.zip",
    language: str = "en",
) -> str:
    """The same report as the source that ``io.pdf`` makes a PDF of.

    Raises:
        InvalidInputError: as for ``report``.
        KeyError: as for ``report``.
    """
    blocks = report_blocks(
        documents,
        reasons=reasons,
        ways=ways,
        population=population,
        bundle=bundle,
        language=language,
    )
    return typeset(blocks, title=documents["manifest.json"]["title"], language=language)


def report_blocks(
    documents: Mapping[str, Document],
    *,
    reasons: Given,
    ways: Mapping[str, Told],
    population: Population,
    bundle: str,
    language: str,
) -> Iterator[Block]:
    """The report, part after part.

    Raises:
        InvalidInputError: as for ``report``.
        KeyError: as for ``report``.
    """
    words = {**PICTURED[language], **REPORT[language], **WAYS[language]}
    lottery, draw = documents.get("lottery.json"), documents.get("draw.json")
    votes = [documents[name] for name in documents if _is_count(name)]
    asked = {vote["id"]: asked_in(documents, vote, language) for vote in votes}
    found = recommendations(votes, reasons)
    yield Heading(documents["manifest.json"]["title"], level=1)
    known = UNKNOWN if lottery is None or draw is None or _withheld(lottery) else population
    beside = say(words, "lead beside") if reasons else ""
    besides = say(words, "lead beside population") if known else ""
    yield told(say(words, "lead", bundle=bundle), beside, besides, kind="lead")
    yield Definitions(tuple(_numbers(lottery, votes, words)), "numbers")
    yield _contents(lottery is not None, asked, bool(found), words)
    if found:
        yield from recommended(found, asked, words)
        yield from method(lottery, votes, words)
    if lottery is not None and draw is not None:
        yield from _recruiting(lottery, draw, documents.get("numbering.json"), known, words)
    for vote in votes:
        held = held_told(documents, vote["id"], words)
        if came := [*ways_told(ways.get(vote["id"], {}), words)]:
            held += [say(words, "ways beside"), *came]
        yield vote_section(vote, words, asked=asked[vote["id"]], held=held)
    yield check_section(lottery, bundle, words)


def check_section(lottery: Document | None, bundle: str, words: Words) -> Section:
    """The commands with which a stranger checks all of it."""
    committed = "" if lottery is None else f" --commitment {lottery['commitment']}"
    hint = [told(say(words, "check commitment"), kind="hint")] if committed else []
    return Section(
        (
            Heading(say(words, "check"), id="check"),
            told(say(words, "check told" if committed else "check votes", bundle=bundle)),
            Command(f"deliberation verify {bundle}{committed}"),
            told(say(words, "check alone")),
            Command(f"python -m verify {bundle}{committed}"),
            *hint,
            told(say(words, "made by", bundle=bundle), kind="hint"),
        )
    )


def _is_count(name: str) -> bool:
    """Whether this is the name of a vote's count, and not of its urn or of its board."""
    return name.startswith("votes/") and name.count(".") == 1


def _withheld(lottery: Document) -> bool:
    """Whether people's answers are not published."""
    return any("digest" in person for person in lottery["people"])


def _numbers(
    lottery: Document | None, votes: list[Document], words: Words
) -> Iterator[tuple[str, str]]:
    """The assembly in figures."""
    if lottery is not None:
        yield say(words, "in the pool"), number(words, len(lottery["people"]))
        yield say(words, "seats"), number(words, lottery["size"])
        yield say(words, "made of"), number(words, len(lottery["panels"]))
        yield say(words, "tickets"), number(words, _tickets(lottery))
    yield say(words, "votes held"), number(words, len(votes))


def _contents(
    recruited: bool, asked: Mapping[str, Reading], recommends: bool, words: Words
) -> Contents:
    """Links to the sections."""
    first = ("recommendations", "method") if recommends else ()
    links = [("pool", "pool and quotas"), ("lottery", "the lottery"), ("draw", "the draw")]
    targets = [(id, say(words, id)) for id in first]
    targets += [(id, say(words, key)) for id, key in links] if recruited else []
    targets += [
        (f"vote-{id}", say(words, "vote heading", title=of.title.text)) for id, of in asked.items()
    ]
    targets.append(("check", say(words, "check")))
    return Contents(say(words, "contents"), tuple(targets))


def _recruiting(
    lottery: Document,
    draw: Document,
    numbering: Document | None,
    population: Population,
    words: Words,
) -> Iterator[Block]:
    """From the pool to the panel."""
    withheld = _withheld(lottery)
    decoded = None if withheld else decode_lottery(lottery)
    features = {} if withheld else {p["id"]: p["features"] for p in lottery["people"]}
    yield Heading(say(words, "pool and quotas"), id="pool")
    people = number(words, len(lottery["people"]))
    yield told(
        say(words, "pool told", people=people, size=lottery["size"]),
        say(words, "withheld") if withheld else "",
    )
    pooled = None if withheld else features.values()
    table = _quota_table(lottery, {"pool": pooled}, "pool and quotas", words)
    yield Rows(table)
    yield Heading(say(words, "the lottery"), id="lottery")
    yield from _chances(lottery, decoded, words)
    yield Heading(say(words, "the draw"), id="draw")
    yield from _draw(lottery, draw, numbering, words)
    if decoded is not None:
        seated = [features[id] for id in draw["panel"]]
        yield told(say(words, "panel told"))
        table = _quota_table(lottery, {"on the panel": seated}, "by group", words)
        yield Rows(table)
        yield from _population(decoded, draw, population, words)
    yield Heading(say(words, "members"), level=3)
    yield Items(tuple(draw["panel"]), kind="codes")
    yield Heading(say(words, "alternates"), level=3)
    if draw["alternates"]:
        yield Items(tuple(draw["alternates"]), ordered=True, kind="codes")
    else:
        yield told(say(words, "no alternates"))


def _population(
    decoded: Decoded, draw: Document, population: Population, words: Words
) -> Iterator[Block]:
    """The panel beside the pool and the *population*, where that is told."""
    if population:
        pool, quotas, _lottery = decoded
        groups = beside(pool, population, quotas, panel=draw["panel"])
        yield Heading(say(words, "likeness"), level=3)
        yield told(say(words, "population told"), likeness_told(groups, words=words))
        yield Figure(likeness(groups, words=words), likeness_table(groups, words=words))


def _quota_table(
    lottery: Document,
    columns: Mapping[str, Iterable[Mapping[str, str]] | None],
    caption: str,
    words: Words,
) -> Table:
    """The quotas, and beside them how many people in each of the *columns* each of them counts."""
    groups = {name: [*people] for name, people in columns.items() if people is not None}
    heads = ("feature", "value", "quota", *groups)
    rows = [
        (
            " × ".join(quota["answers"]),
            " × ".join(quota["answers"].values()),
            say(words, "quota range", lower=quota["lower"], upper=quota["upper"]),
            *(number(words, _counted(quota, people)) for people in groups.values()),
        )
        for quota in lottery["quotas"]
    ]
    return Table(say(words, caption), tuple(say(words, head) for head in heads), tuple(rows), 2)


def _counted(quota: Document, people: Iterable[Mapping[str, str]]) -> int:
    """How many of the *people* have every answer that the quota asks for."""
    return sum(quota["answers"].items() <= features.items() for features in people)


def _chances(lottery: Document, decoded: Decoded | None, words: Words) -> Iterator[Block]:
    """How the chances are spread, overall and by group."""
    marginals = [Fraction(chance) for chance in lottery["marginals"].values()]
    objective = f"objective {lottery['objective']}"
    yield told(
        say(
            words,
            "lottery told",
            tickets=number(words, _tickets(lottery)),
            panels=number(words, len(lottery["panels"])),
            lowest=percent(words, min(marginals)),
            highest=percent(words, max(marginals)),
            equal=percent(words, Fraction(lottery["size"], len(marginals))),
        ),
        say(words, objective)
        if objective in words
        else say(words, "objective", name=lottery["objective"]),
    )
    if decoded is not None:
        pool, quotas, made = decoded
        among = whose_chances(pool, made)
        groups = in_order(by_value(pool, made, among=among), quotas)
        yield Figure(chances(groups, words=words), chances_table(groups, words=words))
        if pairs := by_pair(pool, made, among=among):
            yield Heading(say(words, "pairs"), level=3)
            yield told(pairs_told(pairs, most=PAIRS, words=words))
            yield Rows(pairs_table(pairs, most=PAIRS, words=words))


def _draw(
    lottery: Document, draw: Document, numbering: Document | None, words: Words
) -> Iterator[Block]:
    """The commitment, the seeds and the ticket."""
    ticket = say(
        words,
        "ticket of",
        ticket=number(words, draw["ticket"]),
        tickets=number(words, _tickets(lottery)),
    )
    yield told(say(words, "committed told"), say(words, "numbered told") if numbering else "")
    facts = {"commitment": draw["commitment"], "announcement": draw["announcement"]}
    facts["numbering seed"] = numbering and numbering["seed"]
    facts["seed" if draw["method"] == LOTS else "shown"] = draw["seed"]
    facts["ticket"] = ticket
    yield Definitions(
        tuple((say(words, name), value) for name, value in facts.items() if value), "facts"
    )


def _tickets(lottery: Document) -> int:
    """How many tickets the lottery has."""
    return sum(panel["tickets"] for panel in lottery["panels"])
