"""The public draw: announcements, numberings, and how a seed led to its ticket."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "announcement",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("draw", sa.String(), nullable=False),
        sa.Column("numbering", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("announced", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["lottery.assembly_id"], name=op.f("fk_announcement_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_announcement")),
    )
    op.create_table(
        "numbering",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("signature", sa.String(), nullable=True),
        sa.Column("numbered", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["lottery.assembly_id"], name=op.f("fk_numbering_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_numbering")),
    )
    op.add_column("draw", sa.Column("signature", sa.String(), nullable=True))
    lots = sa.Column("method", sa.String(), nullable=False, server_default="lots")
    op.add_column("draw", lots)  # the default is for the rows from before
