"""The ports on a database: tables, readers, writers, migrations. Nothing above it writes SQL."""

from geo.store.migrating import migrate
from geo.store.opening import open_store
from geo.store.restoring import require_usable
from geo.store.sql_store import SqlStore

__all__ = ["SqlStore", "migrate", "open_store", "require_usable"]
