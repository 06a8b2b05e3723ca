"""Assemblies that were deleted before anything of them was public; and who answers for the data.

Nobody has deleted one before, nor said who answers. From now on the ledger of an assembly can go,
and only with all of it, once it is noted here that it is deleted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

SQLITE = """
CREATE TRIGGER ledger_DELETE BEFORE DELETE ON ledger
WHEN OLD.assembly_id NOT IN (SELECT id FROM deleted)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""
FUNCTION = """
CREATE FUNCTION ledger_goes_with_its_assembly() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
IF NOT EXISTS (SELECT 1 FROM deleted WHERE id = OLD.assembly_id)
THEN RAISE EXCEPTION 'the ledger is append-only'; END IF;
RETURN OLD;
END $$
"""
POSTGRES = (
    "DROP TRIGGER ledger_is_append_only ON ledger",
    "CREATE TRIGGER ledger_is_append_only BEFORE UPDATE OR TRUNCATE ON ledger "
    "FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only()",
    "CREATE TRIGGER ledger_goes_with_its_assembly BEFORE DELETE ON ledger "
    "FOR EACH ROW EXECUTE FUNCTION ledger_goes_with_its_assembly()",
)


def upgrade() -> None:
    op.create_table(
        "deleted",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deleted")),
    )
    op.create_table(
        "controller",
        sa.Column("assembly_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("officer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assembly_id"], ["assembly.id"], name=op.f("fk_controller_assembly_id")
        ),
        sa.PrimaryKeyConstraint("assembly_id", name=op.f("pk_controller")),
    )
    if op.get_context().dialect.name == "postgresql":
        for statement in (FUNCTION, *POSTGRES):
            op.execute(statement)
    else:
        op.execute("DROP TRIGGER ledger_DELETE")
        op.execute(SQLITE)
