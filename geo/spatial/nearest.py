"""The nearest target of each point in metres: a straight line, and that line × a detour factor.

No road is followed here; whoever shows `estimated_m` says that it is an estimate.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree


@dataclass(frozen=True, slots=True)
class Nearest:
    """The nearest target of n points: −1 and NaN where there is no target or no position.

    `straight_m` is the straight line; `estimated_m` is `straight_m` × `detour_factor`.
    """

    position: NDArray[np.int64]
    straight_m: NDArray[np.float64]
    estimated_m: NDArray[np.float64]
    detour_factor: float


def nearest(
    points_xy: NDArray[np.float64],
    targets_xy: NDArray[np.float64],
    detour_factor: float,
) -> Nearest:
    """Return the nearest target of each point; both arrays are (n, 2) metres.

    Points and targets with a coordinate that is not finite are left out.
    """
    position = np.full(len(points_xy), -1, np.int64)
    straight_m = np.full(len(points_xy), np.nan)
    asked, usable = _finite(points_xy), np.flatnonzero(_finite(targets_xy))
    if len(usable) and asked.any():
        straight_m[asked], found = cKDTree(targets_xy[usable]).query(points_xy[asked])
        position[asked] = usable[found]
    return Nearest(position, straight_m, straight_m * detour_factor, detour_factor)


def _finite(xy: NDArray[np.float64]) -> NDArray[np.bool_]:
    return np.asarray(np.isfinite(xy).all(axis=1))
