"""Values worked out once from a snapshot and kept as long as it is; shared by all sessions."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
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

    An answer must not be changed by who gets it. Who asks the same meanwhile waits for it; a fault
    is told to all of them and not kept.
    """
    answers = once_a_snapshot(lambda _: OrderedDict[object, Future[T]]())
    lock = threading.Lock()

    @wraps(make)
    def answer(snapshot: Snapshot, *asked: P.args, **named: P.kwargs) -> T:
        key = asked, tuple(sorted(named.items()))
        with lock:
            kept = answers(snapshot)
            is_first = key not in kept
            promised = kept.setdefault(key, Future())
            kept.move_to_end(key)
            if len(kept) > MOST_QUESTIONS:
                kept.popitem(last=False)
        if is_first:
            try:
                promised.set_result(make(snapshot, *asked, **named))
            except BaseException as fault:
                kept.pop(key, None)
                promised.set_exception(fault)
        return promised.result()

    return cast("Callable[Concatenate[Snapshot, P], T]", answer)
