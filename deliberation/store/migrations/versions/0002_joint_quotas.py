"""Joint quotas, how many of a household may sit, and who must be in or out."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("assembly", sa.Column("per_household", sa.Integer(), nullable=True))
    op.execute("UPDATE assembly SET per_household = 1 WHERE panel_size IS NOT NULL")
    open_ = sa.Column("standing", sa.String(), nullable=False, server_default="open")
    op.add_column("person", open_)  # the default is for the rows from before
    with op.batch_alter_table("quota") as quota:
        quota.add_column(sa.Column("also", sa.JSON(), nullable=False, server_default="{}"))
        quota.drop_constraint(op.f("pk_quota"), type_="primary")
        quota.create_primary_key(op.f("pk_quota"), ["assembly_id", "position"])
