"""For how long each kind of data is kept; and a salt for each person, in place of the pool's.

Every kind is kept for as long as is usual, and nobody has been erased before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("person", sa.Column("salt", sa.String(), nullable=True))
    op.create_table(
        "clock",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_clock_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "kind", name=op.f("pk_clock")),
    )
