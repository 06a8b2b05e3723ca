"""What Alembic runs: every revision that is missing, on the connection that we hand over."""

from alembic import context

from deliberation.store.tables import Row

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
    compare_type=True,
    transactional_ddl=True,  # our connections begin by themselves, so SQLite takes back a table too
)

with context.begin_transaction():
    context.run_migrations()
