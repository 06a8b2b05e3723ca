"""Files as bytes: read within a limit, written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.limits import FILE


def read_bytes(path: str | Path, *, largest: int = FILE) -> bytes:
    """The bytes of a file.

    Raises:
        InvalidInputError: the file is larger than *largest*.
        OSError: the file cannot be opened.
    """
    with Path(path).open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise InvalidInputError(
            [Problem(f"the file is larger than {largest // 10**6} MB", file=Path(path).name)]
        )
    return data


def write_bytes(path: str | Path, data: bytes) -> None:
    """Write a file so that nobody ever sees half of it; a file of that name is replaced.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    target = Path(path)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException as error:
        with suppress(OSError):
            part.unlink()
        if isinstance(error, OSError):
            error.filename = str(target)  # nobody asked for the part
        raise
