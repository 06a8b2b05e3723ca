"""What makes two names one, of each account.

Where two accounts from before have names that are one now, the second keeps its own spelling only:
whoever types that is let in, and nobody else can have the name.
"""

import sqlalchemy as sa
from alembic import op

from deliberation.names import folded

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.add_column("facilitator", sa.Column("folded", sa.String(), nullable=True))
    there = sa.table("facilitator", *(sa.column(name) for name in ("id", "name", "folded")))
    first: dict[str, str] = {}
    for row in op.get_bind().execute(sa.select(there.c.id, there.c.name).order_by(there.c.id)):
        first.setdefault(folded(row.name), row.id)
    for name, id in first.items():
        op.execute(sa.update(there).where(there.c.id == id).values(folded=name))
    op.create_index(op.f("ix_facilitator_folded"), "facilitator", ["folded"], unique=True)
