"""Words that may be a name, with an ending or a letter joined to it.

A word that begins with a name may be its genitive, or another word: “Bos” and “book”. So these are
shown to somebody who knows, and nothing is decided by them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from deliberation.names import folded

LONGEST_ENDING = 5
"""So many letters an ending may have: the Ukrainian -ською has five, and few have more."""

ENDS = "aąeęioóuyаеєиіїйоуьюя"
"""Slavic endings stand in place of a last vowel, й or ь: Аміною from Аміна, Андрія from Андрій."""

JOINED = "وفبلك"
"""Arabic writes “and”, “so”, “with”, “for” and “like” as one word with a name that follows."""

SHORTEST_STEM = 2


def with_endings(called: str, texts: Iterable[str]) -> tuple[str, ...]:
    """What words of *texts* may be the name, other than by itself; each spelling once.

    >>> with_endings("Bo Sørensen", ["Bos bog", "Bo Sørensens forslag"])
    ('Bo Sørensens',)
    >>> with_endings("Anna Kowalska", ["Anny Kowalskiej i Annę Kowalską"])
    ('Anny Kowalskiej', 'Annę Kowalską')
    """
    shapes = [_shape(word) for word in re.findall(r"\w+", folded(called))]
    found = dict.fromkeys(said for text in texts for said in _said(text, shapes))
    return tuple(said for said in found if folded(said) != folded(called))


def _said(text: str, shapes: Sequence[re.Pattern[str]]) -> Iterator[str]:
    """Wherever words of a *text* have these *shapes*, one after another."""
    text = unicodedata.normalize("NFC", text)
    words = [*re.finditer(r"\w+", text)]
    for first in range(len(words) - len(shapes) + 1 if shapes else 0):
        said = words[first : first + len(shapes)]
        if all(shape.fullmatch(folded(word[0])) for shape, word in zip(shapes, said, strict=True)):
            yield text[said[0].start() : said[-1].end()]


def _shape(word: str) -> re.Pattern[str]:
    """What a *word* of a name may look like: with letters before it, and an ending after it."""
    before = f"[{JOINED}]{{0,2}}"
    shapes = [rf"{before}{re.escape(word)}\w{{0,{LONGEST_ENDING}}}"]
    if word[-1] in ENDS and len(word) > SHORTEST_STEM:
        shapes.append(rf"{re.escape(word[:-1])}[{ENDS}]\w{{0,{LONGEST_ENDING - 1}}}")
    return re.compile("|".join(shapes))
