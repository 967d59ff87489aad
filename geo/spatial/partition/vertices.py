"""The one vertex table of a partition: append-only, shared by all its later values."""

from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

GROWTH = 1.25
SPARE = 1_024


@dataclass(slots=True)
class _Room:
    """Memory that several tables read the beginning of; only its end is ever written."""

    xy: NDArray[np.float64]
    used: int
    lock: Lock = field(default_factory=Lock)

    def claimed(self, since: int, count: int) -> bool:
        """Return whether the rows `since` … `since + count` were free and now are the caller's."""
        with self.lock:
            if self.used != since or since + count > len(self.xy):
                return False
            self.used = since + count
            return True

    def released(self, since: int, until: int) -> None:
        """Free the rows `since` … `until` where none behind them is used."""
        with self.lock:
            if self.used == until:
                self.used = since


@dataclass(frozen=True, slots=True, eq=False)
class VertexTable:
    """Places in metres by vertex id; a longer table leaves the shorter one as it was."""

    room: _Room
    count: int

    @property
    def xy(self) -> NDArray[np.float64]:
        """Return an (n, 2) array of metres, closed to writing; an id is a row."""
        view = self.room.xy[: self.count]
        view.flags.writeable = False
        return view

    def place(self, vertex: int) -> tuple[float, float]:
        """Return the place of one vertex in metres."""
        x_m, y_m = self.room.xy[vertex].tolist()
        return x_m, y_m

    def __contains__(self, vertex: object) -> bool:
        return isinstance(vertex, int) and 0 <= vertex < self.count

    def __reduce__(self) -> tuple[object, ...]:
        return table_of, (np.array(self.xy),)


def table_of(xy: NDArray[np.float64]) -> VertexTable:
    """Return a table that holds `xy`, an (n, 2) array of metres."""
    room = np.empty((int(len(xy) * GROWTH) + SPARE, 2))
    room[: len(xy)] = xy
    return VertexTable(_Room(room, len(xy)), len(xy))


def appended(table: VertexTable, xy: NDArray[np.float64]) -> VertexTable:
    """Return the table with `xy` behind its rows; copies only where another value grew first."""
    if len(xy) == 0:
        return table
    if not table.room.claimed(table.count, len(xy)):
        return table_of(np.concatenate((table.xy, xy)))
    table.room.xy[table.count : table.count + len(xy)] = xy
    return VertexTable(table.room, table.count + len(xy))


def given_back(longer: VertexTable, shorter: VertexTable) -> None:
    """Free what `longer` has beyond `shorter`; nobody may read `longer` after that.

    The next table grows in its place, where otherwise it would have to copy all rows.
    """
    if longer.room is shorter.room:
        longer.room.released(shorter.count, longer.count)
