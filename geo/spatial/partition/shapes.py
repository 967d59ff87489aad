"""Partition to polygons: cells and grids as shapely shapes, their compactness."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode
from geo.spatial.partition.cells import Cell, Floats
from geo.spatial.partition.value import Partition

Shapes = NDArray[np.object_]
STRETCH_EDGES = 16


def shape_of(cell: Cell, xy: Floats) -> shapely.Polygon | shapely.MultiPolygon:
    """Return a cell as a polygon, or as a multipolygon where it has several parts."""
    parts = [_polygon(part, xy) for part in cell.parts]
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def _polygon(part: Sequence[NDArray[np.int64]], xy: Floats) -> shapely.Polygon:
    return shapely.Polygon(xy[part[0]], [xy[ring] for ring in part[1:]])


def shapes_of(cells: Iterable[Cell], xy: Floats) -> Shapes:
    """Return the shapes of cells, in their order."""
    given = list(cells)
    simple = [len(cell.parts) == 1 and len(cell.parts[0]) == 1 for cell in given]
    found = np.empty(len(given), object)
    if any(simple):
        rings = [cell.parts[0][0] for cell, plain in zip(given, simple, strict=True) if plain]
        which = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
        outlines = shapely.linearrings(xy[np.concatenate(rings)], indices=which)
        found[np.asarray(simple)] = shapely.polygons(outlines)
    for position, cell in enumerate(given):
        if not simple[position]:
            found[position] = shape_of(cell, xy)
    return found


def cell_shapes(
    partition: Partition,
    codes: Sequence[CellCode] | None = None,
    xy: Floats | None = None,
) -> Shapes:
    """Return the polygons of cells in the order of `codes`, or of all cells ascending.

    Another vertex table may be given, such as the same vertices in degrees: neighbours then still
    share their borders to the last bit.

    Raises:
        NotFound: a code is unknown.
    """
    wanted = partition.codes if codes is None else codes
    return shapes_of((partition.cell(code) for code in wanted), partition.xy if xy is None else xy)


def grid_shape(partition: Partition, grid: GridCode) -> shapely.Polygon | shapely.MultiPolygon:
    """Return the outline of a grid's cells together; empty for a grid without cells."""
    union = shapely.coverage_union_all(cell_shapes(partition, partition.cells_of(grid)))
    if isinstance(union, shapely.Polygon | shapely.MultiPolygon):
        return union
    return shapely.Polygon()


def stretches(shape: shapely.Geometry) -> Shapes:
    """Return the borders of a shape as lines of a few edges, whose bounds hold little else."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
    lines = [
        shapely.linestrings(xy[first : first + STRETCH_EDGES + 1])
        for xy in rings
        for first in range(0, len(xy) - 1, STRETCH_EDGES)
    ]
    return np.array(lines, object)


def by_code(partition: Partition, codes: Iterable[CellCode]) -> Mapping[CellCode, shapely.Geometry]:
    """Return the polygons of cells by their codes."""
    wanted = list(codes)
    return dict(zip(wanted, cell_shapes(partition, wanted), strict=True))


def compactness(shape: shapely.Geometry) -> float | None:
    """Return 4π·area ÷ perimeter² (Polsby & Popper 1991), 1 for a disc; None without a border."""
    return roundness(float(shapely.area(shape)), float(shapely.length(shape)))


def roundness(area_m2: float, perimeter_m: float) -> float | None:
    """Return the compactness of whatever has that area and that border; None without a border."""
    return 4 * np.pi * area_m2 / perimeter_m**2 if perimeter_m > 0 else None
