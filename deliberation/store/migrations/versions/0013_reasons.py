"""Why recommendations were made, and who sees them otherwise.

Nobody has said so before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "reason",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("minority", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_reason_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "position", name=op.f("pk_reason")),
    )
