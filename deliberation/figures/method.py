"""How it came about, in the public report: how the members were drawn, and how each vote counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deliberation.figures.blocks import Block, Heading, Items, told
from deliberation.figures.vote_report import rule_told
from deliberation.figures.words import number, say

Document = Mapping[str, Any]
Words = Mapping[str, str]


def method(lottery: Document | None, votes: Sequence[Document], words: Words) -> Iterator[Block]:
    """The draw in a paragraph, and the rule and the threshold of each of the *votes*."""
    yield Heading(say(words, "method"), id="method")
    if lottery is not None:
        people, size = number(words, len(lottery["people"])), number(words, lottery["size"])
        quotas = number(words, len(lottery["quotas"]))
        yield told(say(words, "drawn like this", people=people, size=size, quotas=quotas))
    yield told(say(words, "decided like this"))
    yield Items(tuple(_told(vote, words) for vote in votes))


def _told(vote: Document, words: Words) -> str:
    """The title of a vote, its rule, and how many cast a ballot."""
    cast = say(words, "cast", cast=number(words, vote["cast"]))
    return f"{say(words, 'vote heading', title=vote['title'])}. {rule_told(vote, words)} {cast}"
