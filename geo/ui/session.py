"""The page's way to the services: one container a process, the browser's session, the moment."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, TypeVar

import streamlit as st

from geo import bootstrap
from geo.services.sessions import SESSION_COOKIE
from geo.services.view_choice import BOUNDS, TODAY

T = TypeVar("T")
_RUN: ContextVar[dict[Hashable, Any] | None] = ContextVar("wangge_run", default=None)


def container() -> bootstrap.Container:
    """Return this process's container, its analyses on the boundaries that the URL chooses.

    Raises:
        StoreFault: the store cannot be opened.
    """
    return container_on(str(st.query_params.get(BOUNDS, TODAY)))


def container_on(view: str) -> bootstrap.Container:
    """Return the container on a view of its own (StoreFault)."""
    return bootstrap.container().on(view)


@contextmanager
def one_run() -> Iterator[None]:
    """Let `once_a_run` keep its answers until the block, one run of the script, ends."""
    token = _RUN.set({})
    try:
        yield
    finally:
        _RUN.reset(token)


def once_a_run(key: Hashable, make: Callable[[], T]) -> T:
    """Return what `make` gave for this key in this run; outside of one, it is asked each time."""
    kept = _RUN.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    found: T = kept[key]
    return found


def secret() -> str:
    """Return the session's secret that the browser sent when it connected, empty without one."""
    return str(st.context.cookies.get(SESSION_COOKIE, ""))


def wall_clock() -> datetime:
    """Return the present moment, for audit rows; analyses use the snapshot's `now`."""
    return datetime.now(UTC)


def wall_clock_s() -> float:
    """Return seconds since 1970, for the expiry of links."""
    return time.time()
