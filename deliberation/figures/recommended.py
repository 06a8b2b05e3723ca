"""The recommendations in the public report: those that carried, near misses, those that did not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from deliberation.figures.blocks import Block, Heading, Paragraph, told
from deliberation.figures.words import number, say
from deliberation.record.reasons import Given, Reasons
from deliberation.record.supported import Supported, supported
from deliberation.wordings import Reading

Document = Mapping[str, Any]
Words = Mapping[str, str]

GROUPS = ("carried", "nearly carried", "not carried", "asked again")
"""In the order of the report; the words for each have the same name."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation as one vote left it.

    Args:
        vote_id, vote: the id and the title of the vote.
        support: how many support it; ``None`` where that is not shown.
        group: one of ``GROUPS``.
    """

    vote_id: str
    vote: str
    name: str
    text: str
    support: Supported | None
    group: str
    said: Reasons

    @property
    def share(self) -> Fraction:
        """The part of those asked who support it, by which recommendations are put in order."""
        if self.support is None:
            return Fraction(0)
        return Fraction(self.support.supporters, self.support.of or 1)


def recommendations(votes: Sequence[Document], reasons: Given) -> tuple[Recommendation, ...]:
    """The recommendations of all *votes* by support, group after group, the most supported first.

    One that a later vote asks once more, under the same name, is in a group of its own.

    Args:
        votes: documents ``votes/ID.json``; those by other rules are passed over.
        reasons: what is said of them.
    """
    asked = [vote for vote in votes if vote["rule"] == "support"]
    found = [one for vote in asked for one in _of(vote, asked, reasons.get(vote["id"], {}))]
    return tuple(sorted(found, key=lambda one: (GROUPS.index(one.group), -one.share)))


def recommended(
    found: Sequence[Recommendation], asked: Mapping[str, Reading], words: Words
) -> Iterator[Block]:
    """What was *found* by ``recommendations``, told.

    Args:
        asked: what their votes asked in the language of the report, by the ids.
    """
    yield Heading(say(words, "recommendations"), id="recommendations")
    counts = {group: number(words, sum(o.group == group for o in found)) for group in GROUPS}
    yield told(
        say(words, "recommendations told", carried=counts["carried"], near=counts[GROUPS[1]]),
        say(words, "said by nobody") if any(one.said != Reasons() for one in found) else "",
    )
    several = len({one.vote for one in found}) > 1
    for group in GROUPS:
        members = [one for one in found if one.group == group]
        if members:
            yield Heading(say(words, group), level=3)
        for one in members:
            yield from _told(one, asked[one.vote_id], several, words)


def _of(
    vote: Document, votes: Sequence[Document], said: Mapping[str, Reasons]
) -> Iterator[Recommendation]:
    """The recommendations of one vote, as they stand there."""
    figures = {one.name: one for one in supported(vote)}
    again = {
        name
        for later in votes
        if later["options"].get("revises") == vote["id"]
        for name in later["candidates"]
    }
    texts = vote["options"].get("texts", {})
    for name in vote["candidates"]:
        support = figures.get(name)
        group = "carried" if name in vote["result"]["elected"] else "not carried"
        if support is not None and support.near:
            group = "nearly carried"
        if name in again:
            group = "asked again"
        of, text, words = (
            (vote["id"], vote["title"]),
            texts.get(name, ""),
            said.get(name, Reasons()),
        )
        yield Recommendation(*of, name, text, support, group, words)


def _told(one: Recommendation, asked: Reading, several: bool, words: Words) -> Iterator[Block]:
    """One recommendation: its text, its support, why it was made, and who sees it otherwise."""
    name, text = asked.option(one.name), asked.text(one.name)
    yield Heading(name.text, level=4)
    if name.exact:
        yield told(name.exact, kind="hint")
    yield from map(Paragraph, _lines(text.text if text else ""))
    figures = one.support
    yield told(
        say(
            words,
            "support of it",
            supporters=number(words, figures.supporters),
            of=number(words, figures.of),
            needed=number(words, figures.needed),
        )
        if figures
        else say(words, "support unsaid"),
        say(words, "asked in", vote=asked.title.text) if several else "",
        kind="hint",
    )
    if one.said.reason:
        yield from map(Paragraph, _lines(say(words, "reason given", reason=one.said.reason)))
    if one.said.minority:
        yield told(say(words, "seen otherwise"), kind="hint")
        for statement in one.said.minority:
            yield Paragraph(statement, "question")


def _lines(text: str) -> list[str]:
    """The paragraphs of what somebody wrote."""
    return [line for line in text.splitlines() if line.strip()]
