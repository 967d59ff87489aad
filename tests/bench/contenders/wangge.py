"""Ours: build the hybrid index, look up, count. The kernels' cache loads on the clock."""

import numba

from geo.spatial import assignment
from tests.bench.contenders.given import Input, Table

# Numba loads most of itself, and SciPy, at the first call of anything compiled.
numba.njit(lambda: None)()


def count(given: Input) -> Table:
    """Return the table by the hybrid index."""
    index = assignment.build_index(given.polygons, expected_points=len(given.x))
    table = assignment.count_table(index, given.x, given.y, given.category, given.day)
    return table.grid, table.category, table.day, table.count
