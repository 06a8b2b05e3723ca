"""The folder of a draw: what was said and done before it stands beside the lottery."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document
from deliberation.record.announcement import (
    Announcement,
    decode_announcement,
    encode_announcement,
)
from deliberation.record.draw import decode_draw
from deliberation.record.lottery import decode_lottery
from deliberation.record.numbering import decode_numbering, encode_numbering
from deliberation.sortition.draw import Draw
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.numbering import Numbering
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas


@dataclass(frozen=True, slots=True)
class Before:
    """What stands beside a lottery: how its draw was *announced*, how its tickets are *numbered*.

    Args:
        certificate: the document that shows how good the lottery is.
        replacement: the document that says which draw it follows, where it is one of replacements.
        drawn: whether its panel was drawn already.
    """

    certificate: Mapping[str, Any] | None
    replacement: Mapping[str, Any] | None
    announcement: Announcement | None
    numbering: Numbering | None
    drawn: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A draw that was made: its documents by name, and what they hold."""

    documents: Mapping[str, Mapping[str, Any]]
    pool: Pool
    quotas: Quotas
    lottery: Lottery
    draw: Draw


def read_drawn(folder: str | Path) -> Drawn:
    """The draw in *folder*, where ``lottery.json`` and ``draw.json`` stand.

    Raises:
        InvalidInputError: the documents do not belong together, were changed, or withhold the
            people's answers.
        OSError: a file cannot be opened.
    """
    folder = Path(folder)
    lottery = read_document(folder / "lottery.json")
    pool, quotas, decoded = decode_lottery(lottery)
    before = read_before(folder / "lottery.json", lottery)
    document = read_document(folder / "draw.json")
    documents: dict[str, Mapping[str, Any]] = {"lottery": lottery, "draw": document}
    if before.certificate is not None:
        documents["certificate"] = before.certificate
    if before.replacement is not None:
        documents["replacement"] = before.replacement
    if before.announcement is not None:
        documents["announcement"] = encode_announcement(before.announcement)
    if before.numbering is not None:
        documents["numbering"] = encode_numbering(lottery, before.numbering)
    drawn = decode_draw(document, lottery, before.numbering)
    return Drawn(documents, pool, quotas, decoded, drawn)


def read_before(path: str | Path, lottery: Mapping[str, Any]) -> Before:
    """What stands beside the file of the document *lottery*.

    Raises:
        InvalidInputError: a document beside it is another lottery's, or was changed.
        OSError: a file cannot be opened.
    """
    folder = Path(path).parent
    announcement = numbering = None
    certificate, replacement = (
        _of_lottery(folder / name, lottery) for name in ("certificate.json", "replacement.json")
    )
    if (folder / "announcement.json").exists():
        announcement = decode_announcement(read_document(folder / "announcement.json"))
        if announcement.commitment != lottery["commitment"]:
            raise InvalidInputError(
                [f"'{folder / 'announcement.json'}' is another lottery's; move it away"]
            )
    if (folder / "numbering.json").exists():
        numbering = decode_numbering(read_document(folder / "numbering.json"), lottery)
    drawn = (folder / "draw.json").exists()
    return Before(certificate, replacement, announcement, numbering, drawn)


def _of_lottery(path: Path, lottery: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The document at *path*, if there is one, which must be about the *lottery*."""
    if not path.exists():
        return None
    document = read_document(path)
    if document.get("commitment") != lottery["commitment"]:
        raise InvalidInputError([f"'{path}' is another lottery's; move it away"])
    return document
