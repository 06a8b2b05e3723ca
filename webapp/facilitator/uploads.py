"""Files that were good, kept while the facilitator mends the other one.

In memory and for the latest few uploads only: they hold what people have answered, so they are
dropped as soon as both files fit.
"""

from __future__ import annotations

from threading import Lock

from flask import current_app

KEPT = 8  # uploads at once

File = tuple[str, bytes]


class Uploads:
    """The files last uploaded for each assembly."""

    def __init__(self) -> None:
        self._files: dict[str, dict[str, File]] = {}
        self._lock = Lock()

    def keep(self, assembly_id: str, files: dict[str, File]) -> None:
        """Keep *files*, by the names of their fields, instead of those kept before."""
        with self._lock:
            self._files.pop(assembly_id, None)
            self._files[assembly_id] = files
            while len(self._files) > KEPT:
                del self._files[next(iter(self._files))]

    def kept(self, assembly_id: str) -> dict[str, File]:
        """What is kept, by the names of the fields."""
        with self._lock:
            return dict(self._files.get(assembly_id, {}))

    def drop(self, assembly_id: str) -> None:
        """Keep nothing any longer."""
        with self._lock:
            self._files.pop(assembly_id, None)


def current() -> Uploads:
    """The uploads of the application that answers this request."""
    uploads: Uploads = current_app.extensions.setdefault("uploads", Uploads())
    return uploads
