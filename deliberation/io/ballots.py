"""Ballots from files, whatever their format: the ending of the name says which it is.

===================================  ============================================================
``.blt``                             BLT
``.soc .soi .toc .toi .cat``         PrefLib
``.abif``                            ABIF
``.json``                            a configuration of RCTab with the records it points to, or cast
                                     vote records in the common data format
``.csv`` and other text, ``.xlsx``   a table; cast vote records as Dominion exports them; or
                                     a ward of Scotland's as scot-elex has it
a folder                             cast vote records as Dominion exports them to JSON
===================================  ============================================================
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.elections import wards
from deliberation.io.elections.abif import parse_abif
from deliberation.io.elections.blt import parse_blt
from deliberation.io.elections.cdf import parse_cdf
from deliberation.io.elections.dominion import BEGINNING, parse_dominion
from deliberation.io.elections.dominion_folder import read_dominion_folder
from deliberation.io.elections.election import Election
from deliberation.io.elections.lines import Lines, lines_of
from deliberation.io.elections.preflib import SUFFIXES, parse_preflib
from deliberation.io.elections.rctab import read_rctab
from deliberation.io.elections.rows import rows_of
from deliberation.io.elections.tables import ballots_in
from deliberation.io.elections.wards import parse_ward
from deliberation.io.files import read_bytes
from deliberation.voting.policy import Policy

BLT = re.compile(
    rb"(\xef\xbb\xbf)?\s*(#[^\r\n]*[\r\n]\s*)*\d+ +\d+\s*[#\r\n]"
)  # as no table begins
T = TypeVar("T")
START = 100_000  # bytes that show what is in a file


def read_blt(path: str | Path) -> Election:
    """The election in a BLT file.

    Raises:
        InvalidInputError: with every problem found, by row.
        OSError: the file cannot be opened.
    """
    return _blt(path, Path(path).name, parse_blt)


def read_ballots(
    path: str | Path,
    *,
    kind: str | None = None,
    credits: int | None = None,
    policy: Policy | None = None,
    contest: str | None = None,
) -> Election:
    """The election in a file; the ending of its name says how it is read.

    Args:
        kind: a value of ``voting.ballots.KINDS``: what is asked for; by default what the file can
            only mean.
        credits: what every voter had to spend; by default that is not looked at.
        policy: how papers are read that name somebody twice, several at one place, or nobody; where
            there is none, the first are problems, the second are ties where the format writes them
            and the kind allows it, and the third are passed over. A configuration of RCTab brings
            its own.
        contest: which contest of several is meant, or a part of its name.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
        OSError: the file cannot be opened.
    """
    if Path(path).is_dir():
        return read_dominion_folder(path, contest=contest, kind=kind, policy=policy)
    if PurePath(path).suffix.lower() == ".json" and _is_config(read_bytes(path)):
        return read_rctab(path)
    name = Path(path).name
    return _election(path, name, kind=kind, credits=credits, policy=policy, contest=contest)


def parse_ballots(
    data: bytes,
    filename: str,
    *,
    kind: str | None = None,
    credits: int | None = None,
    policy: Policy | None = None,
    contest: str | None = None,
) -> Election:
    """The election in the bytes of a file; no configuration of RCTab, which is nothing by itself.

    Args:
        kind: as for ``read_ballots``, and so are the others.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
    """
    return _election(data, filename, kind=kind, credits=credits, policy=policy, contest=contest)


def _election(
    source: str | Path | bytes,
    name: str,
    *,
    kind: str | None,
    credits: int | None,
    policy: Policy | None,
    contest: str | None,
) -> Election:
    match PurePath(name).suffix.lower():
        case ".blt":
            return _blt(source, name, lambda blocks: parse_blt(blocks, kind=kind, policy=policy))
        case ".abif":
            return _text(source, name, lambda lines: parse_abif(lines, kind=kind, policy=policy))
        case ending if ending in SUFFIXES:
            return _text(
                source, name, lambda lines: parse_preflib(lines, ending, kind=kind, policy=policy)
            )
        case ".json":
            data = source if isinstance(source, bytes) else read_bytes(source)
            return parse_cdf(data, name, contest=contest, kind=kind, policy=policy)
    start = _start(source)
    if BLT.match(start):
        raise InvalidInputError(
            [Problem("this is a BLT file; give it a name that ends with .blt", file=name)]
        )
    if wards.BEGINNING.match(start):
        return _text(source, name, lambda lines: parse_ward(lines, kind=kind, policy=policy))
    if BEGINNING.match(start):
        return parse_dominion(source, name, contest=contest, policy=policy)
    rows = rows_of(source, name)
    return ballots_in(rows, kind=kind, credits=credits, policy=policy, contest=contest)


def _text(
    source: str | Path | bytes, name: str, parse: Callable[[Iterator[str]], Election]
) -> Election:
    """What *parse* makes of the lines of a text, with the file's name in the problems."""
    blocks = _Blocks(lines_of(source, name))
    return _named(name, parse, (line for block in blocks for line in block[:-1].split("\n")))


def _blt(
    source: str | Path | bytes, name: str, parse: Callable[[Iterable[str]], Election]
) -> Election:
    """The same for a format that is read in blocks."""
    return _named(name, parse, _Blocks(lines_of(source, name)))


@dataclass(frozen=True, slots=True)
class _Blocks:
    """The blocks of a text, as often as they are asked for."""

    lines: Lines

    def __iter__(self) -> Iterator[str]:
        return map(self.lines.text, self.lines.blocks())


def _named(name: str, parse: Callable[[T], Election], text: T) -> Election:
    """What *parse* makes of a *text*, with the file's name in the problems."""
    try:
        return parse(text)
    except InvalidInputError as error:
        raise InvalidInputError(
            Problem(p.text, p.row, p.column, name) for p in error.problems
        ) from error


def _start(source: str | Path | bytes) -> bytes:
    """So many bytes as show what is in a file."""
    if isinstance(source, bytes):
        return source[:START]
    with Path(source).open("rb") as file:
        return file.read(START)


def _is_config(data: bytes) -> bool:
    """Whether this is a configuration of RCTab."""
    try:
        document = json.loads(data)
    except ValueError:
        return False
    return isinstance(document, dict) and "cvrFileSources" in document
