"""Which shapes share a border, and how long it is (rook: touching in a point is not enough).

A valid coverage is read edge by edge; anything else within a tolerance, overlaps included.
"""

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.spatial.frames import MetricFrame

COLUMNS = ("first", "second", "border_m")
_CORNER_CONTACT = 4.0
"""Two shapes that meet in a corner alone run within the tolerance for up to four times it."""


def shared_borders(shapes: MetricFrame, tolerance_m: float = 0.5) -> pd.DataFrame:
    """Return one row a pair of neighbours: first < second (positions), border_m.

    Ordered by first, second. In a valid coverage lengths are exact; in a dirty layer a border
    counts where it runs within `tolerance_m` of the other's, and pairs that only meet in a
    corner are left out.
    """
    geometry = shapes.geometry.to_numpy()
    if len(geometry) == 0:
        return _table(np.empty((0, 2), np.int64), np.empty(0))
    if shapely.coverage_is_valid(geometry):
        return _table(*_matched_edges(geometry))
    return _table(*_close_borders(geometry, tolerance_m))


def neighbours(borders: pd.DataFrame, position: int) -> pd.DataFrame:
    """Return the neighbours of one shape, longest border first: position, border_m."""
    first, second = borders["first"] == position, borders["second"] == position
    found = pd.concat(
        [
            borders.loc[first, ["second", "border_m"]].set_axis(["position", "border_m"], axis=1),
            borders.loc[second, ["first", "border_m"]].set_axis(["position", "border_m"], axis=1),
        ],
    )
    ordered = found.sort_values(["border_m", "position"], ascending=[False, True])
    return ordered.reset_index(drop=True)


def _table(pairs: NDArray[np.int64], border_m: NDArray[np.float64]) -> pd.DataFrame:
    table = pd.DataFrame({"first": pairs[:, 0], "second": pairs[:, 1], "border_m": border_m})
    return table.sort_values(["first", "second"]).reset_index(drop=True)


def _matched_edges(
    geometry: NDArray[np.object_],
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs and lengths: in a valid coverage a shared edge has the same two ends."""
    ends, owner = _edges(geometry)
    order = np.lexsort(ends.T)
    ends, owner = ends[order], owner[order]
    same = (ends[1:] == ends[:-1]).all(axis=1) & (owner[1:] != owner[:-1])
    left, right = owner[:-1][same], owner[1:][same]
    length_m = np.hypot(*(ends[1:][same, :2] - ends[1:][same, 2:]).T)
    pairs = np.column_stack((np.minimum(left, right), np.maximum(left, right)))
    unique, group = np.unique(pairs, axis=0, return_inverse=True)
    border_m = np.bincount(group.ravel(), weights=length_m, minlength=len(unique))
    return unique.astype(np.int64), border_m.astype(float)


def _edges(geometry: NDArray[np.object_]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return (m, 4) edges with the lesser end first, and the position of each one's shape."""
    parts, part_owner = shapely.get_parts(geometry, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    start, end = xy[:-1][inside], xy[1:][inside]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    ends = np.where(swap[:, None], np.hstack((end, start)), np.hstack((start, end)))
    return ends, part_owner[ring_part[ring[:-1][inside]]].astype(np.int64)


def _close_borders(
    geometry: NDArray[np.object_],
    tolerance_m: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Return pairs and the length of the first's border that runs close to the second's."""
    found = shapely.STRtree(geometry).query(geometry, "dwithin", distance=tolerance_m).T
    pairs = found[found[:, 0] < found[:, 1]].astype(np.int64)
    border = shapely.boundary(geometry)
    belt = shapely.buffer(border, tolerance_m, cap_style="flat")
    border_m = shapely.length(shapely.intersection(border[pairs[:, 0]], belt[pairs[:, 1]]))
    shared = border_m > _CORNER_CONTACT * tolerance_m
    return pairs[shared], border_m[shared]
