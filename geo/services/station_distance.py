"""How far the nearest station is: a straight line × the norm `detour_factor`, no road followed."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.units import M_PER_KM
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.spatial.nearest import Nearest, nearest

DETOUR_NORM = "detour_factor"
_STRAIGHT = 1.0


def detour_factor(snapshot: Snapshot) -> float:
    """Return the norm, or 1 (the straight line itself) where the store holds none."""
    norm = snapshot.norms.get(DETOUR_NORM)
    return norm.value if norm else _STRAIGHT


@once_a_snapshot
def incident_stations(snapshot: Snapshot) -> Nearest:
    """Return the nearest station (row of `stations`) of each incident."""
    incidents = snapshot.incidents
    return _nearest_station(snapshot, incidents.lon_deg, incidents.lat_deg)


@once_a_snapshot
def cell_stations(snapshot: Snapshot) -> Nearest:
    """Return the nearest station of each cell, from a point inside it."""
    points = shapely.point_on_surface(snapshot.cells.geometry.to_numpy())
    return _nearest_station(snapshot, shapely.get_x(points), shapely.get_y(points))


@once_a_snapshot
def grid_distance_km(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return each grid's mean distance over its cells, weighted by their households.

    Unweighted where a cell's households are unknown or all are 0; NaN without cells or stations.
    """
    cells, size = snapshot.cells, len(snapshot.grids)
    distance_km = cell_stations(snapshot).estimated_m / M_PER_KM
    grid = cells["grid"].to_numpy(np.int64)
    inside = grid >= 0
    households = cells["households"].to_numpy(float, na_value=np.nan)
    total = np.bincount(grid[inside], weights=households[inside], minlength=size)
    is_weighted = np.append(np.nan_to_num(total) > 0, False)[grid]
    weight = np.where(is_weighted, households, 1.0)[inside]
    summed = np.bincount(grid[inside], weights=(weight * distance_km[inside]), minlength=size)
    weights = np.bincount(grid[inside], weights=weight, minlength=size)
    return np.asarray(summed / np.where(weights > 0, weights, np.nan), np.float64)


def _nearest_station(
    snapshot: Snapshot, lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]
) -> Nearest:
    crs, stations = snapshot.metric_crs, snapshot.stations
    targets = frames.metric_xy(
        stations["lon_deg"].to_numpy(float), stations["lat_deg"].to_numpy(float), crs
    )
    return nearest(frames.metric_xy(lon_deg, lat_deg, crs), targets, detour_factor(snapshot))
