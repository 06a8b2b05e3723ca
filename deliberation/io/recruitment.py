"""People and quotas read together, so that what is wrong with both is said at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.files import read_bytes
from deliberation.io.people import Household, pool_in
from deliberation.io.quotas import holds_quotas, quotas_in, values_named
from deliberation.io.tables import Table, parse_table
from deliberation.sentences import Sentence
from deliberation.sortition.apportionment import Apportionment, around
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas


def read_people_and_quotas(
    people: str | Path,
    quotas: str | Path,
    *,
    size: int,
    id: str | None = None,
    household: Household = None,
    per_household: int = 1,
    status: str | None = None,
    must_include: Collection[str] = (),
    must_exclude: Collection[str] = (),
    how: Apportionment = around,
    slack: int = 0,
) -> tuple[Pool, Quotas]:
    """The pool and the quotas in two files. Of each person only the quotas' features are kept.

    Args:
        size: how many seats the panel has.
        id: the column of the ids; see ``read_pool``.
        household: the column, or columns, that are equal for people who share a home.
        per_household: at most so many people of one household are on a panel.
        status: the column that says who has confirmed already or must be out.
        must_include: ids of people who must be in, whatever their status.
        must_exclude: ids of people who must be out.
        how: the seats that a share of the population comes to, one of ``APPORTIONMENTS``.
        slack: by how many seats these are widened below and above.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
        OSError: a file cannot be opened.
    """
    return parse_people_and_quotas(
        (read_bytes(people), Path(people).name),
        (read_bytes(quotas), Path(quotas).name),
        size=size,
        id=id,
        household=household,
        per_household=per_household,
        status=status,
        must_include=must_include,
        must_exclude=must_exclude,
        how=how,
        slack=slack,
    )


def parse_people_and_quotas(
    people: tuple[bytes, str],
    quotas: tuple[bytes, str],
    *,
    size: int,
    id: str | None = None,
    household: Household = None,
    per_household: int = 1,
    status: str | None = None,
    must_include: Collection[str] = (),
    must_exclude: Collection[str] = (),
    how: Apportionment = around,
    slack: int = 0,
) -> tuple[Pool, Quotas]:
    """The same from two files that were sent, each its bytes and its name.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
    """
    problems: list[Problem] = []
    people_table: Table | None = None
    quota_table: Table | None = None
    with _noting(problems):
        people_table = parse_table(*people)
    with _noting(problems):
        quota_table = parse_table(*quotas)
    if people_table and quota_table and _exchanged(people_table, quota_table):
        text = Sentence("this holds quotas, but was given for the people; exchange the two files")
        raise InvalidInputError([people_table.problem(text)])
    named, spelt = values_named(quota_table) if quota_table else ({}, {})
    if quota_table:
        with _noting(problems):
            read_quotas = quotas_in(
                quota_table, size=size, per_household=per_household, how=how, slack=slack
            )
    if people_table:
        with _noting(problems):
            pool = pool_in(
                people_table,
                id=id,
                household=household,
                status=status,
                features=[*named],
                values={feature: values for feature, values in named.items() if values},
                spelt=spelt,
                must_include=must_include,
                must_exclude=must_exclude,
            )
    if not problems:
        problems += read_quotas.problems_with(pool)
    if problems:
        raise InvalidInputError(problems)
    return pool, read_quotas


def _exchanged(people: Table, quotas: Table) -> bool:
    """Whether the two files were given in the other order."""
    return holds_quotas(people) and not holds_quotas(quotas)


@contextmanager
def _noting(problems: list[Problem]) -> Iterator[None]:
    """Go on after invalid input, with its problems noted."""
    try:
        yield
    except InvalidInputError as error:
        problems.extend(error.problems)
