"""What all tables share: moments in UTC, texts, names for constraints."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, LargeBinary, MetaData, String, TypeDecorator
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import DeclarativeBase

from deliberation.errors import InvalidInputError


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite would forget the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same moment in UTC, refused without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; pass the moment in UTC")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class UnkeepableTextError(InvalidInputError, DontWrapMixin):
    """A text that one of the databases could not keep, or even be asked for."""


class Text(TypeDecorator[str]):
    """A text, refused alike by both databases where PostgreSQL could not keep it."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same text."""
        if value is not None and "\x00" in value:
            raise UnkeepableTextError(["the text holds the character NUL; retype it"])
        return value


class Row(DeclarativeBase):
    """What all tables share: names for constraints, so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        str: Text,
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON,
        list[Any]: JSON,
        bytes: LargeBinary,
    }
