"""The ledger, which no row ever leaves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from deliberation.store.tables.row import Row


class LedgerRow(Row):
    """An entry of an assembly's ledger; triggers of the database let no row change, nor go without
    the whole assembly.

    Two entries cannot have one place, by the primary key.
    """

    __tablename__ = "ledger"
    assembly_id: Mapped[str] = mapped_column(ForeignKey("assembly.id"), primary_key=True)
    index: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str]
    payload: Mapped[dict[str, Any]]
    previous: Mapped[str]
    digest: Mapped[str]
