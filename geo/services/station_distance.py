"""How far the nearest station is: a straight line × the norm `detour_factor`, no road followed.

From a pasture whose seasonal range is in force the way is measured where the range is, whatever
cells the grid has: there are its people now.
"""

from collections.abc import Mapping

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.units import M_PER_KM
from geo.services.derived import once_a_snapshot
from geo.services.pastures import range_points
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
    """Return the nearest station of each cell, from a point inside it.

    Every cell of a grid with a seasonal range in force has what `range_stations` says.
    """
    points = shapely.point_on_surface(snapshot.cells.geometry.to_numpy())
    found = _nearest_station(snapshot, shapely.get_x(points), shapely.get_y(points))
    grid = snapshot.cells["grid"].to_numpy(np.int64)
    for place, (station, straight_m) in range_stations(snapshot).items():
        found.position[grid == place] = station
        found.straight_m[grid == place] = straight_m
        found.estimated_m[grid == place] = straight_m * found.detour_factor
    return found


@once_a_snapshot
def range_stations(snapshot: Snapshot) -> Mapping[int, tuple[int, float]]:
    """Return by grid the station nearest to most of its seasonal range, and the straight line.

    The line in metres is the mean over the range to the nearest station of each point; ties go to
    the lower row. Only grids with a range in force, nothing where no station is known.
    """
    targets = _station_xy(snapshot)
    if not np.isfinite(targets).all(axis=1).any():
        return {}
    found = {place: nearest(xy, targets, _STRAIGHT) for place, xy in range_points(snapshot).items()}
    return {
        place: (int(np.bincount(one.position).argmax()), float(one.straight_m.mean()))
        for place, one in found.items()
    }


@once_a_snapshot
def grid_distance_km(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return each grid's mean distance over its cells by `cell_weights`; NaN where unknown."""
    size = len(snapshot.grids)
    grid = snapshot.cells["grid"].to_numpy(np.int64)
    inside, weight = grid >= 0, cell_weights(snapshot)
    far_km = weight * cell_stations(snapshot).estimated_m / M_PER_KM
    summed = np.bincount(grid[inside], weights=far_km[inside], minlength=size)
    weights = np.bincount(grid[inside], weights=weight[inside], minlength=size)
    return np.asarray(summed / np.where(weights > 0, weights, np.nan), np.float64)


@once_a_snapshot
def grid_station(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the station (row of `stations`) that is nearest to most of each grid's cells.

    By the weights of `cell_weights`, ties to the lower row; −1 without cells or stations.
    """
    favourite = np.full(len(snapshot.grids), -1, np.int64)
    grid = snapshot.cells["grid"].to_numpy(np.int64)
    station = cell_stations(snapshot).position
    counted = (grid >= 0) & (station >= 0)
    pairs, pair = np.unique(np.column_stack((grid, station))[counted], axis=0, return_inverse=True)
    weight = np.bincount(pair.ravel(), weights=cell_weights(snapshot)[counted])
    order = np.lexsort((pairs[:, 1], -weight, pairs[:, 0]))
    grids, first = np.unique(pairs[order, 0], return_index=True)
    favourite[grids] = pairs[order, 1][first]
    return favourite


@once_a_snapshot
def cell_weights(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return each cell's households; 1 throughout a grid with unknown or no households."""
    cells, size = snapshot.cells, len(snapshot.grids)
    grid = cells["grid"].to_numpy(np.int64)
    households = np.asarray(cells["households"].to_numpy(float, na_value=np.nan), np.float64)
    inside = grid >= 0
    total = np.bincount(grid[inside], weights=households[inside], minlength=size)
    # Position −1 reads the last entry: a cell in no grid.
    is_weighted = np.append(np.nan_to_num(total) > 0, [False])[grid]
    return np.where(is_weighted, households, 1.0)


def _nearest_station(
    snapshot: Snapshot, lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]
) -> Nearest:
    points = frames.metric_xy(lon_deg, lat_deg, snapshot.metric_crs)
    return nearest(points, _station_xy(snapshot), detour_factor(snapshot))


def _station_xy(snapshot: Snapshot) -> NDArray[np.float64]:
    lon, lat = (snapshot.stations[name].to_numpy(float) for name in ("lon_deg", "lat_deg"))
    return frames.metric_xy(lon, lat, snapshot.metric_crs)
