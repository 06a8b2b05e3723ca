"""Ballots from columns that are candidates, whose cells judge them.

A cell holds a rank, votes bought with credits, a score, a grade, or a mark of approval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

import numpy as np

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import DASHES, folded, rate, whole_number
from deliberation.io.elections.election import Election
from deliberation.io.elections.ranks import NOTHING, gapless, ranked, shared
from deliberation.io.elections.rows import Rows, bounded
from deliberation.io.spreadsheets import unescaped
from deliberation.voting.arrays import Weights, Whole, weights_of
from deliberation.voting.ballots import Approval, Credits, Grades, Scores
from deliberation.voting.policy import Policy
from deliberation.voting.profile import Profile

YES = {"1", "x", "yes", "y", "ja", "true", "✓", "✔"}
NO = {"0", "no", "n", "nej", "false"}
"""How an approval is marked, and how it is not; folded."""

WRONG = 2**31 - 1
"""Stands for a cell that holds no whole number."""

Told = tuple[str, str | None]
"""What is wrong with a row, and in which column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the candidates of a table stand.

    Args:
        candidates: the columns, one for each.
        count: the column that says how many such ballots there are, if there is one.
    """

    rows: Rows
    candidates: Sequence[int]
    count: int | None

    @property
    def names(self) -> list[str]:
        """The candidates."""
        return [self.rows.head.columns[i] for i in self.candidates]

    @property
    def wanted(self) -> list[int]:
        """All these columns, the count last."""
        return [*self.candidates] if self.count is None else [*self.candidates, self.count]

    def told(self, wrong: Callable[[Mapping[str, str]], Iterator[Told]]) -> Iterator[Problem]:
        """What is *wrong* with the cells of a row by their candidates, and with its count."""
        for row, cells in self.rows.numbered(self.wanted):
            if self.count is not None and whole_number(cells[-1]) is None:
                text = f"{cells[-1]!r} does not say how many such ballots there are"
                yield self.rows.head.problem(text, row, self.rows.head.columns[self.count])
            for text, column in wrong(dict(zip(self.names, cells, strict=False))):
                yield self.rows.head.problem(text, row, column)


def by_candidate(
    table: Columns, kind: str | None, *, credits: int | None = None, policy: Policy | None = None
) -> Election:
    """The ballots of a table.

    Args:
        kind: a value of ``KINDS``; by default ranks, if every row ranks from 1 without a gap; votes
            bought with credits, if some number could not be a rank; or else nothing is guessed.
        credits: what every voter had to spend; by default that is not looked at.
        policy: how papers are read that give a rank to several, or to nobody; where there is none,
            equal ranks are ties in a weak ranking and problems in a ranking, and a rank that nobody
            has is passed over.

    Raises:
        InvalidInputError: with the first problems found, by row and column.
    """
    if kind in JUDGED:
        return _judged(table, *JUDGED[kind])
    given, weights, miscounted = _numbers(table, _number)
    if miscounted or (given == WRONG).any():
        _refuse(table, lambda cells: _with_numbers(cells, lambda _: iter(())))
    if kind is None:
        kind = _kind_of(table, given)
    if kind == "credits":
        return _spent(table, given, weights, credits)
    strict = kind == "ranking" and policy is None
    if (
        ((given < 1) & (given != NOTHING)).any()
        or given.max(initial=0) > FARTHEST
        or (strict and shared(given).any())
    ):
        _refuse(
            table, lambda cells: _with_numbers(cells, lambda ranks: _wrong_ranks(ranks, strict))
        )
    return Election("", ranked(table.names, given, weights, policy))


FARTHEST = 1000
"""The last rank that there can be."""


def _numbers(table: Columns, number: Callable[[str], int]) -> tuple[Whole, Weights, bool]:
    """The *number* of each cell in different rows, their weights, and whether some have none."""
    width, wide = len(table.candidates), len(table.wanted)
    parts: list[Whole] = []
    weights: list[int] = []
    miscounted = False
    for group in table.rows.groups(table.wanted):
        cells, times = [*group.cells], group.times
        if table.count is not None:
            counts = cells[width::wide]
            del cells[width::wide]
            factor = {cell: whole_number(table.rows.text(cell)) for cell in {*counts}}
            miscounted |= None in factor.values()
            times = [n * (factor[cell] or 0) for n, cell in zip(times, counts, strict=True)]
        value = {cell: number(table.rows.text(cell)) for cell in {*cells}}
        numbers = np.fromiter(map(value.__getitem__, cells), np.int32, len(cells))
        parts.append(numbers.reshape(len(times), width))
        weights += times
    together = np.concatenate(parts) if parts else np.empty((0, width), dtype=np.int32)
    counted = weights_of(weights)
    return together[counted > 0], counted[counted > 0], miscounted


def _number(text: str) -> int:
    """The whole number that a cell writes, which may have a sign."""
    plain = DASHES.sub("-", text)
    number = whole_number(plain[1:] if plain[:1] in {"+", "-"} else plain)
    if number is None:
        return WRONG if text else NOTHING
    return -number if plain.startswith("-") else number


def _kind_of(table: Columns, given: Whole) -> str:
    """What the numbers can only mean.

    Raises:
        InvalidInputError: they could be ranks with mistakes, or votes.
    """
    if gapless(given):
        return "ranking"
    if ((given != NOTHING) & ((given < 1) | (given > given.shape[1]))).any():
        return "credits"
    text = "these numbers may be ranks or votes; say of what kind the ballots are"
    raise InvalidInputError([table.rows.head.problem(text)])


def _spent(table: Columns, given: Whole, weights: Weights, credits: int | None) -> Election:
    """Ballots whose numbers are votes, none of which may cost more than *credits*."""
    wide = np.where(given == NOTHING, 0, given).astype(np.int64)
    if credits is not None and ((wide * wide).sum(axis=1) > credits).any():
        _refuse(table, lambda cells: _with_numbers(cells, lambda n: _too_dear(n, credits)))
    counts = Counter[Credits]()
    for row, times in zip(wide.tolist(), weights.tolist(), strict=True):
        counts[Credits(zip(table.names, row, strict=True))] += times
    return Election("", Profile(table.names, counts))


def _judged(
    table: Columns, value: Callable[[str], Any], ballot: type[Approval | Scores | Grades]
) -> Election:
    """Ballots of the *value* that each cell gives; an empty cell says nothing."""
    codes: dict[Any, int] = {}

    def code(text: str) -> int:
        said = value(text) if text else None
        return codes.setdefault(said, len(codes)) if said is not None else WRONG if text else -1

    given, weights, miscounted = _numbers(table, code)
    if miscounted or (given == WRONG).any():
        _refuse(table, lambda cells: _no_value(cells, value))
    if ballot is Scores:
        return Election("", Profile.from_scores(table.names, given, codes, weights))
    if ballot is Approval:
        rows, columns = np.nonzero(given == codes.get(True, WRONG))
        lengths = np.bincount(rows, minlength=len(given))
        return Election("", Profile.from_approvals(table.names, columns, lengths, weights))
    counts = Counter[Grades]()
    said = [*codes]
    for row, times in zip(given.tolist(), weights.tolist(), strict=True):
        pairs = zip(table.names, row, strict=True)
        counts[Grades((name, said[code]) for name, code in pairs if code >= 0)] += times
    return Election("", Profile(table.names, counts))


def _approved(text: str) -> bool | None:
    """Whether a cell approves, or nothing where it does not say."""
    return True if folded(text) in YES else False if folded(text) in NO else None


def _score(text: str) -> int | Fraction | None:
    """The number that a cell writes, with decimals and a sign perhaps, or nothing."""
    plain = DASHES.sub("-", text)
    number = rate(plain[1:] if plain[:1] in {"+", "-"} else plain)
    if number is None or "%" in plain:
        return None
    signed = -number if plain.startswith("-") else number
    return int(signed) if signed.denominator == 1 else signed


JUDGED: Mapping[str | None, tuple[Callable[[str], Any], type[Approval | Scores | Grades]]] = {
    "approval": (_approved, Approval),
    "scores": (_score, Scores),
    "grades": (unescaped, Grades),
}
"""By the kind of ballot: what a cell says, and the class of the ballots."""


def _refuse(table: Columns, wrong: Callable[[Mapping[str, str]], Iterator[Told]]) -> NoReturn:
    """Say everything that is wrong with the rows, once something is.

    Raises:
        InvalidInputError: always.
    """
    raise InvalidInputError(bounded(table.told(wrong)))


def _no_value(cells: Mapping[str, str], value: Callable[[str], Any]) -> Iterator[Told]:
    """Cells of which nothing can be made."""
    for name, text in cells.items():
        if text and value(text) is None:
            yield f"{text!r} is no such judgement as these ballots give", name


def _with_numbers(
    cells: Mapping[str, str], wrong: Callable[[Mapping[str, int]], Iterator[Told]]
) -> Iterator[Told]:
    """Cells that hold no whole number, and what else is *wrong* with a row of those that do."""
    numbers = {name: _number(text) for name, text in cells.items() if text}
    for name, number in numbers.items():
        if number == WRONG:
            yield f"{cells[name]!r} is no whole number", name
    if WRONG not in numbers.values():
        yield from wrong(numbers)


def _too_dear(numbers: Mapping[str, int], credits: int) -> Iterator[Told]:
    """A row of votes that cost too much."""
    if (cost := Credits(numbers).cost) > credits:
        yield f"this ballot spends {cost} of {credits} credits", None


def _wrong_ranks(ranks: Mapping[str, int], strict: bool) -> Iterator[Told]:
    """Ranks given twice, and numbers that are none."""
    times = Counter(ranks.values())
    for name, rank in ranks.items():
        if rank < 1:
            yield f"{rank} is no rank; ranks begin with 1", name
        elif rank > FARTHEST:
            yield f"{rank} is no rank; ranks end with {FARTHEST}", name
        elif strict and times[rank] > 1:
            yield f"rank {rank} is given to {times[rank]} candidates", name
