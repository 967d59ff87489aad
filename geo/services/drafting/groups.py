"""Which 村民小组 a cell belongs to: the area of that level which holds most of its land."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, CellCode, village_code
from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.services.backdrop import short_name
from geo.spatial import frames
from geo.spatial.frames import MetricFrame, StorageFrame
from geo.spatial.overlap import largest_overlap

_MOST_SHARE = 0.5


def groups_of(cells: MetricFrame, layers: LayerReader) -> Mapping[CellCode, str]:
    """Return the name of each cell's group, as it is called within its village.

    A cell that no group holds half of has none: a grid imported as one cell may hold five groups.
    """
    rows = layers.rows(Layer.AREAS)
    if not rows["level"].eq(AreaLevel.GROUP.value).any():
        return {}
    areas = layers.shapes(Layer.AREAS)
    is_group = areas["level"] == AreaLevel.GROUP.value
    groups = frames.as_storage(areas[is_group].reset_index(drop=True))
    names = _names(groups, areas[~is_group])
    position = _held_by(cells, groups)
    return {
        CellCode(str(code)): names[place]
        for code, place in zip(cells["code"], position.tolist(), strict=True)
        if place >= 0
    }


def _held_by(cells: MetricFrame, groups: StorageFrame) -> NDArray[np.int32]:
    """Return the group that holds most of each cell, −1 where none does.

    It is nearly always the one around the cell's inner point, which spares the other overlaps.
    """
    metric = frames.to_metric(groups, frames.MetricCrs(str(cells.crs)))
    position = _most_held(cells, metric, _around(cells, metric))
    rest = np.flatnonzero(position < 0)
    left = frames.beside(cells, pd.DataFrame(index=rest), cells.geometry.to_numpy()[rest])
    position[rest] = _most_held(left, metric, largest_overlap(left, metric))
    return position


def _around(cells: MetricFrame, groups: MetricFrame) -> NDArray[np.int32]:
    """Return a group around each cell's inner point, −1 where there is none."""
    tree = shapely.STRtree(groups.geometry.to_numpy())
    points = shapely.point_on_surface(cells.geometry.to_numpy())
    cell, group = tree.query(points, predicate="intersects")
    found = np.full(len(cells), -1, np.int32)
    found[cell] = group
    return found


def _most_held(
    cells: MetricFrame, groups: MetricFrame, position: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Return the positions of groups that hold at least half of their cell, else −1."""
    kept, found = np.full(len(position), -1, np.int32), np.flatnonzero(position >= 0)
    shapes = cells.geometry.to_numpy()[found]
    shared = shapely.intersection(shapes, groups.geometry.to_numpy()[position[found]])
    is_most = shapely.area(shared) >= _MOST_SHARE * shapely.area(shapes)
    kept[found[is_most]] = position[found[is_most]]
    return kept


def _names(groups: StorageFrame, others: pd.DataFrame) -> list[str]:
    """Return the groups' names without that of their village, which is told beside them."""
    villages = dict(zip(others["code"], others["name"], strict=True))
    return [
        _within(str(name), str(villages.get(village_code(str(code)) or AreaCode(""), "")))
        for code, name in zip(groups["code"], groups["name"], strict=True)
    ]


def _within(name: str, village: str) -> str:
    for called in (village, short_name(village)):
        if called and name.startswith(called) and name != called:
            return name.removeprefix(called)
    return name
