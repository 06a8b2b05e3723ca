"""What a vote was asked in other languages: fixed when it is opened, and read by everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from deliberation.record.canonical import digest
from deliberation.wordings import Wording

WORDINGS_FORMAT: Final = "deliberation wording 1"


def mark(wording: Wording) -> str:
    """Something that is another whenever a *wording* is, and looks like no number.

    >>> mark({})
    'seen-44136fa355b3678a'
    """
    return f"seen-{digest(dict(wording))[:16]}"


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
