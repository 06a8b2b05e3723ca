"""The sheet with a share of the key that opens an urn: printed once, for one holder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from deliberation.errors import InvalidInputError
from deliberation.figures.markup import Markup, element, text
from deliberation.figures.page import facts, heading, items, page, paragraph
from deliberation.figures.qr import qr
from deliberation.figures.share_words import SHARE
from deliberation.figures.style import SHEET_STYLE
from deliberation.figures.words import ENGLISH, say
from deliberation.urn import Share, Split, Urn, urn_words

Words = Mapping[str, str]

STYLE: Final = """\
.qr { inline-size: 6cm; max-inline-size: 100%; block-size: auto; display: block; }
.words { columns: 9rem; max-inline-size: none; padding: 0; list-style: inside decimal; }
.words { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
.words li { break-inside: avoid; padding-block: 0.15rem; }
.beside { display: grid; gap: 0 2rem; }
@media print, (min-width: 48rem) { .beside { grid-template-columns: 6cm minmax(0, 1fr); } }
@media print {  /* or the last line stands on a sheet of its own where sentences are long */
  .words li { padding-block: 0.05rem; }
  .facts div { margin-block-end: 0.3rem; }
  .minutes th { padding-block: 0.5rem; }
}
.warning { border: 3px solid var(--ink); padding: 0.8rem 1rem; font-weight: 600; }
"""

_TOLD: Final = {
    Split.TWO_OF_TWO: "share of two",
    Split.TWO_OF_THREE: "share of three",
    Split.REHEARSAL: "whole key",
}


def share_sheet(
    share: Share,
    urn: Urn,
    *,
    title: str,
    modules: Sequence[Sequence[int]],
    language: str = "en",
) -> str:
    """The sheet as HTML, one file to print. It holds a secret: send it once, and keep it nowhere.

    Args:
        title: of the vote.
        modules: of the QR code for ``share.qr``, rows of 0 and 1.
        language: a key of ``SHARE``.

    Raises:
        InvalidInputError: the share is another urn's, or the modules make no square.
        KeyError: there are no words in that language.
    """
    return page(
        *share_parts(share, urn, title=title, modules=modules, language=language),
        title=_name(share, urn, {**ENGLISH, **SHARE[language]}),
        language=language,
        style=SHEET_STYLE + STYLE,
    )


def share_parts(
    share: Share,
    urn: Urn,
    *,
    title: str,
    modules: Sequence[Sequence[int]],
    language: str = "en",
    level: int = 1,
) -> tuple[Markup, ...]:
    """What stands on the sheet, for a page that brings its own style; see ``share_sheet``.

    Args:
        level: of its first heading.
    """
    if share.vote_id != urn.vote_id or share.holder not in urn.split.holders:
        raise InvalidInputError(["this share is of another urn"])
    words = {**ENGLISH, **SHARE[language]}
    below = level + 1
    told = paragraph(
        say(words, _TOLD[urn.split]), class_="warning" if urn.rehearsal else "lead"
    )  # fmt: skip
    return (
        heading(_name(share, urn, words), level=level),
        told,
        _facts(urn, title, words),
        heading(say(words, "share words"), level=below),
        paragraph(say(words, "share order")),
        _listed(share),
        element("div", _code(modules, words, below), _care(urn, words, below), class_="beside"),
        _signed(words),
    )


def _name(share: Share, urn: Urn, words: Words) -> str:
    """What the sheet is called."""
    holder = say(words, share.holder)
    return say(words, "rehearsal title" if urn.rehearsal else "share title", holder=holder)


def _facts(urn: Urn, title: str, words: Words) -> Markup:
    """Which vote, and which urn."""
    told = {"share vote": title, "share id": urn.vote_id, "share urn": " ".join(urn_words(urn))}
    return facts((say(words, name), value) for name, value in told.items())


def _listed(share: Share) -> Markup:
    """The words, numbered, from left to right in every language."""
    rows = (element("li", text(word)) for word in share.words)
    return element("ol", *rows, class_="words", dir="ltr", lang="en", translate="no")


def _code(modules: Sequence[Sequence[int]], words: Words, level: int) -> Markup:
    """The share as a picture, for a device."""
    told = say(words, "share code")
    return element("section", heading(told, level=level), qr(modules, label=told))


def _care(urn: Urn, words: Words, level: int) -> Markup:
    """What the holder does with the sheet."""
    apart = [] if urn.rehearsal else ["care apart"]
    keys = ["care look", "care type", "care hide", *apart, "care bring", "care once", "care burn"]
    told = items([say(words, key) for key in keys])
    return element("section", heading(say(words, "share care"), level=level), told)


def _signed(words: Words) -> Markup:
    """Lines for whoever takes the sheet."""
    rows = (
        element("tr", element("th", text(say(words, key)), scope="row"), element("td"))
        for key in ("share taken", "share signed")
    )
    return element("table", element("tbody", *rows), class_="minutes")
