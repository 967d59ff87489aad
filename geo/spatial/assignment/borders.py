"""What a border cell carries: the edges that touch it and what is known at its reference point."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.compiled import read_only

# A raster cell's value: a polygon's position, NOWHERE, or FIRST_BORDER - (number of border cell).
NOWHERE = -1
FIRST_BORDER = -2
# A point's label while only GEOS can tell.
UNDECIDED = -2

# Flags below the edge number of an entry.
EDGE_LEFT = 1  # the reference point lies left of the edge
INSIDE = 2  # the reference point lies inside the edge's polygon
EDGE_UNSURE = 4  # the reference point lies on the edge's line
FIRST_OF_POLYGON = 8  # another polygon's entries begin
EDGE_SHIFT = 4


class Borders(NamedTuple):
    """Border cells in one table.

    Cell k has the entries `start[k]` to `start[k + 1] - 1`, polygon by polygon in ascending order
    of position; `beneath[k]` is the lowest polygon that covers it without an edge, or NOWHERE.
    All arrays are int32 but `start`, int64.
    """

    start: NDArray[np.int64]
    entry: NDArray[np.int32]
    beneath: NDArray[np.int32]

    def closed(self) -> "Borders":
        """Return the same arrays behind read-only views."""
        return Borders(read_only(self.start), read_only(self.entry), read_only(self.beneath))
