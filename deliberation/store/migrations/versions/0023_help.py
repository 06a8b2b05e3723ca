"""Who has helped how many members to vote.

Nothing was noted of that before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    op.create_table(
        "help",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("helper", sa.String(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_help_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "name", "helper", name=op.f("pk_help")),
    )
