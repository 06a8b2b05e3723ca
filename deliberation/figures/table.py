"""The same numbers as a figure shows, as rows, for those who would rather read than look."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words: every cell is ready to be read.

    Args:
        labels: how many columns, from the first, name the row; the others hold figures.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    labels: int = 1
