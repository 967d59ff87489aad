"""Drivers' errors become the domain's; nothing above the store sees SQLAlchemy's or SQLite's."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from geo.domain.errors import StoreBusy, StoreFault


@contextmanager
def translated(store: str) -> Iterator[None]:
    """Run the body; what the driver raises inside comes out as a StoreFault.

    Raises:
        StoreBusy: another process held the store for longer than the busy timeout.
        StoreFault: anything else the driver refuses.
    """
    try:
        yield
    except DBAPIError as error:
        raise fault_of(error.orig or error, store) from error
    except sqlite3.Error as error:
        raise fault_of(error, store) from error


def fault_of(error: BaseException, store: str) -> StoreFault:
    """Return the domain's error for a driver's."""
    said = str(error)
    if "locked" in said:
        return StoreBusy(store=store)
    if "unable to open" in said or "readonly" in said:
        return StoreFault("unreachable", store=store)
    if "not a database" in said or "malformed" in said:
        return StoreFault("damaged", store=store)
    return StoreFault(store=store)
