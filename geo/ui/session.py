"""The page's way to the services: one container a process, and the moment of the request."""

import time
from datetime import UTC, datetime

from geo import bootstrap


def container() -> bootstrap.Container:
    """Return this process's container.

    Raises:
        StoreFault: the store cannot be opened.
    """
    return bootstrap.container()


def wall_clock() -> datetime:
    """Return the present moment, for audit rows; analyses use the snapshot's `now`."""
    return datetime.now(UTC)


def wall_clock_s() -> float:
    """Return seconds since 1970, for the expiry of links."""
    return time.time()
