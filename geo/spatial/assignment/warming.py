"""Compiling every kernel before anyone waits for one."""

import numpy as np
import shapely

from geo.spatial.assignment.counting import count_table
from geo.spatial.assignment.index import FEWEST_TO_ORDER, build_index, locate
from geo.spatial.assignment.threads import THREADS


def warm() -> None:
    """Compile, or load from the cache on disk, every kernel of the package."""
    # Enough points that the kernels for many run, then few for the others.
    x = np.linspace(-0.5, 2.5, THREADS * FEWEST_TO_ORDER)
    y = np.full(len(x), 0.5)
    index = build_index([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    kind = np.zeros(len(x), np.int32)
    count_table(index, x, y, kind, kind)
    locate(index, x[:1], y[:1])
