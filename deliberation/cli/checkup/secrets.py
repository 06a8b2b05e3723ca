"""What must be kept from others: the key of the sessions, and the files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from deliberation.cli.checkup.finding import Finding, look, ok, wrong

SHORTEST: Final = 32  # characters, as the pages ask for
VARIED: Final = 10  # different characters; 32 of chance have more
VARIABLE: Final = "DELIBERATION_SECRET_KEY"
NEW_KEY: Final = (
    "set it to what `python3 -c 'import secrets; print(secrets.token_hex(32))'` prints, and keep it"
)
OTHERS: Final = 0o077


def session_key(environment: Mapping[str, str], database: Path | None) -> Finding:
    """Whether the key that signs the sessions is there, and cannot be guessed.

    Args:
        database: the file beside which a key is kept, on SQLite.
    """
    key, where = environment.get(VARIABLE, ""), VARIABLE
    if not key and database is not None:
        path = Path(f"{database}.key")
        if not path.exists():
            return ok("secret key", f"{path} is made at the first start")
        where = str(path)
        try:
            key = path.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return wrong("secret key", f"{where} cannot be read", "serve as the user whose it is")
    if not key:
        return wrong("secret key", f"{VARIABLE} is not set", NEW_KEY)
    if len(key) < SHORTEST:
        return wrong("secret key", f"{where} has only {len(key)} characters", NEW_KEY)
    if len(set(key)) < VARIED:
        return wrong("secret key", f"{where} could be guessed", NEW_KEY)
    return ok("secret key", f"{where} is long enough")


def readers_of(paths: Iterator[Path]) -> Iterator[Finding]:
    """Which files others on this computer may read, and whether the rest is this user's own."""
    there = [path for path in paths if path.exists()]
    open_ones = [path for path in there if path.stat().st_mode & OTHERS]
    for path in open_ones:
        yield wrong("files", f"others on this computer may use {path}", f"chmod go= {path}")
    for path in there:
        if path.stat().st_uid != os.geteuid():
            do = "run `deliberation` as that user only"
            yield look("files", f"{path} belongs to another user", do)
    if there and not open_ones:
        yield ok("files", f"nobody else may use {', '.join(str(path) for path in there)}")


def files_of(database: Path) -> Iterator[Path]:
    """The files of an SQLite database, and the key beside it."""
    yield from (Path(f"{database}{end}") for end in ("", "-wal", "-shm", ".key"))
