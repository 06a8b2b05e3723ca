"""Backups of a whole database, and databases made from them.

Each opens the database at an address by itself: a backup is of everything at one moment, and what
is restored is there whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from deliberation.backup import Backup, BackupKey, back_up, contents
from deliberation.errors import InvalidInputError
from deliberation.store import fill, require_shape, take_contents


def take_backup(
    url: str, *, now: datetime, key: BackupKey | None = None, without_urns: bool = False
) -> Backup:
    """A backup of the database at *url*.

    Args:
        key: locks the urns of votes that are not decided.
        without_urns: leave them out instead.

    Raises:
        InvalidInputError: there is no database of ours, a newer version was at work there, or
            there are urns and it is not said what becomes of them.
    """
    made = back_up(take_contents(url), taken=now, key=None if without_urns else key)
    if made.votes and made.lock is None and not without_urns:
        raise InvalidInputError(
            [
                f"votes that are not decided have urns ({', '.join(made.votes)}): say with --key "
                "where their key is kept, on another medium; or leave them out with --without-urns"
            ]
        )
    return made


def restore_backup(
    url: str,
    backup: Backup,
    *,
    key: BackupKey | None = None,
    without_urns: bool = False,
    noted: Iterable[str] = (),
) -> None:
    """Put a *backup* into the empty database at *url*; everything is checked before.

    Args:
        key: opens the urns in it.
        without_urns: restore everything but them. Ballots of votes that were not decided are lost.
        noted: digests of the ledger that somebody wrote down; a backup from before is refused.

    Raises:
        BrokenLedgerError: a ledger in it is broken.
        InvalidInputError: the database is not empty; or the backup does not fit its revision, is
            of a newer version, is older than what was noted, or needs another key.
    """
    require_shape(backup.clear)
    fill(url, contents(backup, key=key, without_urns=without_urns, noted=noted))
