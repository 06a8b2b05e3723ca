"""The pictures of a published vote, each with the table of its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from deliberation.figures import Table, published
from webapp.words import grade


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, ready to stand in a page, and the same as a table."""

    id: str
    svg: Markup
    table: Table


def pictures_of(document: Mapping[str, Any], words: Mapping[str, str]) -> tuple[Picture, ...]:
    """What is to be seen of a published *document*, the most important first.

    The figures package has escaped all text in them.
    """
    return tuple(
        Picture(one.name, Markup(one.svg), one.table)  # noqa: S704
        for one in published(document, id="figure", words=words, graded=grade)
    )
