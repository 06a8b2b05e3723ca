"""What a published vote asked, as whoever reads a report in one language gets to see it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from deliberation.assembly import Vote
from deliberation.figures.blocks import Block, Paragraph, Rows, told
from deliberation.figures.table import Table
from deliberation.figures.words import say
from deliberation.wordings import Reading, Said

Document = Mapping[str, Any]


def asked_in(documents: Mapping[str, Document], vote: Document, language: str) -> Reading:
    """What a *vote* (``votes/ID.json``) asked in a *language*, from what is published beside it.

    Args:
        documents: by their names in the bundle.
    """
    beside = documents.get(f"votes/{vote['id']}.wording.json", {"language": "", "said": {}})
    asked = Vote(
        vote["id"],
        "",
        vote["title"],
        vote["question"],
        vote["kind"],
        tuple(vote["candidates"]),
        vote["rule"],
        vote["seats"],
        vote["options"],
        language=beside["language"] or None,
    )
    return Reading(asked, language, beside["said"].get(language, {}))


def named(said: Said) -> str:
    """A name, and behind a translated one the name that is counted."""
    return f"{said.text} ({said.exact})" if said.exact else said.text


def in_other_words(asked: Reading, words: Mapping[str, str]) -> Iterator[Block]:
    """The question in plain words; and where it is a translation, the exact texts beside it."""
    if asked.plain:
        yield told(say(words, "plain words"), kind="hint")
        yield from map(Paragraph, asked.plain.text.splitlines())
    if asked.is_translated:
        yield told(say(words, "translated"), kind="hint")
        said = (asked.title, asked.question, *map(asked.option, asked.vote.candidates))
        rows = tuple((one.text, one.exact) for one in said if one.exact)
        heads = (say(words, "in this language"), say(words, "as it was voted on"))
        yield Rows(Table(say(words, "what was asked"), heads, rows, labels=2))
