"""Those drawn, as tables for the organiser's spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from deliberation.io.files import write_bytes
from deliberation.io.spreadsheets import csv_bytes
from deliberation.sortition.pool import Pool


def write_panel(path: str | Path, pool: Pool, ids: Iterable[str]) -> None:
    """Write ``panel.csv``: the id and the features of each person, sorted by id.

    Raises:
        OSError: the file cannot be written.
    """
    write_bytes(path, panel_csv(pool, ids))


def write_alternates(path: str | Path, pool: Pool, ids: Sequence[str]) -> None:
    """Write ``alternates.csv``: likewise, in the order of calling, numbered from 1.

    Raises:
        OSError: the file cannot be written.
    """
    write_bytes(path, alternates_csv(pool, ids))


def panel_csv(pool: Pool, ids: Iterable[str]) -> bytes:
    """The bytes of ``panel.csv``."""
    return csv_bytes(["id", *pool.features], _answers(pool, sorted(ids)))


def alternates_csv(pool: Pool, ids: Sequence[str]) -> bytes:
    """The bytes of ``alternates.csv``."""
    numbered = enumerate(_answers(pool, ids), start=1)
    return csv_bytes(["position", "id", *pool.features], ([str(n), *row] for n, row in numbered))


def _answers(pool: Pool, ids: Iterable[str]) -> Iterable[list[str]]:
    people = {person.id: person for person in pool}
    return ([id, *(people[id].features[f] for f in pool.features)] for id in ids)
