"""Backups and their keys as files that nobody else on the machine can read."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from deliberation.backup import (
    Backup,
    BackupKey,
    decode_backup,
    decode_key,
    encode_backup,
    encode_key,
)
from deliberation.errors import InvalidInputError
from deliberation.io.documents import read_document
from deliberation.io.files import read_bytes
from deliberation.io.limits import LONG_FILE
from deliberation.record.canonical import to_file

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


def read_backup(path: str | Path) -> Backup:
    """The backup in a file.

    Raises:
        InvalidInputError: the file is no backup, is damaged, or a newer version wrote it.
        OSError: the file cannot be opened.
    """
    return decode_backup(read_bytes(path, largest=LONG_FILE))


def write_backup(path: str | Path, backup: Backup) -> None:
    """Write *backup* into a new file, whole or not at all.

    Raises:
        InvalidInputError: there is a file of that name.
        OSError: the file cannot be written.
    """
    _write_new(Path(path), encode_backup(backup))


def read_key(path: str | Path) -> BackupKey:
    """The key in a file of its own.

    Raises:
        InvalidInputError: the file is no such key.
        OSError: the file cannot be opened.
    """
    return decode_key(read_document(path))


def write_key(path: str | Path, key: BackupKey) -> None:
    """Write *key* into a new file.

    Raises:
        InvalidInputError: there is a file of that name.
        OSError: the file cannot be written.
    """
    _write_new(Path(path), to_file(encode_key(key)))


def _write_new(target: Path, data: bytes) -> None:
    """Write a new file for its owner's eyes only; nobody ever sees half of it."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(target, NEW, 0o600))  # the name is ours now
    except FileExistsError:
        raise InvalidInputError(
            [f"{str(target)!r} is there already; choose another name"]
        ) from None
    try:
        with os.fdopen(os.open(part, NEW, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException as error:
        for name in (part, target):
            with suppress(OSError):
                name.unlink()
        if isinstance(error, OSError):
            error.filename = str(target)  # nobody asked for the part
        raise
