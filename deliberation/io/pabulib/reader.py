"""Everything that a Pabulib file says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.pabulib.file import PabulibFile, Rows
from deliberation.io.pabulib.lines import Reading


def read_pabulib(path: str | Path) -> PabulibFile:
    """Everything in a .pb file.

    Raises:
        InvalidInputError: with every problem found, by line.
        OSError: the file cannot be opened.
    """
    with Path(path).open("rb") as file, reading(file, Path(path).name) as lines:
        return _whole(lines)


def parse_pabulib(data: bytes, filename: str) -> PabulibFile:
    """Everything in the bytes of a .pb file.

    Raises:
        InvalidInputError: with every problem found, by line.
    """
    with reading(BytesIO(data), filename) as lines:
        return _whole(lines)


@contextmanager
def reading(file: BinaryIO, name: str) -> Iterator[Reading]:
    """The lines of a *file*, which are read as they are asked for.

    Raises:
        InvalidInputError: something is wrong with them, once all have been read.
    """
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        lines = Reading(text, name)
        yield lines
    except UnicodeDecodeError as error:
        raise InvalidInputError([Problem("save it as UTF-8; it is not", file=name)]) from error
    finally:
        text.detach()
    lines.finish()


def _whole(lines: Reading) -> PabulibFile:
    votes = tuple(tuple(cells) for _, cells in lines.votes())
    lines.finish()
    projects = Rows(lines.columns["PROJECTS"], tuple(lines.projects.values()))
    return PabulibFile(lines.meta, projects, Rows(lines.columns["VOTES"], votes))
