"""The shares of the population, beside which the pool and the panel are shown.

Nobody has given any before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "population",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("feature", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_population_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "position", name=op.f("pk_population")),
    )
