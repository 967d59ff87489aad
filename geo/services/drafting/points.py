"""Incidents, cameras and stations by the cell of a draft that each lies in."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.services.drafting.base import DraftBase
from geo.spatial import frames
from geo.spatial.partition.points import NO_CELL, PointsByCell, points_by_cell

INCIDENTS, CAMERAS, STATIONS = "incidents", "cameras", "stations"


def points_of(base: DraftBase) -> Mapping[str, PointsByCell]:
    """Return the points of the snapshot in the cells of the base, by layer."""
    snapshot = base.snapshot
    placed = {
        INCIDENTS: (snapshot.incidents.lon_deg, snapshot.incidents.lat_deg),
        CAMERAS: _degrees(snapshot.cameras),
        STATIONS: _degrees(snapshot.stations),
    }
    found = {}
    for name, (lon, lat) in placed.items():
        xy = frames.metric_xy(lon, lat, base.crs)
        found[name] = points_by_cell(base.partition, *np.ascontiguousarray(xy.T))
    return found


def rows_in(points: PointsByCell, cells: Iterable[CellCode]) -> NDArray[np.int64]:
    """Return the rows of the points in some cells, in no order."""
    buckets = [points.buckets[code] for code in cells if code in points.buckets]
    places = [bucket.positions() for bucket in buckets if len(bucket)]
    if not places:
        return np.empty(0, np.int64)
    return points.stock.row[np.concatenate(places)].astype(np.int64)


def occupied(points: PointsByCell) -> list[CellCode]:
    """Return the cells that hold a point."""
    return [code for code, bucket in points.buckets.items() if code != NO_CELL and len(bucket)]


def _degrees(rows: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    lon, lat = (rows[name].to_numpy(float) for name in ("lon_deg", "lat_deg"))
    return lon, lat
