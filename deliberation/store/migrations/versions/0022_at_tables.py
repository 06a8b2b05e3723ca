"""At which table somebody sits who speaks or wants to.

Of nobody from before it was said.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    for table in ("wish", "speech"):
        op.add_column(table, sa.Column("at_table", sa.String(), nullable=True))
