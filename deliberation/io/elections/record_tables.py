"""Rankings as tables of cast vote records, as Dominion's and ES&S's systems export them.

Every ballot is a row of its own, and spoiled ballots are in neither. ``dominion`` shows the one
table; the other has the contest beside each place, and names in the cells::

    Cast Vote Record,Mayor Choice 1 of 2,Mayor Choice 2 of 2
    1,Ann,Bo
    2,Bo,undervote
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path

from deliberation.errors import InvalidInputError
from deliberation.io.cells import folded, tidy
from deliberation.io.elections.election import Election
from deliberation.io.elections.record_writing import Marks, marks_on
from deliberation.io.elections.tables import OVERVOTE, UNDERVOTE, WITHIN
from deliberation.io.files import write_bytes
from deliberation.io.limits import LONG_ROWS

MOST_PLACES = 99
"""The last place that is read beside the name of a contest."""

Record = tuple[Sequence[str], int]
"""The cells of a ballot, and how many such ballots there are."""


def write_dominion_table(path: str | Path, election: Election) -> Path:
    """Write a table with an oval for each candidate at each rank.

    Those who are tied have their ovals filled at one rank, which is an overvote: it is read as it
    was by a policy whose overvotes are a tie.

    Returns:
        The path.

    Raises:
        InvalidInputError: the ballots are no rankings, there are more than are read again, or the
            title or a name would not be read as it is.
        OSError: the file cannot be written.
    """
    names = election.profile.candidates
    papers = [*marks_on(election)]
    _require([*_untidy(election), *_too_many(election)])
    ranks = _last(papers)
    title = f"{election.title} (Number of positions={election.seats or 1}, Number of ranks={ranks})"
    ovals = [(i, rank) for rank in range(1, ranks + 1) for i in range(1, len(names) + 1)]
    above = [
        ["Cast vote records"],
        ["", *(title for _ in ovals)],
        ["", *(f"{names[i - 1]}({rank})" for i, rank in ovals)],
        ["CvrNumber", *("" for _ in ovals)],
    ]
    filled = ([str(int(oval in marks)) for oval in ovals] for marks, _ in papers)
    return _write(path, above, zip(filled, (times for _, times in papers), strict=True))


def write_ess_table(path: str | Path, election: Election) -> Path:
    """Write a table with a column for each place, and a name or ``undervote`` in each cell.

    How many are elected is not in it, and who stands is read again in code point order.

    Returns:
        The path.

    Raises:
        InvalidInputError: the ballots are no rankings, or tie some; somebody stands whom no ballot
            names; there are more ballots or places than are read again, or the title or a name
            would not be read as it is.
        OSError: the file cannot be written.
    """
    names = election.profile.candidates
    papers = [*marks_on(election)]
    places = range(1, _last(papers) + 1)
    head = [tidy(f"{election.title} Choice {place} of {len(places)}") for place in places]
    problems = [*_untidy(election), *_too_many(election), *_unheld(names, papers)]
    if len(places) > MOST_PLACES:
        problems.append(f"such a table has {MOST_PLACES} places at most, and not {len(places)}")
    elif any(_contest_in(column) != election.title for column in head):
        problems.append(f"{election.title!r} would not be read as the name of a contest")
    _require(problems)
    named = ([names[i - 1] for i, _ in marks] for marks, _ in papers)
    cells = (order + [UNDERVOTE] * (len(places) - len(order)) for order in named)
    above = [["Cast Vote Record", *head]]
    return _write(path, above, zip(cells, (times for _, times in papers), strict=True))


def _last(papers: Iterable[tuple[Marks, int]]) -> int:
    """The last rank that somebody gives; there is one place at least."""
    return max((rank for marks, _ in papers for _, rank in marks), default=1)


def _contest_in(column: str) -> str:
    """What the reader of tables takes the name of the contest for."""
    found = WITHIN.search(column)
    return tidy(column[: found.start()] + column[found.end() :]) if found else column


def _untidy(election: Election) -> Iterator[str]:
    """The title and the names in which white space would be lost."""
    for written in (election.title, *election.profile.candidates):
        if tidy(written) != written:
            yield f"{written!r} would be read as {tidy(written)!r}; write that"


def _too_many(election: Election) -> Iterator[str]:
    """More ballots than a table has rows."""
    if election.profile.size > LONG_ROWS:
        yield f"a table of ballots may have {LONG_ROWS:,} rows at most; divide the ballots"


def _unheld(names: Sequence[str], papers: Iterable[tuple[Marks, int]]) -> Iterator[str]:
    """What no cell with one name can say."""
    ranked = {i for marks, _ in papers for i, _ in marks}
    met: dict[str, str] = {}
    for i, name in enumerate(names, start=1):
        if folded(name) in {UNDERVOTE, OVERVOTE}:
            yield f"{name!r} would be read as a place without a name of its own"
        if (first := met.setdefault(folded(name), name)) != name:
            yield f"{first!r} and {name!r} would be read as two spellings of one name"
        if i not in ranked:
            yield f"no ballot names {name!r}, and such a table holds only those who are named"
    if any(len({rank for _, rank in marks}) < len(marks) for marks, _ in papers):
        yield "a cell of such a table holds one name, and here some are tied on a ballot"


def _require(problems: Sequence[str]) -> None:
    """Refuse what the table cannot hold."""
    if problems:
        raise InvalidInputError(problems)


def _write(path: str | Path, above: Sequence[Sequence[str]], records: Iterable[Record]) -> Path:
    """Write the rows above, and the numbered records below them."""
    text, cells = StringIO(newline=""), StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(above)
    number = 0
    for record, times in records:
        cells.seek(0)
        cells.truncate()
        csv.writer(cells, lineterminator="\n").writerow(record)
        line = cells.getvalue()
        text.writelines(f"{n},{line}" for n in range(number + 1, number + times + 1))
        number += times
    write_bytes(path, text.getvalue().encode())
    return Path(path)
