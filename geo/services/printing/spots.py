"""Incidents on paper: what lies near each other is one mark, as on the screen, by the extent."""

import numpy as np
from numpy.typing import NDArray

from geo.domain.policy import Actor
from geo.ports.documents import Extent
from geo.ports.printed_maps import IncidentSpot
from geo.services.incident_tiles import IncidentTiles, Marks
from geo.services.scope import Scope
from geo.spatial import frames, tiles
from geo.spatial.frames import MetricCrs
from geo.spatial.tiles import Tile

_SQUARES_ALONG = 22
"""So many squares along the longer side of the map: about a centimetre each on A4."""
_TILES_ALONG = 4
_WEB_MERCATOR, _WORLD_M = "EPSG:3857", 40_075_016.685578488


def spots(
    source: IncidentTiles, actor: Actor, scope: Scope, extent: Extent, crs: MetricCrs
) -> list[IncidentSpot]:
    """Return the marks of an extent, each at the weighted middle of what it stands for.

    Raises:
        NotPermitted: the actor may not see incidents.
        NotFound: the scope names a grid that is not there.
    """
    found = [
        _metric(source.marks(actor, scope, tile), tile, crs) for tile in _covering(extent, crs)
    ]
    xy = np.concatenate([one for one, _, _ in found])
    count = np.concatenate([one for _, one, _ in found])
    late = np.concatenate([one for _, _, one in found])
    west, south, east, north = extent
    inside = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
    return _summed(xy[inside], count[inside], late[inside], extent)


def _summed(
    xy: NDArray[np.float64], count: NDArray[np.int64], late: NDArray[np.int64], extent: Extent
) -> list[IncidentSpot]:
    west, south, east, north = extent
    side = max(east - west, north - south) / _SQUARES_ALONG
    square = np.floor((xy - [west, south]) / side).astype(np.int64)
    names, place = np.unique(square[:, 0] * 10_000 + square[:, 1], return_inverse=True)
    size = len(names)
    total = np.bincount(place, count, size)
    x, y = (np.bincount(place, one * count, size) / total for one in xy.T)
    late_total = np.bincount(place, late, size)
    rows = zip(x.tolist(), y.tolist(), total.tolist(), late_total.tolist(), strict=True)
    return [IncidentSpot(x_m, y_m, int(n), int(many)) for x_m, y_m, n, many in rows]


def _metric(
    marks: Marks, tile: Tile, crs: MetricCrs
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    world = (marks.at + np.array([tile.x, tile.y], float)) / float(1 << tile.zoom)
    mercator = (world - 0.5) * np.array([_WORLD_M, -_WORLD_M])
    lon, lat = frames.storage_xy(mercator, _WEB_MERCATOR).T
    return frames.metric_xy(lon, lat, crs), marks.count, marks.late


def _covering(extent: Extent, crs: MetricCrs) -> list[Tile]:
    """Return the tiles of the deepest zoom of which at most a few lie along the extent."""
    west, south, east, north = extent
    corners = np.array([[west, south], [west, north], [east, south], [east, north]])
    world = tiles.world_xy(*frames.storage_xy(corners, crs).T)
    low, high = world.min(axis=0), world.max(axis=0)
    span = max(float((high - low).max()), 1e-9)
    zoom = int(np.clip(np.floor(np.log2(_TILES_ALONG / span)), 0, tiles.DEEPEST - 4))
    side = 1 << zoom
    first = np.clip(np.floor(low * side), 0, side - 1).astype(int)
    last = np.clip(np.floor(high * side), 0, side - 1).astype(int)
    across, down = (range(first[axis], last[axis] + 1) for axis in (0, 1))
    return [Tile(zoom, x, y) for x in across for y in down]
