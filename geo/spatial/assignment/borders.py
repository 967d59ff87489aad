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
LAST_OF_CELL = 16
EDGE_SHIFT = 5

# Columns of `head`.
START, BENEATH = 0, 1


class Borders(NamedTuple):
    """Border cells in one table of int32.

    Cell k has the entries from `head[k, START]` to the one flagged LAST_OF_CELL, polygon by polygon
    in ascending order of position. Where none of these polygons holds a point, `head[k, BENEATH]`
    does, or NOWHERE: it covers the cell, or at least what they leave of it. `head` is (cells, 2).
    """

    head: NDArray[np.int32]
    entry: NDArray[np.int32]

    def closed(self) -> "Borders":
        """Return the same arrays behind read-only views."""
        return Borders(read_only(self.head), read_only(self.entry))
