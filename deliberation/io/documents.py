"""Documents of the record as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deliberation.errors import InvalidInputError
from deliberation.io.files import read_bytes, write_bytes
from deliberation.record.canonical import from_file, to_file


def read_document(path: str | Path) -> dict[str, Any]:
    """The document in a file such as ``lottery.json``.

    Raises:
        InvalidInputError: the file is not a document as it was written.
        OSError: the file cannot be opened.
    """
    return from_file(read_bytes(path), name=Path(path).name)


def write_document(path: str | Path, document: Mapping[str, Any]) -> None:
    """Write *document* as canonical JSON, whole or not at all.

    Raises:
        InvalidInputError: the document has no canonical form.
        OSError: the file cannot be written.
    """
    write_bytes(path, to_file(document))


def write_new_document(path: str | Path, document: Mapping[str, Any]) -> None:
    """Write *document*, but never over another: what was published must not be lost.

    Raises:
        InvalidInputError: another document is there already, or this one has no canonical form.
        OSError: the file cannot be written.
    """
    data, target = to_file(document), Path(path)
    if target.exists() and target.read_bytes() != data:
        raise InvalidInputError(
            [
                f"{str(target)!r} holds another {target.stem}, which may have been published; "
                "choose another folder, or move that file away first"
            ]
        )
    write_bytes(target, data)
