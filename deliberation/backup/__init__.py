"""Backups: everything that a database keeps, in one file that restores into either database.

================================  ================================================================
``Table``, ``Contents``           what a database keeps, at one moment and one revision
``require_sound``, ``ledgers``    its ledgers are whole
``Urns``, ``part``, ``join``      sealed ballots and the keys of their receipts, apart from the rest
``BackupKey``, ``new_key``        the key without which nobody opens that part
``encode_key``, ``decode_key``    its file
``Backup``, ``back_up``           a backup, with that part locked or left out
``encode_backup``                 the bytes of its file
``decode_backup``, ``contents``   and back, with every check before anything is written
================================  ================================================================

The format is on the page ``docs/reference/backup.md``. No file, database or clock comes in here;
``deliberation.store`` fills and empties databases, ``deliberation.io`` opens files.
"""

from deliberation.backup.backup import Backup, back_up, contents
from deliberation.backup.format import decode_backup, encode_backup
from deliberation.backup.lock import BackupKey, decode_key, encode_key, new_key
from deliberation.backup.soundness import ledgers, require_sound
from deliberation.backup.table import Contents, Table
from deliberation.backup.urns import Urns, join, part

__all__ = [
    "Backup",
    "BackupKey",
    "Contents",
    "Table",
    "Urns",
    "back_up",
    "contents",
    "decode_backup",
    "decode_key",
    "encode_backup",
    "encode_key",
    "join",
    "ledgers",
    "new_key",
    "part",
    "require_sound",
]
