"""The line that everybody in an assembly reads.

No assembly from before has one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "message",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_message_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_message")),
    )
