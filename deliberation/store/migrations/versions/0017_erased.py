"""What members need, apart from what they answered; and who was erased, as digests.

Nobody has been erased before, and no need was asked for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "need",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name=op.f("fk_need_assembly_id")),
        sa.PrimaryKeyConstraint("assembly_id", "member", "kind", name=op.f("pk_need")),
    )
    op.create_table(
        "erased",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_erased_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "salt", name=op.f("pk_erased")),
    )
