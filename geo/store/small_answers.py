"""Keeps small answers until anything is committed to the file, by this process or another."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from geo.store.faults import translated

T = TypeVar("T")


class Kept(Protocol):
    """Gives an answer by its name: the one at hand, or the one that is made."""

    def __call__(self, name: str, make: Callable[[], T]) -> T:
        """Return the answer."""


def asked_anew(name: str, make: Callable[[], T]) -> T:
    """Return what is made now: within one transaction there is nothing to save."""
    return make()


class SmallAnswers:
    """Asks the file for its number of changes before an answer is given again.

    `PRAGMA data_version` differs between two questions of one connection when another committed in
    between; this connection never writes, so every commit counts. It takes microseconds, where a
    query takes a millisecond of a busy process.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._kept: dict[str, tuple[int, Any]] = {}

    def value(self, name: str, make: Callable[[], T]) -> T:
        """Return what `make` gives, or what it gave if nothing was committed since."""
        number = self._number()
        held = self._kept.get(name)
        if held is None or held[0] != number:
            # Read before the answer is made: a commit in between makes it look older, never newer.
            held = self._kept[name] = number, make()
        value: T = held[1]
        return value

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._kept.clear()

    def _number(self) -> int:
        with self._lock, translated(str(self._path)):
            if self._connection is None:
                self._connection = sqlite3.connect(
                    f"{self._path.as_uri()}?mode=ro",
                    uri=True,
                    check_same_thread=False,
                    isolation_level=None,
                )
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
