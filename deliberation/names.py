"""Names as people know them: two that nobody can tell apart are one.

Source: Unicode Standard, D147 (identifier caseless match) and UAX 15 (NFKC). Letters of different
scripts that look alike, such as a Latin and a Cyrillic a, are not taken for one another.
"""

from __future__ import annotations

import unicodedata
from typing import Final

BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Letters and marks that show nothing, though their categories do not say so."""

SELECTORS: Final = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
"""From where to where the marks stand that choose another form of a letter."""


def folded(called: str) -> str:
    r"""A name, however it was spaced, capitalised and composed, without what cannot be seen.

    >>> folded("Amina  El-Sayed ")
    'amina el-sayed'
    >>> folded("A\u0308sa") == folded("\u00c4\u00adSA")
    True
    """
    seen = "".join(filter(_shows, unicodedata.normalize("NFKC", called)))
    for _ in range(2):  # what capitals stand for may compose anew
        seen = unicodedata.normalize("NFKC", seen.casefold())
    return " ".join(seen.split())


def _shows(letter: str) -> bool:
    """Whether there is something to see of a *letter*, or of the space that it leaves."""
    hidden = letter in BLANKS or any(first <= letter <= last for first, last in SELECTORS)
    return not hidden and unicodedata.category(letter) != "Cf"
