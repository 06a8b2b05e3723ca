"""Whether somebody who was drawn comes.

Nobody had said so before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    op.add_column("person", sa.Column("reply", sa.String(), nullable=True))
