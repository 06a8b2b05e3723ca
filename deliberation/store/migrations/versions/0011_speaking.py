"""Who wants to speak, and who has spoken.

No session from before has a queue.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "wish",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("called", sa.String(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=True),
        sa.Column("point", sa.Boolean(), nullable=False),
        sa.Column("asked", moment, nullable=False),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_wish_session_id")),
        sa.PrimaryKeyConstraint("session_id", "voice", name=op.f("pk_wish")),
    )
    op.create_table(
        "speech",
        sa.Column("session_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("voice", sa.String(), nullable=False),
        sa.Column("called", sa.String(), nullable=False),
        sa.Column("card", sa.Integer(), nullable=True),
        sa.Column("point", sa.Boolean(), nullable=False),
        sa.Column("began", moment, nullable=False),
        sa.Column("ended", moment, nullable=True),
        sa.ForeignKeyConstraint(["session_id"], ["session.id"], name=op.f("fk_speech_session_id")),
        sa.PrimaryKeyConstraint("session_id", "number", name=op.f("pk_speech")),
    )
