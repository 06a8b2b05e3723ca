"""Ballots as a table, in one of two shapes.

Either a row is a ballot and a column is a *place*: ``rank1``, ``rank2``, ... (also ``1``, ``1st``,
``first choice``, ``choice 1``, ``1. prioritet``), and a cell names a candidate. Or a column is a
*candidate*, and a cell holds that candidate's rank, or the votes bought for (or, below zero,
against) the candidate with credits. A column ``count`` says how many such ballots there are; a
column ``id`` is passed over.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.cells import DASHES, folded, whole_number
from deliberation.io.election import Election
from deliberation.io.tables import Table
from deliberation.voting.ballots import Credits, Ranking
from deliberation.voting.profile import B, Profile

COUNT = {"count", "times", "ballots", "number", "n", "#", "antal"}
ID = {"id", "ballot", "ballotid", "ballot_id", "ballotnumber", "stemmeseddel"}
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
            "tenth")  # fmt: skip
WORD = r"(?:rank|ranking|choice|preference|pref|place|prioritet|valg)"
PLACE = re.compile(
    rf"{WORD}?[_.-]?(?P<number>[1-9]\d?)(?:st|nd|rd|th|\.)?[_-]?{WORD}?"
    rf"|(?P<ordinal>{'|'.join(ORDINALS)})[_-]?{WORD}?"
)
KINDS = ("ranking", "credits")

Numbers = Mapping[str, int]


def ballots_in(table: Table, *, kind: str | None = None, credits: int | None = None) -> Election:
    """The ballots in *table*.

    Args:
        kind: ``"ranking"`` or ``"credits"``: what the numbers below candidates mean. By default
            ranks, if every row ranks from 1 without a gap; votes, if some number could not be a
            rank; and otherwise nothing is guessed.
        credits: what every voter had to spend; by default that is not looked at.

    Raises:
        InvalidInputError: with every problem found, by row and column.
    """
    if kind not in {None, *KINDS}:
        raise InvalidInputError([f"{kind!r} is no kind of ballot; write ranking or credits"])
    names = [name for name in table.columns if folded(name) not in COUNT | ID]
    problems = [*table.problems, *table.repeated(table.columns)]
    if not names:
        problems.append(table.problem("there is no column of places or candidates"))
    if not table.rows:
        problems.append(table.problem("there is no ballot; write a row for each"))
    if problems:
        raise InvalidInputError(problems)
    if any(map(_place_of, names)):
        return _by_place(table, names, kind)
    return _by_candidate(table, names, kind, credits)


def _by_place(table: Table, names: Sequence[str], kind: str | None) -> Election:
    """Ballots from columns that are places."""
    places = sorted((place, name) for name in names if (place := _place_of(name)))
    problems = [
        table.problem("this is neither a place, such as rank1, nor a count", None, name)
        for name in names
        if not _place_of(name)
    ]
    if [place for place, _ in places] != list(range(1, len(places) + 1)):
        found = ", ".join(name for _, name in places)
        problems.append(table.problem(f"the places must run from 1 without a gap, not {found}"))
    if kind == "credits":
        problems.append(table.problem("columns of places hold rankings, not credits"))
    counts: Counter[Ranking] = Counter()
    spellings: dict[str, tuple[str, int]] = {}
    for row, cells, times in _counted(table, problems):
        order: dict[str, None] = {}
        for candidate, name in ((cells[name], name) for _, name in places if cells[name]):
            first, where = spellings.setdefault(folded(candidate), (candidate, row))
            if candidate != first:
                text = f"{candidate!r} stands as {first!r} in row {where}; write it the same"
                problems.append(table.problem(text, row, name))
            if candidate in order:
                text = f"{candidate!r} is ranked more than once; keep one"
                problems.append(table.problem(text, row, name))
            order[candidate] = None
        if times:
            counts[Ranking(tuple(order))] += times
    candidates = sorted({candidate for ballot in counts for candidate in ballot.order})
    if not candidates and not problems:
        problems.append(table.problem("no ballot names anybody"))
    if problems:
        raise InvalidInputError(problems)
    return Election("", Profile(tuple(candidates), counts))


def _by_candidate(
    table: Table, candidates: Sequence[str], kind: str | None, credits: int | None
) -> Election:
    """Ballots from columns that are candidates."""
    problems: list[Problem] = []
    ballots = [
        (row, _numbers(table, row, cells, candidates, problems), times)
        for row, cells, times in _counted(table, problems)
    ]
    if problems:
        raise InvalidInputError(problems)
    if (kind or _kind_of(table, ballots, len(candidates))) == "credits":
        return _spent(table, candidates, ballots, credits)
    problems += [p for row, ranks, _ in ballots for p in _wrong_ranks(table, row, ranks)]
    if problems:
        raise InvalidInputError(problems)
    rankings = ((Ranking(tuple(sorted(n, key=n.__getitem__))), times) for _, n, times in ballots)
    return Election("", _profile(candidates, rankings))


def _spent(
    table: Table,
    candidates: Sequence[str],
    rows: Sequence[tuple[int, Numbers, int]],
    credits: int | None,
) -> Election:
    """Ballots whose numbers are votes, none of which may cost more than *credits*."""
    ballots = [(row, Credits(numbers), times) for row, numbers, times in rows]
    if over := [
        table.problem(f"this ballot spends {ballot.cost} of {credits} credits", row)
        for row, ballot, _ in ballots
        if credits is not None and ballot.cost > credits
    ]:
        raise InvalidInputError(over)
    return Election("", _profile(candidates, ((ballot, times) for _, ballot, times in ballots)))


def _profile(candidates: Sequence[str], ballots: Iterable[tuple[B, int]]) -> Profile[B]:
    """Equal *ballots* gathered."""
    counts: Counter[B] = Counter()
    for ballot, times in ballots:
        counts[ballot] += times
    return Profile(tuple(candidates), +counts)


def _numbers(
    table: Table,
    row: int,
    cells: Mapping[str, str],
    candidates: Sequence[str],
    problems: list[Problem],
) -> dict[str, int]:
    """The numbers in a row, blank cells left out."""
    numbers: dict[str, int] = {}
    for name in candidates:
        if (number := _signed(cells[name])) is not None:
            numbers[name] = number
        elif cells[name]:
            problems.append(table.problem(f"{cells[name]!r} is no whole number", row, name))
    return numbers


def _counted(table: Table, problems: list[Problem]) -> Iterator[tuple[int, dict[str, str], int]]:
    """Each row's number, its cells by column, and how many such ballots there are."""
    column = next((name for name in table.columns if folded(name) in COUNT), None)
    for row, texts in table.rows:
        cells = dict(zip(table.columns, texts, strict=True))
        times = 1 if column is None else whole_number(cells[column])
        if times is None:
            text = f"{cells[column or '']!r} does not say how many such ballots there are"
            problems.append(table.problem(text, row, column))
        yield row, cells, times or 0


def _place_of(name: str) -> int | None:
    """The place that a column's *name* stands for, if it does."""
    match = PLACE.fullmatch(folded(name))
    if match is None:
        return None
    return int(match["number"] or 0) or ORDINALS.index(match["ordinal"]) + 1


def _signed(text: str) -> int | None:
    """The whole number that a cell writes, which may have a sign."""
    plain = DASHES.sub("-", text)
    number = whole_number(plain[1:] if plain[:1] in {"+", "-"} else plain)
    return -number if number is not None and plain.startswith("-") else number


def _kind_of(table: Table, ballots: Sequence[tuple[int, Numbers, int]], candidates: int) -> str:
    """What the numbers can only mean.

    Raises:
        InvalidInputError: they could be ranks with mistakes, or votes.
    """
    if all(sorted(n.values()) == list(range(1, len(n) + 1)) for _, n, _ in ballots):
        return "ranking"
    if any(not 1 <= number <= candidates for _, n, _ in ballots for number in n.values()):
        return "credits"
    raise InvalidInputError(
        [table.problem("these numbers may be ranks or votes; say of what kind the ballots are")]
    )


def _wrong_ranks(table: Table, row: int, ranks: Numbers) -> Iterator[Problem]:
    """Ranks given twice, and numbers that are none."""
    shared = Counter(ranks.values())
    for name, rank in ranks.items():
        if rank < 1:
            yield table.problem(f"{rank} is no rank; ranks begin with 1", row, name)
        elif shared[rank] > 1:
            yield table.problem(f"rank {rank} is given to {shared[rank]} candidates", row, name)
