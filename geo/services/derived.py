"""Values worked out once from a snapshot and kept as long as it is; shared by all sessions."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from geo.services.snapshot import Snapshot

T = TypeVar("T")
P = ParamSpec("P")
MOST_QUESTIONS = 200
"""So many answers of one function are kept for one snapshot, the latest asked for."""


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


def once_a_question(
    make: Callable[Concatenate[Snapshot, P], T],
) -> Callable[Concatenate[Snapshot, P], T]:
    """Return `make` with its answers kept by what was asked, which must be hashable.

    An answer must not be changed by who gets it; concurrent callers wait for one computation.
    """
    answers = once_a_snapshot(lambda _: OrderedDict[object, T]())
    lock = threading.RLock()

    @wraps(make)
    def answer(snapshot: Snapshot, *asked: P.args, **named: P.kwargs) -> T:
        key = asked, tuple(sorted(named.items()))
        with lock:
            kept = answers(snapshot)
            if key not in kept:
                kept[key] = make(snapshot, *asked, **named)
                if len(kept) > MOST_QUESTIONS:
                    kept.popitem(last=False)
            kept.move_to_end(key)
            return kept[key]

    return cast("Callable[Concatenate[Snapshot, P], T]", answer)
