"""Teams: who has which role in an assembly, and what is asked of a second person.

Whoever began an assembly is its facilitator, and may go on beginning others.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    # the defaults are for the rows from before
    begins: sa.Column[bool] = sa.Column(
        "begins", sa.Boolean(), nullable=False, server_default=sa.true()
    )
    provisional: sa.Column[bool] = sa.Column(
        "provisional", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    op.add_column("facilitator", begins)
    op.add_column("facilitator", provisional)
    op.create_table(
        "team",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["assembly_id"], ["assembly.id"], name=op.f("fk_team_assembly_id")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["facilitator.id"], name=op.f("fk_team_account_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "account_id", name=op.f("pk_team")),
    )
    op.create_index(op.f("ix_team_account_id"), "team", ["account_id"])
    op.create_table(
        "asked",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("act", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("account_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_asked_assembly_id")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["facilitator.id"], name=op.f("fk_asked_account_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", "act", "subject", name=op.f("pk_asked")),
    )
    op.execute(
        "INSERT INTO team (assembly_id, account_id, role) "
        "SELECT id, facilitator_id, 'facilitator' FROM assembly"
    )
