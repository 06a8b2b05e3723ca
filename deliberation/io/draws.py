"""The folder of a draw: what was said and done before it stands beside the lottery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document
from deliberation.record.announcement import Announcement, decode_announcement
from deliberation.record.numbering import decode_numbering
from deliberation.sortition.numbering import Numbering


@dataclass(frozen=True, slots=True)
class Before:
    """What stands beside a lottery: how its draw was *announced*, how its tickets are *numbered*.

    Args:
        drawn: whether its panel was drawn already.
    """

    announcement: Announcement | None
    numbering: Numbering | None
    drawn: bool


def read_before(path: str | Path, lottery: Mapping[str, Any]) -> Before:
    """What stands beside the file of the document *lottery*.

    Raises:
        InvalidInputError: a document beside it is another lottery's, or was changed.
        OSError: a file cannot be opened.
    """
    folder = Path(path).parent
    announcement = numbering = None
    if (folder / "announcement.json").exists():
        announcement = decode_announcement(read_document(folder / "announcement.json"))
        if announcement.commitment != lottery["commitment"]:
            raise InvalidInputError(
                [f"'{folder / 'announcement.json'}' is another lottery's; move it away"]
            )
    if (folder / "numbering.json").exists():
        numbering = decode_numbering(read_document(folder / "numbering.json"), lottery)
    return Before(announcement, numbering, (folder / "draw.json").exists())
