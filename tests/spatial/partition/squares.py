"""Partitions of unit squares in metres of which every number can be checked by hand.

Cell `r c` of a board stands in row r from the south and column c from the west, under the code
`c<r><c>`; its south-west corner is (100 c, 100 r).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.domain.codes import CellCode, GridCode
from geo.spatial import frames
from geo.spatial.frames import MetricCrs, MetricFrame
from geo.spatial.partition import Partition, build_partition, cell_shapes, total_area_m2
from geo.spatial.partition.contacts import contacts

UTM_46 = MetricCrs("EPSG:32646")
SIDE = 100.0


def layer(cells: Mapping[str, tuple[str, BaseGeometry]]) -> MetricFrame:
    """Return a frame of code → (grid, shape)."""
    rows = pd.DataFrame(
        {"code": list(cells), "grid_code": [grid for grid, _ in cells.values()]},
    )
    shapes = np.empty(len(cells), object)
    shapes[:] = [shape for _, shape in cells.values()]
    return frames.in_metres(rows, shapes, UTM_46)


def square(row: int, column: int) -> BaseGeometry:
    return shapely.box(SIDE * column, SIDE * row, SIDE * (column + 1), SIDE * (row + 1))


def board(*rows: str) -> Partition:
    """Return squares under one-letter grids, the southernmost row first; '.' is no cell."""
    return build_partition(
        layer(
            {
                f"c{row}{column}": (grid, square(row, column))
                for row, grids in enumerate(rows)
                for column, grid in enumerate(grids)
                if grid != "."
            },
        ),
    )


def code(name: str) -> CellCode:
    return CellCode(name)


def codes(*names: str) -> tuple[CellCode, ...]:
    return tuple(CellCode(name) for name in names)


def grid(name: str) -> GridCode:
    return GridCode(name)


def vertex_at(partition: Partition, x: float, y: float) -> int:
    """Return the id of the vertex in use nearest to a place."""
    used = np.unique(np.concatenate([r for c in partition.cells.values() for r in c.rings]))
    away = np.hypot(*(partition.xy[used] - (x, y)).T)
    return int(used[away.argmin()])


def line(*places: tuple[float, float]) -> np.ndarray:
    return np.array(places, float)


def area(partition: Partition, names: Sequence[str]) -> list[float]:
    shapes = cell_shapes(partition, [CellCode(name) for name in names])
    return [float(one) for one in shapely.area(shapes)]


def assert_sound(partition: Partition) -> None:
    """Every law that holds of every partition, by the slow way."""
    shapes = cell_shapes(partition)
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert list(partition.codes) == sorted(partition.cells)
    assert contacts(dict(partition.cells), partition.xy) == partition.neighbours
    assert np.array_equal(shapely.bounds(shapes), partition.boxes)
    labels = {one: cell.grid for one, cell in partition.cells.items()}
    assert {c: g for g, own in partition.members.items() for c in own} == labels
    assert np.isclose(total_area_m2(partition), shapely.area(shapes).sum(), rtol=1e-12)
