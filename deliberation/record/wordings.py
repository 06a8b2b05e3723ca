"""What a vote was asked in other languages: fixed when it is opened, and read by everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from deliberation.wordings import Wording

WORDINGS_FORMAT: Final = "deliberation wording 1"


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
