"""Compiling every kernel of the partition before anyone waits for one."""

import numpy as np

from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.compiled_points import label


def warm() -> None:
    """Compile, or load from the cache on disk, every kernel of the package."""
    nothing, first = read_only(np.empty(0)), read_only(np.zeros(1, np.int64))
    edges, boxes = read_only(np.empty((0, 4))), read_only(np.empty((0, 4)))
    label((nothing, nothing), edges, first, boxes, np.empty(0, np.int64))
