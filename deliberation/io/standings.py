"""Who must be in or out: a column of the people's table, or ids that are named."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from deliberation.errors import Problem
from deliberation.io.cells import folded
from deliberation.io.tables import Table
from deliberation.sentences import Sentence
from deliberation.sortition.pool import Standing

WORDS: Mapping[str, Standing] = MappingProxyType(
    {
        "": Standing.OPEN,
        **dict.fromkeys(("open", "volunteer", "åben", "frivillig"), Standing.OPEN),
        **dict.fromkeys(("in", "confirmed", "inde", "bekræftet"), Standing.IN),
        **dict.fromkeys(("out", "withdrawn", "ude", "afmeldt"), Standing.OUT),
    }
)
DUTY = {Standing.IN: Sentence("must be in"), Standing.OUT: Sentence("must be out")}


def standing_of(
    id: str, word: str, must_include: Collection[str], must_exclude: Collection[str]
) -> Standing:
    """What is settled about the person with this *id*, whose status is *word*."""
    if id in must_include:
        return Standing.IN
    return Standing.OUT if id in must_exclude else WORDS[folded(word)]


def wrong_standings(
    table: Table,
    id: int | None,
    status: int | None,
    must_include: Collection[str],
    must_exclude: Collection[str],
) -> Iterator[Problem]:
    """Words that say no standing, ids of nobody, and people who must be both in and out.

    Args:
        id: where the ids stand.
        status: where the words stand.
    """
    words = {} if status is None else {row: cells[status] for row, cells in table.rows}
    for row, word in words.items():
        if folded(word) not in WORDS:
            text = Sentence("{word!r} is no status; write in, confirmed, out or nothing", word=word)
            yield table.problem(text, row, table.columns[status or 0])
    rows = {} if id is None else {cells[id]: row for row, cells in table.rows}
    named = [(one, Standing.IN) for one in dict.fromkeys(must_include)]
    named += [(one, Standing.OUT) for one in dict.fromkeys(must_exclude)]
    for one, standing in named:
        if id is not None and one not in rows:
            text = Sentence(
                "there is nobody with the id {id!r}, who {duty}",
                id=one,
                duty=DUTY[standing],
            )
            yield table.problem(text)
        elif WORDS.get(folded(words.get(rows.get(one, 0), "")), standing) not in (
            standing,
            Standing.OPEN,
        ):
            text = Sentence(
                "{id!r} {duty}, but the status says otherwise",
                id=one,
                duty=DUTY[standing],
            )
            yield table.problem(text, rows[one])
    for one in sorted({*must_include} & {*must_exclude}):
        yield table.problem(Sentence("{id!r} is to be both in and out; keep one", id=one))
