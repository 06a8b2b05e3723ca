"""The room on the disks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deliberation.cli.checkup.finding import Finding, look, ok, wrong

LEAST: Final = 200 * 10**6  # bytes; an assembly of a town with its backup takes some tens of these
EASY: Final = 1000 * 10**6
DISTANT: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs"})
MOUNTS: Final = Path("/proc/self/mounts")


def room_in(folder: Path, what: str) -> Finding:
    """Whether the *folder* of *what* has room, and may be written."""
    if not folder.is_dir():
        return wrong("disk", f"{folder}, for {what}, is no folder", "make it, or name another")
    if not os.access(folder, os.W_OK):
        return wrong("disk", f"{folder}, for {what}, may not be written", "ask for permission")
    free = shutil.disk_usage(folder).free
    said = f"{free / 10**9:.1f} GB are free in {folder}, for {what}"
    if free < LEAST:
        return wrong("disk", said, "free some, or ballots cannot be kept")
    return look("disk", said, "free some soon") if free < EASY else ok("disk", said)


def distance(file: Path, mounts: str) -> Iterator[Finding]:
    """A finding where an SQLite *file* lies on another computer's disk, which loses ballots.

    Args:
        mounts: what is mounted where, as Linux lists it.
    """
    path = file.absolute().resolve()
    places = [line.split()[1:3] for line in mounts.splitlines()]
    within = [(len(place), kind) for place, kind in places if path.is_relative_to(place)]
    kind = max(within, default=(0, ""))[1]
    if kind in DISTANT:
        said = f"{file} lies on a disk of the network ({kind}), where SQLite may lose ballots"
        yield wrong("disk", said, "move it to a disk of this computer, or use PostgreSQL")
