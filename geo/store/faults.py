"""Drivers' errors become the domain's; nothing above the store sees SQLAlchemy's."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

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
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise StoreBusy(store=store) from error
        raise StoreFault(store=store) from error
    except DBAPIError as error:
        raise StoreFault("damaged", store=store) from error
