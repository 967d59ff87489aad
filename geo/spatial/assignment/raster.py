"""The raster laid over the polygons: its size, and which raster cell a coordinate falls in.

Inside kernels, distances are counted in raster cells; a cell is numbered row × columns + column.
"""

from math import sqrt
from typing import NamedTuple

from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.predicates import Point

# Edges are entered in every cell they come this near to (in cells): far above the rounding of a
# position in cells (1e-11), far below what would enter them needlessly often.
MARGIN = 1e-6
# Where in its cell the reference point lies: off the lattice that real coordinates are rounded to.
REFERENCE_X, REFERENCE_Y = 0.4780239121, 0.5341877043

CELLS_PER_POLYGON = 200
CELLS_PER_EDGE = 4
FEWEST_PER_POLYGON = 20
POINTS_PER_CELL = 4
FEWEST_CELLS, MOST_CELLS = 2**12, 2**23
# Mean number of polygon boxes over a cell beyond which the raster is made coarser.
BOXES_PER_CELL = 8
# Cells must be wider than this many units in the last place of the coordinates.
ULPS_PER_CELL = 256
ULP = 2.0**-52


class Raster(NamedTuple):
    """A grid of equal cells; `per_x`, `per_y` are cells per coordinate unit."""

    west: float
    south: float
    step_x: float
    step_y: float
    per_x: float
    per_y: float
    columns: int
    rows: int


class Extent(NamedTuple):
    """A bounding box in coordinate units."""

    west: float
    south: float
    east: float
    north: float


def wanted_cells(polygons: int, edges: int, points: int, boxes_per_cell: float) -> int:
    """Return how many cells pay: many for many polygons, edges or expected points.

    A raster much finer than the points is never repaid, unless cells would hold whole polygons.
    """
    cells = max(CELLS_PER_POLYGON * polygons, CELLS_PER_EDGE * edges, points // POINTS_PER_CELL)
    cells = min(MOST_CELLS, cells, max(points, FEWEST_PER_POLYGON * polygons))
    if boxes_per_cell > BOXES_PER_CELL:
        cells = int(cells * BOXES_PER_CELL / boxes_per_cell)
    return max(FEWEST_CELLS, cells)


def raster_over(extent: Extent, cells: int) -> Raster:
    """Return a raster of about `cells` nearly square cells; `extent` lies well inside it."""
    width, height = extent.east - extent.west, extent.north - extent.south
    largest = max(abs(value) for value in extent)
    finest = max(largest * ULPS_PER_CELL * ULP, 1e-120)
    side = max(sqrt(max(width, finest) * max(height, finest) / cells), finest)
    columns = int(min(max(width / side, 1), cells)) + 2
    rows = int(min(max(height / side, 1), cells)) + 2
    step_x = max(width / (columns - 1), finest)
    step_y = max(height / (rows - 1), finest)
    return Raster(
        extent.west - step_x / 2,
        extent.south - step_y / 2,
        step_x,
        step_y,
        1 / step_x,
        1 / step_y,
        columns,
        rows,
    )


@kernel
def in_cells(raster: Raster, p: Point) -> Point:
    """Return a position counted in cells from the raster's south-west corner."""
    return (p[0] - raster.west) * raster.per_x, (p[1] - raster.south) * raster.per_y


@kernel
def reference_point(raster: Raster, column: int, row: int) -> Point:
    """Return the point of a cell at which the side of every polygon is known beforehand."""
    x = raster.west + (column + REFERENCE_X) * raster.step_x
    return x, reference_y(raster, row)


@kernel
def reference_y(raster: Raster, row: int) -> float:
    """Return the height of the reference points of a row."""
    return raster.south + (row + REFERENCE_Y) * raster.step_y
