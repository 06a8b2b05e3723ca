"""Draws of replacements: assemblies that follow another.

No assembly from before is one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "replacement",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("after_id", sa.String(), nullable=False),
        sa.Column("withdrawn", sa.JSON(), nullable=False),
        sa.Column("joined", sa.JSON(), nullable=False),
        sa.Column("unavailable", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_replacement_assembly_id")
        ),
        sa.ForeignKeyConstraint(
            ["after_id"], ["assembly.id"], name=op.f("fk_replacement_after_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_replacement")),
        sa.UniqueConstraint("after_id", name=op.f("uq_replacement_after_id")),
    )
