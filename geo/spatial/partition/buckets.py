"""Points in the order of their cells, and each cell's share of them; shared from edit to edit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.partition.cells import Floats

NO_CELL = CellCode("")
"""Where points go that no cell holds."""

Positions = NDArray[np.int32]
NONE: Positions = np.empty(0, np.int32)


class Stock(NamedTuple):
    """All points, ordered by cell and then from west to east; `row` is where each was given."""

    x: Floats
    y: Floats
    row: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Bucket:
    """The points of one cell: a range of the stock, without some, and some from elsewhere."""

    first: int = 0
    last: int = 0
    gone: Positions = field(default_factory=lambda: NONE)
    extra: Positions = field(default_factory=lambda: NONE)

    def __len__(self) -> int:
        return self.last - self.first - len(self.gone) + len(self.extra)

    def positions(self) -> Positions:
        """Return the places in the stock of all its points."""
        own = np.arange(self.first, self.last, dtype=np.int32)
        if len(self.gone):
            own = np.delete(own, self.gone - self.first)
        return np.concatenate((own, self.extra)) if len(self.extra) else own


@dataclass(frozen=True, slots=True, eq=False)
class PointsByCell:
    """Which points lie in which cell; an edit makes a new value that shares the points.

    A cell without points has no bucket.
    """

    stock: Stock
    buckets: Mapping[CellCode, Bucket]

    def rows(self, code: CellCode) -> NDArray[np.int32]:
        """Return the rows of the points in a cell, as they were given, ascending."""
        return np.sort(self.stock.row[self.buckets.get(code, Bucket()).positions()])

    def count(self, code: CellCode) -> int:
        """Return how many points lie in a cell."""
        return len(self.buckets.get(code, Bucket()))
