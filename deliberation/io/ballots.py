"""Ballots from files: BLT, or a table of rankings or of votes bought with credits."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.delimited import decode
from deliberation.io.elections.blt import parse_blt
from deliberation.io.elections.election import Election
from deliberation.io.elections.rows import rows_of
from deliberation.io.elections.tables import ballots_in
from deliberation.io.files import read_bytes
from deliberation.voting.policy import Policy

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
    path: str | Path,
    *,
    kind: str | None = None,
    credits: int | None = None,
    policy: Policy | None = None,
) -> Election:
    """The election in a BLT file, or in a CSV or .xlsx table; its ending says which.

    Args:
        kind: a value of ``voting.ballots.KINDS``: what the cells of a table mean; by default what
            they can only mean.
        credits: what every voter had to spend; by default that is not looked at.
        policy: how papers are read that name somebody twice, or several at one place; where there
            is none, such papers are problems, and a place without a name is passed over.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
        OSError: the file cannot be opened.
    """
    return _election(path, Path(path).name, kind=kind, credits=credits, policy=policy)


def parse_ballots(
    data: bytes,
    filename: str,
    *,
    kind: str | None = None,
    credits: int | None = None,
    policy: Policy | None = None,
) -> Election:
    """The election in the bytes of a BLT, CSV or .xlsx file.

    Args:
        kind: as for ``read_ballots``, and so are the *credits* and the *policy*.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
    """
    return _election(data, filename, kind=kind, credits=credits, policy=policy)


def _election(
    source: str | Path | bytes,
    name: str,
    *,
    kind: str | None,
    credits: int | None,
    policy: Policy | None,
) -> Election:
    if PurePath(name).suffix.lower() != ".blt":
        if BLT.match(_start(source)):
            raise InvalidInputError(
                [Problem("this is a BLT file; give it a name that ends with .blt", file=name)]
            )
        return ballots_in(rows_of(source, name), kind=kind, credits=credits, policy=policy)
    if kind not in {None, "ranking", "weak ranking"}:
        raise InvalidInputError(
            [Problem(f"a BLT file holds rankings, not {kind}; use a table", file=name)]
        )
    return _blt(source if isinstance(source, bytes) else read_bytes(source), name)


def _start(source: str | Path | bytes) -> bytes:
    """So many bytes as show what is in a file."""
    if isinstance(source, bytes):
        return source[:1000]
    with Path(source).open("rb") as file:
        return file.read(1000)


def _blt(data: bytes, filename: str) -> Election:
    """The same as ``parse_blt``, with the file's name in the problems."""
    try:
        return parse_blt(decode(data))
    except InvalidInputError as error:
        raise InvalidInputError(
            Problem(p.text, p.row, p.column, filename) for p in error.problems
        ) from error
