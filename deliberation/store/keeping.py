"""A database, whole: taken as plain values at one moment, and filled with such values.

Both go table by table over the shapes of the database's own revision, so that a backup of an older
version is restored as it was and then brought up to date.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError

from deliberation.backup import Contents, Table
from deliberation.errors import InvalidInputError
from deliberation.store.engine import for_reading, for_writing, in_memory, keep_private, make_engine
from deliberation.store.migrate import upgrade, upgrading
from deliberation.store.shape import Shape, revision_of, shapes_at


def take_contents(url: str) -> Contents:
    """Everything that the database at *url* keeps, as it is at one moment.

    Nobody waits for it, and the database is not brought up to date.

    Raises:
        InvalidInputError: there is no database of ours, or a newer version was at work there.
    """
    engine = make_engine(url)
    if _file_of(engine) is not None and not _is_there(engine):
        raise InvalidInputError([f"there is no database {_file_of(engine)}; check the path"])
    with speaking_of(engine), for_reading(engine).connect() as connection, connection.begin():
        revision = revision_of(connection)
        if revision is None:
            raise InvalidInputError(["this database is none of this program's; check its address"])
        tables = [_taken(connection, shape) for shape in shapes_at(revision)]
    return Contents(revision, tuple(tables))


def require_shape(contents: Contents) -> None:
    """Pass on if these are the tables of their revision.

    Raises:
        InvalidInputError: they are not, or only a newer version knows the revision.
    """
    given = [(table.name, dict(table.columns)) for table in contents.tables]
    if given != [(shape.name, dict(shape.columns)) for shape in shapes_at(contents.revision)]:
        raise InvalidInputError(["the tables in the backup are not those of its revision"])


def fill(url: str, contents: Contents) -> None:
    """Put *contents* into the empty database at *url*, all or nothing, and bring it up to date.

    Raises:
        InvalidInputError: the database is not empty, the contents do not fit, or nothing answers
            at that address.
    """
    require_shape(contents)
    engine = make_engine(url)
    made = _file_of(engine) is not None and not _is_there(engine)
    keep_private(engine.url)
    try:
        with speaking_of(engine), upgrading(for_writing(engine)) as connection:
            if inspect(connection).get_table_names():
                raise InvalidInputError(
                    ["the database is not empty; restore into a new file, or a new database"]
                )
            upgrade(connection, contents.revision)
            for table, shape in zip(contents.tables, shapes_at(contents.revision), strict=True):
                _put(connection, table, shape)
            _require_whole(connection)
            upgrade(connection)
    except BaseException:
        if made:
            _remove(engine)
        raise


def _taken(connection: Connection, shape: Shape) -> Table:
    """The rows of one table, in the order of its key."""
    rows = connection.execute(select(shape.clause)).all()
    places = [[*shape.columns].index(name) for name in shape.key]
    plain = [_plain(row, shape) for row in rows]
    return Table(
        shape.name,
        shape.columns,
        tuple(sorted(plain, key=lambda row: [row[place] for place in places])),
    )


def _plain(row: Any, shape: Shape) -> tuple[Any, ...]:
    return tuple(
        None if value is None else _written(value, kind)
        for value, kind in zip(row, shape.columns.values(), strict=True)
    )


def _written(value: Any, kind: str) -> Any:
    match kind:
        case "bytes":
            return b64encode(value).decode()
        case "moment":
            return value.astimezone(UTC).isoformat()
    return value


def _read(value: Any, kind: str) -> Any:
    match kind:
        case "bytes":
            return b64decode(value)
        case "moment":
            return datetime.fromisoformat(value)
    return value


def _put(connection: Connection, table: Table, shape: Shape) -> None:
    """Insert the rows of one table."""
    rows = [
        {
            name: None if record[name] is None else _read(record[name], kind)
            for name, kind in shape.columns.items()
        }
        for record in table.records()
    ]
    if rows:
        connection.execute(insert(shape.clause), rows)


def _require_whole(connection: Connection) -> None:
    """Pass on if no row refers to one that is not there, which SQLite checks only when asked."""
    if (
        connection.dialect.name == "sqlite"
        and connection.execute(text("PRAGMA foreign_key_check")).first()
    ):
        raise InvalidInputError(["a row in the backup refers to another that is not in it"])


@contextmanager
def speaking_of(engine: Engine) -> Iterator[None]:
    """Say in one sentence what the database refuses, and disconnect at the end."""
    try:
        yield
    except DatabaseError as error:
        reason = str(error.orig).strip().splitlines()[0]
        raise InvalidInputError([f"the database refuses this: {reason}"]) from error
    finally:
        engine.dispose()


def _file_of(engine: Engine) -> Path | None:
    """The file of an SQLite database."""
    if engine.dialect.name != "sqlite" or in_memory(engine.url):
        return None
    return Path(engine.url.database or "")


def _is_there(engine: Engine) -> bool:
    file = _file_of(engine)
    return file is not None and file.exists()


def _remove(engine: Engine) -> None:
    """Take away the file that was made for a database, and what SQLite put beside it."""
    file = _file_of(engine)
    assert file is not None, "only a file was made"
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        with suppress(OSError):
            name.unlink()
