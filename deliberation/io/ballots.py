"""Ballots from files: BLT, or a table of rankings or of votes bought with credits."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.ballot_tables import ballots_in
from deliberation.io.blt import parse_blt
from deliberation.io.delimited import decode
from deliberation.io.election import Election
from deliberation.io.files import read_bytes
from deliberation.io.tables import parse_table

BLT = re.compile(
    rb"(\xef\xbb\xbf)?\s*(#[^\r\n]*[\r\n]\s*)*\d+ +\d+\s*[#\r\n]"
)  # as no table begins


def read_blt(path: str | Path) -> Election:
    """The election in a BLT file.

    Raises:
        InvalidInputError: with every problem found, by row.
        OSError: the file cannot be opened.
    """
    return _blt(read_bytes(path), Path(path).name)


def read_ballots(
    path: str | Path, *, kind: str | None = None, credits: int | None = None
) -> Election:
    """The election in a BLT file, or in a CSV or .xlsx table; its ending says which.

    Args:
        kind: ``"ranking"`` or ``"credits"``: what the numbers in a table mean; by default what
            they can only mean.
        credits: what every voter had to spend; by default that is not looked at.

    Raises:
        InvalidInputError: with every problem found, by row and column.
        OSError: the file cannot be opened.
    """
    return parse_ballots(read_bytes(path), Path(path).name, kind=kind, credits=credits)


def parse_ballots(
    data: bytes, filename: str, *, kind: str | None = None, credits: int | None = None
) -> Election:
    """The election in the bytes of a BLT, CSV or .xlsx file.

    Args:
        kind: as for ``read_ballots``, and so are the *credits*.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    if PurePath(filename).suffix.lower() != ".blt":
        if BLT.match(data):
            raise InvalidInputError(
                [Problem("this is a BLT file; give it a name that ends with .blt", file=filename)]
            )
        return ballots_in(parse_table(data, filename), kind=kind, credits=credits)
    if kind == "credits":
        raise InvalidInputError(
            [Problem("a BLT file holds rankings, not credits; use a table", file=filename)]
        )
    return _blt(data, filename)


def _blt(data: bytes, filename: str) -> Election:
    """The same as ``parse_blt``, with the file's name in the problems."""
    try:
        return parse_blt(decode(data))
    except InvalidInputError as error:
        raise InvalidInputError(
            Problem(p.text, p.row, p.column, filename) for p in error.problems
        ) from error
