"""Ballots on paper: those that were printed, who votes on one, what was typed in from one.

No vote had papers before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

BOX = "paper_box.vote_id"


def upgrade() -> None:
    op.create_table(
        "paper_box",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("opened", sa.Boolean(), nullable=False),
        sa.Column("kept", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_paper_box_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_paper_box")),
    )
    op.create_table(
        "paper",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], [BOX], name=op.f("fk_paper_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "paper", name=op.f("pk_paper")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_voter",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("slot", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], [BOX], name=op.f("fk_paper_voter_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "slot", name=op.f("pk_paper_voter")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "paper_entry",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("first", sa.LargeBinary(), nullable=False),
        sa.Column("second", sa.LargeBinary(), nullable=True),
        sa.Column("typists", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], [BOX], name=op.f("fk_paper_entry_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "paper", name=op.f("pk_paper_entry")),
        sqlite_with_rowid=False,
    )
