"""A backup: what may be kept in the clear, and the urns, locked or left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from deliberation.backup.lines import digest_of, read_tables, write_tables, written
from deliberation.backup.lock import BackupKey
from deliberation.backup.soundness import require_sound
from deliberation.backup.table import Contents
from deliberation.backup.urns import BALLOTS, KEY_COLUMNS, KEYS, Urns, join, part
from deliberation.errors import InvalidInputError


@dataclass(frozen=True, slots=True)
class Backup:
    """What stands in the file of a backup.

    Args:
        taken: when, in UTC.
        clear: everything but the urns that are still needed.
        votes: the ids of the votes with such an urn, sorted.
        lock: the public half of the key that opens their part; ``None`` where it is left out, or
            there is none.
        locked: that part.
    """

    taken: datetime
    clear: Contents
    votes: tuple[str, ...] = ()
    lock: bytes | None = None
    locked: bytes | None = field(default=None, repr=False)


def back_up(found: Contents, *, taken: datetime, key: BackupKey | None) -> Backup:
    """A backup of everything that was *found* in a database.

    Args:
        key: locks the urns; without it they are left out.
    """
    taken = taken.astimezone(UTC)
    clear, urns = part(found)
    if urns is None:
        return Backup(taken, clear)
    if key is None:
        return Backup(taken, clear, urns.votes)
    own = "".join(write_tables([urns.keys, urns.ballots])).encode()
    open_yet = Backup(taken, clear, urns.votes)
    locked = key.lock(own, bound=bound_to(open_yet))
    return replace(open_yet, lock=key.public, locked=locked)


def contents(
    backup: Backup, *, key: BackupKey | None, without_urns: bool = False, noted: Iterable[str] = ()
) -> Contents:
    """What to restore.

    Args:
        key: opens the urns; where there are none, it is not needed.
        without_urns: restore the rest alone. The ballots of votes that were not decided are lost.
        noted: digests of the ledger, as for ``require_sound``.

    Raises:
        BrokenLedgerError: a ledger is broken.
        InvalidInputError: the urns need a key, or another, or are not in this backup; or a digest
            that was noted is on no ledger.
    """
    require_sound(backup.clear, noted=noted)
    if without_urns or not backup.votes:
        return backup.clear
    names = ", ".join(backup.votes)
    if backup.locked is None:
        raise InvalidInputError(
            [f"this backup was made without the urns of {names}; restore it with --without-urns"]
        )
    if key is None or key.public != backup.lock:
        other = "another key than this" if key else "their key, with --key"
        raise InvalidInputError(
            [
                f"the urns of {names} need {other}; once they are purged, that key is destroyed, "
                "and the rest is restored with --without-urns"
            ]
        )
    return join(backup.clear, unlocked(backup, key))


def unlocked(backup: Backup, key: BackupKey) -> Urns:
    """The urns of a *backup* that has them.

    Raises:
        InvalidInputError: they are locked with another key, or are none.
    """
    assert backup.locked is not None, "asked of a backup that has urns"
    own = key.unlock(backup.locked, bound=bound_to(backup))
    tables = read_tables(own.decode("ascii", "replace").splitlines())
    if [(table.name, dict(table.columns)) for table in tables] != _columns(backup):
        raise InvalidInputError(["what is locked in this backup are no urns"])
    keys, ballots = tables
    return Urns(backup.votes, keys, ballots)


def bound_to(backup: Backup) -> bytes:
    """What the lock of a *backup* is bound to: everything that stands in the clear, as bytes."""
    first = [backup.taken.isoformat(), backup.clear.revision, *backup.votes]
    return digest_of([written(first)], write_tables(backup.clear.tables)).encode()


def _columns(backup: Backup) -> list[tuple[str, dict[str, str]]]:
    """The tables that are locked in it, as they must be."""
    ballots = [dict(one.columns) for one in backup.clear.tables if one.name == BALLOTS]
    return [(KEYS, KEY_COLUMNS), *((BALLOTS, columns) for columns in ballots)]
