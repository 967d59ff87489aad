"""Opens a store: migrated when it is older, created when asked, refused when it cannot be used."""

from geo.domain.errors import StoreMissing
from geo.store import sqlite
from geo.store.address import file_of, shown, store_url
from geo.store.migrating import migrate
from geo.store.sql_store import SqlStore


def open_store(address: str, *, create: bool = False) -> SqlStore:
    """Return the store at a path or URL, brought to the newest version.

    Raises:
        StoreMissing: there is none and `create` is false.
        StoreTooNew: a later version of the product wrote it.
        StoreBusy: another process migrates and does not end.
        StoreFault: the file is no store of ours.
    """
    url = store_url(address)
    path = file_of(url)
    if not create and not (path.exists() and path.stat().st_size):
        raise StoreMissing(store=shown(url))
    migrate(address)
    return SqlStore(url, sqlite.engine_for(url))
