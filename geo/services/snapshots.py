"""The one present snapshot, shared by all sessions: built once for each state of the store."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from geo.domain.layers import Layer
from geo.ports.store import Reading, Store
from geo.services.snapshot import Snapshot
from geo.services.snapshot_build import build, is_same_ground, renewed

Key = tuple[tuple[tuple[Layer, int], ...], int]
_BEFORE_ANY_INCIDENT = datetime(1970, 1, 1, tzinfo=UTC)


def _no_clock() -> datetime:
    return _BEFORE_ANY_INCIDENT


class SnapshotSource(Protocol):
    """Whatever gives the snapshot to read."""

    def current(self) -> Snapshot:
        """Return the snapshot."""

    def latest(self) -> Snapshot | None:
        """Return the last one that was ready, without waiting; None when none ever was."""


class Snapshots:
    """Keeps the present snapshot alone: an older one lives as long as somebody reads it.

    `clock` is asked only where the store names no present and shows no incident.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime] = _no_clock) -> None:
        self._store = store
        self._clock = clock
        self._building = threading.Lock()
        self._held: tuple[Key, Snapshot] | None = None

    def current(self) -> Snapshot:
        """Return the snapshot of what the store holds now.

        Concurrent callers wait for one build; when it fails the last one stays at hand.
        """
        key = _key(self._store)
        held = self._held
        if held is not None and held[0] == key:
            return held[1]
        with self._building:
            return self._rebuilt()

    def latest(self) -> Snapshot | None:
        """Return the last snapshot that was ready, without waiting; None when none ever was."""
        held = self._held
        return held[1] if held else None

    def _rebuilt(self) -> Snapshot:
        with self._store.at_one_moment() as reading:
            key = _key(reading)
            if self._held is None or self._held[0] != key:
                self._held = key, self._made(reading, key)
            return self._held[1]

    def _made(self, reading: Reading, key: Key) -> Snapshot:
        """Return a new snapshot; one whose layers are unchanged lends its columns."""
        held = self._held
        if held is not None and held[0][0] == key[0] and is_same_ground(held[1], reading):
            return renewed(held[1], reading)
        return build(reading, self._clock())


def _key(reading: Reading) -> Key:
    return tuple(sorted(reading.layers.revisions().items())), reading.settings_revision()
