"""One fair queue of writers a store and process: turns go in the order of arrival.

Without it SQLite lets the luckiest retry win, and a writer among eight may wait for many seconds.
"""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


class FairQueue:
    """Hands the turn from one thread to the next, first come first served."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[tuple[int, threading.Event]] = deque()
        self._holder: int | None = None

    @property
    def waiting(self) -> int:
        """Return how many threads wait for their turn."""
        return len(self._waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for the turn, hold it inside, pass it on.

        Raises:
            RuntimeError: this thread holds the turn already; a write inside a write would wait
                for itself.
        """
        self._take()
        try:
            yield
        finally:
            self._pass_on()

    def _take(self) -> None:
        me = threading.get_ident()
        with self._guard:
            if self._holder == me:
                raise RuntimeError("a write was opened inside a write")
            if self._holder is None:
                self._holder = me
                return
            ticket = threading.Event()
            self._waiting.append((me, ticket))
        ticket.wait()

    def _pass_on(self) -> None:
        with self._guard:
            if not self._waiting:
                self._holder = None
                return
            # The turn goes straight to the next, never free in between: no newcomer overtakes.
            self._holder, ticket = self._waiting.popleft()
            ticket.set()


@cache
def queue_for(address: str) -> FairQueue:
    """Return this process's one queue for the store at that address."""
    return FairQueue()
