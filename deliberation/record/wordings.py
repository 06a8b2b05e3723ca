"""What a vote was asked in other languages: fixed when it is opened, and read by everybody."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from deliberation.record.canonical import digest
from deliberation.wordings import Wording

WORDINGS_FORMAT: Final = "deliberation wording 1"
WITHOUT_WIDTH: Final = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))


def mark(wording: Wording) -> str:
    """Something that is another whenever a *wording* says another thing, and looks like no number.

    >>> mark({})
    'seen-44136fa355b3678a'
    >>> mark({"title": "At 8\u00a0pm "}) == mark({"title": "At  8 pm"})
    True
    """
    return f"seen-{digest({key: blanks_aside(text) for key, text in wording.items()})[:16]}"


def blanks_aside(text: str) -> str:
    """A *text* as a spreadsheet may send it back: with simple blanks, and none around its lines."""
    seen = unicodedata.normalize("NFC", text.translate(WITHOUT_WIDTH))
    return "\n".join(" ".join(line.split()) for line in seen.strip().splitlines())


def encode_wordings(
    vote_id: str, language: str | None, wordings: Mapping[str, Wording]
) -> dict[str, Any]:
    """The document ``votes/ID.wording.json``.

    Args:
        language: that of the texts that are voted on; ``None`` where nobody has said.
        wordings: what is said beside them, by language.
    """
    said = {of: dict(wording) for of, wording in wordings.items() if wording}
    return {
        "format": WORDINGS_FORMAT,
        "vote": vote_id,
        "language": language or "",
        "said": said,
    }
