"""Frames to partitions: vertices found equal become one, or the faults are named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import NotAPartition
from geo.spatial.frames import MetricFrame
from geo.spatial.partition.cells import Cell, Cells, Floats, Ids, Part, box, cell_of
from geo.spatial.partition.contacts import contacts
from geo.spatial.partition.value import Partition
from geo.spatial.partition.vertices import VertexTable, table_of

GAP_WIDTH_M = 0.01
"""Two borders closer than this, and not the same, were meant to be the same."""
NAMED = 5


def build_partition(cells: MetricFrame) -> Partition:
    """Return the partition of cells: code, grid_code, geometry.

    Raises:
        NotAPartition: cells overlap, leave slits, do not share vertices, or two have one code;
            values: cells (the first few), count, and x_m, y_m of the first fault.
    """
    ordered = cells.sort_values("code", kind="stable")
    codes = tuple(CellCode(str(code)) for code in ordered["code"])
    shapes = ordered.geometry.to_numpy()
    _require_one_each(codes)
    _require_coverage(codes, shapes)
    grids = [GridCode(str(grid)) for grid in ordered["grid_code"]]
    xy, parts = _taken_apart(shapes)
    found = {code: cell_of(grid, own) for code, grid, own in zip(codes, grids, parts, strict=True)}
    return partition_of(table_of(xy), found)


def partition_of(vertices: VertexTable, cells: Cells) -> Partition:
    """Return the partition of cells that are known to tile, ascending by code."""
    codes = tuple(cells)
    boxes = np.array([box(cell, vertices.xy) for cell in cells.values()]).reshape(-1, 4)
    return Partition(
        vertices=vertices,
        codes=codes,
        boxes=boxes,
        cells=cells,
        neighbours=contacts(cells, vertices.xy),
        members=members(cells),
        issued={},
    )


def members(cells: Mapping[CellCode, Cell]) -> dict[GridCode, tuple[CellCode, ...]]:
    """Return each grid's cells, ascending as `cells` are."""
    found: dict[GridCode, list[CellCode]] = defaultdict(list)
    for code, cell in cells.items():
        found[cell.grid].append(code)
    return {grid: tuple(own) for grid, own in found.items()}


def faults(shapes: NDArray[np.object_]) -> tuple[Ids, Floats]:
    """Return the positions of shapes that keep a layer from being a partition, and a place each."""
    wrong = ~shapely.is_valid(shapes) | shapely.is_missing(shapes) | shapely.is_empty(shapes)
    wrong |= ~np.isin(shapely.get_type_id(shapes), (3, 6))
    places = shapes
    if not wrong.any():
        places = shapely.coverage_invalid_edges(shapes, gap_width=GAP_WIDTH_M)
        wrong = ~(shapely.is_missing(places) | shapely.is_empty(places))
    position = np.flatnonzero(wrong)
    first = [_first_place(place) for place in places[position]]
    return position, np.array(first, float).reshape(-1, 2)


def _first_place(place: shapely.Geometry | None) -> tuple[float, float]:
    at = shapely.get_coordinates(place)
    return (float(at[0, 0]), float(at[0, 1])) if len(at) else (np.nan, np.nan)


def _require_one_each(codes: Sequence[CellCode]) -> None:
    twice = sorted({one for one, other in pairwise(codes) if one == other})
    if twice:
        raise NotAPartition(cells=", ".join(twice[:NAMED]), count=len(twice))


def _require_coverage(codes: Sequence[CellCode], shapes: NDArray[np.object_]) -> None:
    position, places = faults(shapes)
    if len(position) == 0:
        return
    named = ", ".join(codes[row] for row in position[:NAMED])
    x_m, y_m = places[0].tolist()
    raise NotAPartition(cells=named, count=len(position), x_m=x_m, y_m=y_m)


def _taken_apart(shapes: NDArray[np.object_]) -> tuple[Floats, list[list[Part]]]:
    """Return the distinct vertices, and each shape's parts as rings of their rows."""
    parts, part_shape = shapely.get_parts(shapely.orient_polygons(shapes), return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    # As complex numbers, which sort by x and then y, ten times as fast as rows.
    distinct, ids = np.unique(xy.view(np.complex128).ravel(), return_inverse=True)
    ends = np.cumsum(np.bincount(ring, minlength=len(rings)))[:-1]
    rows = [one[:-1] for one in np.split(ids.astype(np.int64), ends)]
    by_part: list[list[Ids]] = [[] for _ in parts]
    for row, part in zip(rows, ring_part.tolist(), strict=True):
        by_part[part].append(row)
    by_shape: list[list[Part]] = [[] for _ in shapes]
    for own, shape in zip(by_part, part_shape.tolist(), strict=True):
        by_shape[shape].append(tuple(own))
    return distinct.view(np.float64).reshape(-1, 2), by_shape
