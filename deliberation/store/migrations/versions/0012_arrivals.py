"""Who is at a session.

Nobody has checked in before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "arrival",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_arrival_session_id")),
        sa.PrimaryKeyConstraint("session_id", "mark", name=op.f("pk_arrival")),
        sqlite_with_rowid=False,
    )
