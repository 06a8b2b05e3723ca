"""The pictures of a published vote, each with the table of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from deliberation.figures import Table, published
from deliberation.record.counted import tallies_of
from webapp.words import grade

ANSWERED = frozenset({"grades", "spending"})
OPEN = {"rounds": "rounds", "flow": "transfers", "pairs": "pairs"}
OPEN |= dict.fromkeys(ANSWERED, "answers") | dict.fromkeys(("totals", "budget"), "results")
"""The open table beside each picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, ready to stand in a page, and the same as a table.

    Args:
        data: the open table that has its numbers.
    """

    id: str
    svg: Markup
    table: Table
    data: str


def pictures_of(document: Mapping[str, Any], words: Mapping[str, str]) -> tuple[Picture, ...]:
    """What is to be seen of a published *document*, the most important first.

    The figures package has escaped all text in them.
    """
    apart = bool(tallies_of(document))
    return tuple(
        Picture(one.name, Markup(one.svg), one.table, _data(one.name, apart))  # noqa: S704
        for one in published(document, id="figure", words=words, graded=grade)
    )


def _data(name: str, apart: bool) -> str:
    """The open table with the numbers of a picture.

    Args:
        apart: whether it is published how many voters gave each candidate what.
    """
    return OPEN[name] if name not in ANSWERED or apart else "results"
