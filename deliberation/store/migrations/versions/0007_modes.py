"""How open a vote is, and the list of ballots that two of the modes publish.

A vote from before has no mode, and goes on as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("vote", sa.Column("mode", sa.String(), nullable=True))
    op.create_table(
        "ballot_list",
        sa.Column("vote_id", sa.String(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["vote_id"], ["vote.id"], name=op.f("fk_ballot_list_vote_id")),
        sa.PrimaryKeyConstraint("vote_id", name=op.f("pk_ballot_list")),
    )
