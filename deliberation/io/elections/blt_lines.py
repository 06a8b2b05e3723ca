"""The lines of a BLT file, whose ballots are counted before they are read.

A plain ballot is a line of numbers such as ``3 1 4 0``; all different plain ballots are read at
once, as one long text of numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

import numpy as np
import numpy.typing as npt

from deliberation.voting.arrays import Weights, Whole, narrow, weights_of

COMMENT = re.compile(r'^((?:[^"#]|"[^"]*")*)#.*$')
END = re.compile(r"^[ \t]*0[ \t]*(?:#[^\n]*)?$", re.MULTILINE)
DIGITS = str.maketrans("", "", "0123456789 \t")
LARGEST = 2**63 - 1  # also stands for every number beyond it
BETWEEN = -1

Plain = tuple[Whole, Weights]
"""Ballots x places, by the candidates' numbers from 0, and how many there are of each."""


class Lines:
    """The lines of a text that comes in blocks of whole lines, from the first to the last."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._text = ""
        self._row = 0

    def first(self) -> tuple[int, str]:
        """The first line that says something, and its row."""
        return next(self.rest(), (1, ""))

    def ballots(self) -> tuple[Counter[str], bool]:
        """How often each line stands above the line that is 0, and whether there is one."""
        counted: Counter[str] = Counter()
        while self._text or self._next_block():
            end = END.search(self._text)
            lines = self._text[: None if end is None else end.start()].split("\n")
            counted.update(lines[:-1])
            self._row += len(lines) - 1
            self._text = "" if end is None else self._text[end.start() :].partition("\n")[2]
            if end is not None:
                self._row += 1
                return counted, True
        return counted, False

    def rest(self) -> Iterator[tuple[int, str]]:
        """Each further line that says something, with its row."""
        while self._text or self._next_block():
            line, _, self._text = self._text.partition("\n")
            self._row += 1
            if said := without_comment(line):
                yield self._row, said

    def _next_block(self) -> bool:
        self._text = next(self._blocks, "")
        return bool(self._text)


def without_comment(line: str) -> str:
    """What a line says."""
    return (COMMENT.sub(r"\1", line) if "#" in line else line).strip()


def rows_of_lines(
    blocks: Iterable[str], wanted: Set[int | str | None]
) -> Mapping[int | str | None, int]:
    """The row of each of the *wanted* lines: where it stands first; a row is its own."""
    rows: dict[int | str | None, int] = {row: row for row in wanted if isinstance(row, int)}
    if len(rows) + (None in wanted) < len(wanted):
        lines = (line for block in blocks for line in block.split("\n")[:-1])
        for row, line in enumerate(lines, start=1):
            if line in wanted:
                rows.setdefault(line, row)
    return rows


def plain_ballots(counted: Counter[str], candidates: int) -> tuple[Plain | None, list[str]]:
    """The plain ballots among the lines that were *counted*, and the other lines.

    A ballot on which anything is wrong, or somebody stands twice, is not plain.
    """
    lines: list[str] = []
    others: list[str] = []
    for line in counted:
        (others if line.translate(DIGITS) or not line else lines).append(line)
    if not lines:
        return None, others
    numbers = np.fromstring(f" {BETWEEN} ".join(lines), dtype=np.int64, sep=" ")
    (between,) = (numbers == BETWEEN).nonzero()
    begins, ends = np.r_[0, between + 1], np.r_[between, len(numbers)] - 1
    lengths = ends - begins - 1  # between how many there are and the 0
    numbers = np.r_[numbers, 0]  # for a last line without a number
    times = numbers[begins]
    good = (lengths >= 0) & (times > 0) & (times < LARGEST) & (numbers[ends] == 0)
    longest = int(lengths.max(initial=0))
    inside = np.arange(longest) < lengths[:, None]
    at = np.minimum(begins[:, None] + 1 + np.arange(longest), len(numbers) - 1)
    named = numbers[at] - 1
    good &= ~(inside & ((named < 0) | (named >= candidates))).any(axis=1)
    places = np.where(inside & good[:, None], named, -1).astype(narrow(candidates))
    good &= ~_repeated(places)
    others += [line for line, plain in zip(lines, good.tolist(), strict=True) if not plain]
    weights = weights_of(_products(lines, times, counted, good))
    return (places[good], weights), others


def _products(
    lines: Sequence[str],
    times: npt.NDArray[np.int64],
    counted: Counter[str],
    good: npt.NDArray[np.bool_],
) -> Iterator[int]:
    """How many ballots there are of each good line."""
    for line, each, plain in zip(lines, times.tolist(), good.tolist(), strict=True):
        if plain:
            yield each * counted[line]


def _repeated(places: Whole) -> npt.NDArray[np.bool_]:
    """The ballots on which somebody stands twice."""
    ordered = np.sort(places, axis=1)
    return np.asarray(((ordered[:, 1:] == ordered[:, :-1]) & (ordered[:, 1:] >= 0)).any(axis=1))
