"""The parts of a report as values, before anybody says whether it is a page or a print.

``figures.page`` writes them as HTML, ``figures.typeset`` as the source of a PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from deliberation.figures.table import Table


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; *id* is where links lead."""

    text: str
    level: int = 2
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences after each other."""

    text: str
    kind: Literal["lead", "hint", "question"] | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list; ``"codes"`` are short, and stand in columns."""

    entries: tuple[str, ...]
    ordered: bool = False
    kind: Literal["codes", "winners"] | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    """Names and what they stand for: a few great numbers, or facts that are copied by letter."""

    pairs: tuple[tuple[str, str], ...]
    kind: Literal["numbers", "facts"]


@dataclass(frozen=True, slots=True)
class Contents:
    """Links to the headings that have an id.

    Args:
        targets: the id and the words of each.
    """

    label: str
    targets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command to be typed."""

    line: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A table whose heading stands above it already."""

    table: Table


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with the same numbers as a table."""

    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together."""

    blocks: tuple[Block, ...]


Block = Heading | Paragraph | Items | Definitions | Contents | Command | Rows | Figure | Section


def told(*sentences: str, kind: Literal["lead", "hint", "question"] | None = None) -> Paragraph:
    """Sentences after each other; those that are empty are left out."""
    return Paragraph(" ".join(filter(None, sentences)), kind)
