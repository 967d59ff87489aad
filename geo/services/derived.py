"""Values worked out once from a snapshot and kept as long as it is; shared by all sessions."""

import threading
from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from geo.services.snapshot import Snapshot

T = TypeVar("T")


def once_a_snapshot(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """Return `make` with its answer kept; concurrent callers wait for one computation."""
    kept: WeakKeyDictionary[Snapshot, T] = WeakKeyDictionary()
    lock = threading.RLock()

    @wraps(make)
    def value(snapshot: Snapshot) -> T:
        with lock:
            if snapshot not in kept:
                kept[snapshot] = make(snapshot)
            return kept[snapshot]

    return value
