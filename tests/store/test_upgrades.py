"""What was kept by any earlier version is there after the upgrade, in every table."""

from collections.abc import Mapping
from datetime import UTC, datetime

from alembic.command import upgrade
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    insert,
    select,
)

from deliberation.store import open_store
from deliberation.store.engine import for_writing, make_engine
from deliberation.store.migrate import alembic_config, known

REVISIONS = sorted(known())
MADE_UP = (
    (JSON, lambda n: {"n": n}),
    (Boolean, lambda n: bool(n % 2)),
    (DateTime, lambda n: datetime(2026, 3, n, 10, 30, tzinfo=UTC)),
    (LargeBinary, lambda n: bytes([n, 0, 255])),
    (Float, lambda n: n / 4),
    (Integer, lambda n: n),
)


def made_up(column: Column, n: int) -> object:
    """A value that the column can hold, another for each *n*."""
    for kind, value in MADE_UP:
        if isinstance(column.type, kind):
            return value(n)
    return f"{column.name} {n}"


def origin(column: Column) -> Column:
    """The column whose value this one repeats, in the table that it refers to in the end."""
    while column.foreign_keys:
        column = min(column.foreign_keys, key=lambda key: key.target_fullname).column
    return column


def plain(row: Mapping[str, object]) -> dict[str, object]:
    """The *row* with moments as both databases can give them back: in UTC, without saying so."""
    return {
        name: value.astimezone(UTC).replace(tzinfo=None)
        if isinstance(value, datetime) and value.tzinfo
        else value
        for name, value in row.items()
    }


def tables_of(connection: Connection) -> list[Table]:
    """Every table, each after those that it refers to."""
    tables = MetaData()
    tables.reflect(connection)
    return [table for table in tables.sorted_tables if table.name != "alembic_version"]


def test_a_row_of_every_table_from_every_version_is_there_after_the_upgrade(url) -> None:
    """At each version every table gets a row; so the last one has data from all before it."""
    engine = for_writing(make_engine(url))
    before: list[tuple[str, dict[str, object]]] = []
    for n, revision in enumerate(REVISIONS, 1):
        with engine.begin() as connection:
            upgrade(alembic_config(connection), revision)
            for table in tables_of(connection):
                row = {column.name: made_up(origin(column), n) for column in table.columns}
                connection.execute(insert(table), row)
                before.append((table.name, plain(row)))
    engine.dispose()

    open_store(url).close()

    engine = for_writing(make_engine(url))
    with engine.connect() as connection:
        after = {
            table.name: [plain(row) for row in connection.execute(select(table)).mappings()]
            for table in tables_of(connection)
        }
    engine.dispose()
    assert {name for name, _ in before} == after.keys()
    for name, row in before:
        assert any(row.items() <= other.items() for other in after[name]), (name, row)
