"""The report of one session: its agenda as planned and as it went, who was there, votes taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from deliberation.figures.asked import asked_in
from deliberation.figures.blocks import Block, Definitions, Heading, Rows, told
from deliberation.figures.report import check_section
from deliberation.figures.report_words import PICTURED, REPORT
from deliberation.figures.session_words import SESSION
from deliberation.figures.table import Table
from deliberation.figures.typeset import typeset
from deliberation.figures.vote_report import held_told, vote_section
from deliberation.figures.ways import WAYS, ways_told
from deliberation.figures.web import web_page
from deliberation.figures.words import number, percent, say
from deliberation.record.meeting import MINUTE, STEPS

Document = Mapping[str, Any]
Words = Mapping[str, str]


def session_report(
    session: Document, documents: Mapping[str, Document], *, language: str = "en"
) -> str:
    """The report of a *session* as HTML: one file with its styles inside, nothing fetched.

    Args:
        session: as ``record.meeting`` encodes it.
        documents: what is published of the votes, by their names in the bundle.
        language: a key of ``REPORT``.

    Raises:
        KeyError: there are no words in that language, or a document lacks a part.
    """
    blocks = _blocks(session, documents, language)
    return web_page(blocks, title=session["title"], language=language)


def printed_session_report(
    session: Document, documents: Mapping[str, Document], *, language: str = "en"
) -> str:
    """The same as the source that ``io.pdf`` makes a PDF of.

    Raises:
        KeyError: as for ``session_report``.
    """
    blocks = _blocks(session, documents, language)
    return typeset(blocks, title=session["title"], language=language)


def _blocks(session: Document, documents: Mapping[str, Document], language: str) -> Iterator[Block]:
    """The report, part after part."""
    words = {**PICTURED[language], **REPORT[language], **WAYS[language], **SESSION[language]}
    names = [f"votes/{item['vote']}.json" for item in session["agenda"] if item["vote"]]
    votes = [documents[name] for name in dict.fromkeys(names) if name in documents]
    yield Heading(session["title"], level=1)
    starts = datetime.fromisoformat(session["starts"])
    yield told(
        say(words, "session held", day=f"{starts:%Y-%m-%d}", time=f"{starts:%H:%M}"),
        say(words, "session place", place=session["place"]) if session["place"] else "",
        kind="lead",
    )
    yield Definitions(tuple(_numbers(session, votes, words)), "numbers")
    yield Heading(say(words, "agenda"), id="agenda")
    yield told(say(words, "agenda told"))
    yield Rows(_agenda(session, words))
    yield from _speaking(session["speaking"], words)
    ways = session.get("ways", {})
    for vote in votes:
        held = [
            *held_told(documents, vote["id"], words),
            *ways_told(ways.get(vote["id"], {}), words),
        ]
        asked = asked_in(documents, vote, language)
        yield vote_section(vote, words, asked=asked, held=held)
    if votes:
        yield check_section(documents.get("lottery.json"), "bundle.zip", words)


def _numbers(session: Document, votes: list[Document], words: Words) -> Iterator[tuple[str, str]]:
    """The session in figures."""
    if session["checked_in"]:
        yield say(words, "checked in"), number(words, session["checked_in"])
    yield say(words, "items"), number(words, len(session["agenda"]))
    yield say(words, "votes held"), number(words, len(votes))


def _agenda(session: Document, words: Words) -> Table:
    """A row an item: when it was planned, when it was, and how long."""
    heads = ("item", "planned", "as it went", "minutes planned", "minutes taken")
    rows = tuple(
        (
            item["title"],
            _span(*item["planned"]),
            _span(item["began"], item["ended"]) or say(words, "left out"),
            number(words, item["minutes"]),
            _length(item["began"], item["ended"], words),
        )
        for item in session["agenda"]
    )
    return Table(say(words, "agenda"), tuple(say(words, head) for head in heads), rows)


def _span(begins: str | None, ends: str | None) -> str:
    """From when to when, by the clock on the wall; nothing where it did not happen."""
    if begins is None or ends is None:
        return ""
    first, last = map(datetime.fromisoformat, (begins, ends))
    return f"{first:%H:%M}–{last:%H:%M}"


def _length(begins: str | None, ends: str | None, words: Words) -> str:
    """The whole minutes between."""
    if begins is None or ends is None:
        return ""
    passed = datetime.fromisoformat(ends) - datetime.fromisoformat(begins)
    return number(words, passed // MINUTE)


def _speaking(speaking: Document | None, words: Words) -> Iterator[Block]:
    """How long was spoken, and how that is spread; of small groups nothing."""
    if speaking is None:
        return
    yield Heading(say(words, "who spoke"), id="speaking")
    turns, minutes = number(words, speaking["turns"]), number(words, speaking["minutes"])
    speakers = speaking["speakers"]
    yield told(
        say(words, "spoken told", turns=turns, minutes=minutes),
        say(words, "spoken by", speakers=number(words, speakers)) if speakers else "",
        say(words, "nobody named"),
    )
    if speaking["halves"]:
        more, less = speaking["halves"]
        part = percent(words, Fraction(more, (more + less) or 1))
        yield told(say(words, "half spoke", share=part))
    if speaking["groups"]:
        yield Rows(_groups(speaking["groups"], words))
    elif speakers is None or speaking["halves"] is None:
        yield told(say(words, "few spoke"), kind="hint")


def _groups(groups: list[int], words: Words) -> Table:
    """How many spoke shortly, longer, and longest."""
    short, long = STEPS
    heads = (
        say(words, "up to minutes", minutes=short),
        say(words, "minutes from to", first=short, last=long),
        say(words, "more than minutes", minutes=long),
    )
    rows = tuple((head, number(words, n)) for head, n in zip(heads, groups, strict=True))
    head = (say(words, "spoke so long"), say(words, "so many"))
    return Table(say(words, "who spoke"), head, rows)
