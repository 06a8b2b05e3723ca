"""The file of a backup: a line that says what it is, the tables, the locked urns, a digest.

The page ``docs/reference/backup.md`` has it to the byte.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

from deliberation.backup.backup import Backup
from deliberation.backup.lines import not_a_backup, read, read_tables, write_tables, written
from deliberation.backup.table import REVISION, TYPES, Contents
from deliberation.errors import InvalidInputError

FORMAT: Final = "deliberation backup 1"
BEGINNING: Final = b'{"format":"deliberation backup '
SEAL: Final = len(written({"sha256": "0" * 64}))  # bytes of the last line


def encode_backup(backup: Backup) -> bytes:
    """The bytes of the file that holds *backup*."""
    lines = [written(_header(backup)), *write_tables(backup.clear.tables)]
    if backup.locked is not None:
        lines.append(written({"locked": b64encode(backup.locked).decode()}))
    content = "".join(lines).encode()
    return content + written({"sha256": sha256(content).hexdigest()}).encode()


def decode_backup(data: bytes) -> Backup:
    """The backup in a file.

    Raises:
        InvalidInputError: this is none, it is cut off or damaged, or a newer version wrote it.
    """
    if not data.startswith(BEGINNING):
        raise InvalidInputError(["this is no backup; name the file that `backup` wrote"])
    content, seal = data[:-SEAL], data[-SEAL:]
    if not seal.startswith(b'{"sha256":"') or not seal.endswith(b'"}\n'):
        raise InvalidInputError(["the backup is cut off before its end; take another copy of it"])
    if seal != written({"sha256": sha256(content).hexdigest()}).encode():
        raise InvalidInputError(["the backup is damaged: it has another digest than it says"])
    first, *lines = content.decode("ascii", "replace").splitlines()
    header = read(first)
    locked = _locked(lines.pop()) if header.get("lock") else None
    return _backup(header, Contents(_revision(header), read_tables(lines)), locked)


def _header(backup: Backup) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "taken": backup.taken.astimezone(UTC).isoformat(),
        "revision": backup.clear.revision,
        "urns": [*backup.votes],
        "lock": backup.lock and backup.lock.hex(),
    }


def _revision(header: dict[str, Any]) -> str:
    if header.get("format") != FORMAT:
        raise InvalidInputError(["a newer version of this program wrote the backup; install that"])
    revision = header.get("revision")
    if not isinstance(revision, str) or not REVISION.fullmatch(revision):
        raise not_a_backup()
    return revision


def _locked(line: str) -> bytes:
    match read(line):
        case {"locked": str(text)} if TYPES["bytes"](text):
            return b64decode(text)
    raise not_a_backup()


def _backup(header: dict[str, Any], clear: Contents, locked: bytes | None) -> Backup:
    match header:
        case {"taken": str(taken), "urns": list(votes), "lock": None | str() as lock} if (
            TYPES["moment"](taken)
            and all(isinstance(vote, str) for vote in votes)
            and (lock is None or (len(lock) == 64 and {*lock} <= {*"0123456789abcdef"}))
        ):
            public = None if lock is None else bytes.fromhex(lock)
            moment = datetime.fromisoformat(taken)
            return Backup(moment, clear, tuple(votes), public, locked)
    raise not_a_backup()
