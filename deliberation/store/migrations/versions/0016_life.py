"""Which phase a session is held in, and which assemblies are in the archive.

Of no session from before was a phase said, and no assembly was put away.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("session", sa.Column("phase", sa.String(), nullable=True))
    op.add_column("assembly", sa.Column("archived", sa.DateTime(timezone=True), nullable=True))
