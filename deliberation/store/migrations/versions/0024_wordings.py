"""What a vote asks in other languages and in plain words, and in which language it is itself.

Of votes made before, nobody has said.
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("vote", sa.Column("language", sa.String(), nullable=True))
    op.create_table(
        "wording",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_wording_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", "language", name=op.f("pk_wording")),
    )
