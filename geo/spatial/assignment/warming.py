"""Compiling every kernel before anyone waits for one."""

import numpy as np
import shapely

from geo.spatial.assignment.counting import count_table
from geo.spatial.assignment.index import build_index
from geo.spatial.assignment.threads import SMALLEST_SHARE, THREADS


def warm() -> None:
    """Compile, or load from the cache on disk, every kernel of the package."""
    points = THREADS * SMALLEST_SHARE
    x = np.linspace(-0.5, 2.5, points)
    index = build_index([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    kind = np.zeros(points, np.int32)
    count_table(index, x, np.full(points, 0.5), kind, kind)
