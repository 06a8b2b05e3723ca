"""Urns, the sealed ballots in them, their boards, and what came out.

A vote without an urn, as all were before, goes on as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    _table(
        "urn",
        "vote.id",
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("signing", sa.LargeBinary(), nullable=True),
    )
    op.create_table(
        "sealed_ballot",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_sealed_ballot_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "slot", name=op.f("pk_sealed_ballot")),
        sqlite_with_rowid=False,
    )
    _table(
        "board",
        "urn.vote_id",
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
    )
    _table(
        "opening",
        "board.vote_id",
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("spoiled", sa.JSON(), nullable=False),
        sa.Column("tied", sa.JSON(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=True),
    )


def _table(name: str, parent: str, *columns: sa.Column[object]) -> None:
    """A table with one row for a vote."""
    op.create_table(
        name,
        sa.Column("vote_id", sa.String(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["vote_id"], [parent], name=op.f(f"fk_{name}_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", name=op.f(f"pk_{name}")),
    )
