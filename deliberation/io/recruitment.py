"""People and quotas read together, so that what is wrong with both is said at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Required, TypedDict, TypeVar, Unpack

from deliberation.errors import InvalidInputError, Problem
from deliberation.io.files import read_bytes
from deliberation.io.people import Household, pool_in
from deliberation.io.quotas import demands_in, holds_quotas, quotas_in, values_named
from deliberation.io.tables import Table, parse_table
from deliberation.sentences import Sentence
from deliberation.sortition.apportionment import Apportionment
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Demands, Quotas

D = TypeVar("D", bound=Demands)
OF_QUOTAS = ("size", "per_household", "how", "slack")


class Asked(TypedDict, total=False):
    """What has to be known to read two files.

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
    """

    size: Required[int]
    id: str | None
    household: Household
    per_household: int
    status: str | None
    must_include: Collection[str]
    must_exclude: Collection[str]
    how: Apportionment
    slack: int


def read_people_and_quotas(
    people: str | Path, quotas: str | Path, **asked: Unpack[Asked]
) -> tuple[Pool, Quotas]:
    """The pool and the quotas in two files. Of each person only the quotas' features are kept.

    Args:
        asked: as ``Asked`` says; all but the size may be left out.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
        OSError: a file cannot be opened.
    """
    return _both(quotas_in, _sent(people), _sent(quotas), **asked)


def read_people_and_demands(
    people: str | Path, quotas: str | Path, **asked: Unpack[Asked]
) -> tuple[Pool, Demands]:
    """The same where the quotas of a feature need not add up to the seats.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
        OSError: a file cannot be opened.
    """
    return _both(demands_in, _sent(people), _sent(quotas), **asked)


def parse_people_and_quotas(
    people: tuple[bytes, str], quotas: tuple[bytes, str], **asked: Unpack[Asked]
) -> tuple[Pool, Quotas]:
    """The pool and the quotas in two files that were sent, each its bytes and its name.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
    """
    return _both(quotas_in, people, quotas, **asked)


def parse_people_and_demands(
    people: tuple[bytes, str], quotas: tuple[bytes, str], **asked: Unpack[Asked]
) -> tuple[Pool, Demands]:
    """The same where the quotas of a feature need not add up to the seats.

    Raises:
        InvalidInputError: with every problem found in both, by file, row and column.
    """
    return _both(demands_in, people, quotas, **asked)


def _sent(path: str | Path) -> tuple[bytes, str]:
    """The bytes of a file, and its name."""
    return read_bytes(path), Path(path).name


def _both(
    read: Callable[..., D],
    people: tuple[bytes, str],
    quotas: tuple[bytes, str],
    **asked: Unpack[Asked],
) -> tuple[Pool, D]:
    """The pool, and what *read* finds in the table of quotas.

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
            found = read(quota_table, **{n: v for n, v in asked.items() if n in OF_QUOTAS})
    if people_table:
        with _noting(problems):
            pool = pool_in(
                people_table,
                id=asked.get("id"),
                household=asked.get("household"),
                status=asked.get("status"),
                features=[*named],
                values={feature: values for feature, values in named.items() if values},
                spelt=spelt,
                must_include=asked.get("must_include", ()),
                must_exclude=asked.get("must_exclude", ()),
            )
    if not problems:
        problems += found.problems_with(pool)
    if problems:
        raise InvalidInputError(problems)
    return pool, found


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
