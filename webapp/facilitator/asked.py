"""What the upload form asks for beside two files: the seats, and columns of a special meaning."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext as _

from deliberation.errors import InvalidInputError
from deliberation.io import recruitment
from deliberation.io.tables import Table, parse_table
from webapp.forms import Typed
from webapp.words import row

LARGEST_PANEL = 1000
LARGEST_HOME = 100
COLUMNS_OF_A_HOME = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the form.

    Args:
        size: the seats on the panel.
        id: the column of the ids, if one is named.
        household: the columns that are equal for people of one home.
        per_household: how many of a home may be on a panel.
        status: the column that says who must be in or out, if one is named.
    """

    size: int
    id: str | None
    household: tuple[str, ...]
    per_household: int
    status: str | None

    def named(self) -> recruitment.Asked:
        """The same as reading both files wants to know it."""
        return recruitment.Asked(
            size=self.size,
            id=self.id,
            household=self.household,
            per_household=self.per_household,
            status=self.status,
        )


def asked(typed: Typed) -> Asked:
    """The fields as they were *typed*."""
    fields = Asked(
        size=typed.number("size", least=1, most=LARGEST_PANEL),
        id=typed.line("id", needed=False) or None,
        household=typed.lines("household", least=0, most=COLUMNS_OF_A_HOME),
        per_household=typed.number("per_household", least=1, most=LARGEST_HOME),
        status=typed.line("status", needed=False) or None,
    )
    if fields.per_household > 1 and not fields.household and "household" not in typed.problems:
        typed.problems["household"] = _("Say which columns are equal for people of one household.")
    return fields


def within(fields: Asked, people: tuple[str, bytes], typed: Typed) -> Asked:
    """The *fields* without columns that the file does not have; these become problems of theirs.

    A file that is no table has problems enough of its own.
    """
    filename, data = people
    try:
        table = parse_table(data, filename)
    except InvalidInputError:
        return fields
    kept = replace(
        fields,
        id=_there(table, fields.id),
        household=tuple(name for name in fields.household if _there(table, name)),
        status=_there(table, fields.status),
    )
    for field, named, found in (
        ("id", (fields.id,), (kept.id,)),
        ("household", fields.household, kept.household),
        ("status", (fields.status,), (kept.status,)),
    ):
        absent = [name for name in named if name and name not in found]
        if absent:
            typed.problems[field] = _(
                "The file has no column “%(name)s”. Its columns are: %(columns)s.",
                name=row(absent),
                columns=", ".join(filter(None, table.columns)),
            )
    return kept


def _there(table: Table, name: str | None) -> str | None:
    """The *name*, if it is that of a column."""
    return name if name is not None and table.place(name) is not None else None
