"""What Alembic runs: on the connection and in the transaction that `migrating` hands over."""

from alembic import context

from geo.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
