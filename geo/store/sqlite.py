"""What is SQLite's alone: pragmas, how a transaction begins, copying a store while it is used."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from geo.store.faults import fault_of

BUSY_TIMEOUT_MS = 30_000
LOCK_TIMEOUT_S = 60.0
_PRAGMAS = (
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
)
IMMEDIATE = {"sqlite_begin": "BEGIN IMMEDIATE"}
"""Execution options of a connection whose transaction writes from its start."""


def engine_for(url: URL) -> Engine:
    """Return an engine whose transactions begin when SQLAlchemy says so, not when Python does."""
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # Python's own BEGIN comes late and leaves DDL outside the transaction.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    options: dict[str, Any] = dict(connection.get_execution_options())
    connection.exec_driver_sql(options.get("sqlite_begin", "BEGIN"))


def copy(source: Path, target: Path) -> None:
    """Copy a store, consistent although others may write to it; the target appears whole."""
    draft = target.with_name(f"{target.name}.partial")
    draft.unlink(missing_ok=True)
    copy_into(source, draft)
    draft.replace(target)


def copy_into(source: Path, target: Path) -> None:
    """Replace the content of `target`, which others may hold open, by that of `source`."""
    with (
        closing(sqlite3.connect(source, timeout=LOCK_TIMEOUT_S)) as origin,
        closing(sqlite3.connect(target, timeout=LOCK_TIMEOUT_S)) as copied,
    ):
        origin.backup(copied)


@contextmanager
def one_process(store: Path) -> Iterator[None]:
    """Hold the lock file beside the store: one process at a time is inside.

    Raises:
        StoreBusy: another process kept it for longer than a minute.
    """
    with _held(store, "lock", LOCK_TIMEOUT_S):
        yield


@contextmanager
def next_in_line(store: Path) -> Iterator[None]:
    """Be the one process that waits to write to the store; leave once it is let in.

    SQLite lets whoever asks at the right moment write, and a process that writes without a pause
    would keep all others out. Here who has written must come through this door again, and finds
    the one who waits in it.

    Raises:
        StoreBusy: others stood in the door for longer than the busy timeout.
    """
    with _held(store, "turn", BUSY_TIMEOUT_MS / 1000):
        yield


@contextmanager
def _held(store: Path, name: str, patience_s: float) -> Iterator[None]:
    """Hold a file beside the store exclusively.

    It is a SQLite file: that works on every system and is free again when its process dies.
    """
    path = store.with_name(f"{store.name}.{name}")
    with closing(sqlite3.connect(path, timeout=patience_s, isolation_level=None)) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise fault_of(error, str(store)) from error
        yield
        lock.execute("ROLLBACK")
