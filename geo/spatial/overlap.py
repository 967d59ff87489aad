"""Cells laid over grids: which grid a cell belongs to, and what people a grid has by its cells."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.frames import MetricFrame


def largest_overlap(cells: MetricFrame, grids: MetricFrame) -> NDArray[np.int32]:
    """Return for each cell the position of the grid it overlaps most, −1 where it overlaps none.

    Equal overlaps go to the lowest position; touching without a common area is no overlap.
    """
    cell_shapes, grid_shapes = cells.geometry.to_numpy(), grids.geometry.to_numpy()
    position = np.full(len(cell_shapes), -1, np.int32)
    cell, grid = shapely.STRtree(grid_shapes).query(cell_shapes, predicate="intersects")
    area = shapely.area(shapely.intersection(cell_shapes[cell], grid_shapes[grid]))
    order = np.lexsort((grid, -area, cell))
    order = order[area[order] > 0]
    owners, first = np.unique(cell[order], return_index=True)
    position[owners] = grid[order][first]
    return position


def summed(
    amount: NDArray[np.float64],
    grid: NDArray[np.int32],
    grids: int,
) -> NDArray[np.float64]:
    """Return the sum of cells' amounts for each of `grids` positions, as (grids,) floats.

    Unknown (NaN) where the grid has no cell or one of its cells is unknown: a part is no sum.
    """
    placed = grid >= 0
    total = np.bincount(grid[placed], weights=amount[placed], minlength=grids)
    return np.where(np.bincount(grid[placed], minlength=grids) > 0, total, np.nan)
