"""Members who have agreed to be named in public.

Nobody has been asked before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "named_member",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("agreed", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_named_member_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "name", name=op.f("pk_named_member")),
    )
