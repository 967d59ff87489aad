"""The coordinates of a point layer: read, checked, brought into the storage CRS."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.records import CrsUse
from geo.io.crs import crs_use, storage_coordinates
from geo.io.source import Geometries, Told
from geo.io.values import read_numbers
from geo.ports.files import Finding
from geo.spatial.frames import STORAGE_CRS

PILE_DECIMALS = 2
PILE_ROWS = 5
_LON, _LAT = 180.0, 90.0


@dataclass(frozen=True, slots=True)
class Points:
    """Longitudes and latitudes by row number, what was found, and the system they came in."""

    degrees: pd.DataFrame
    findings: tuple[Finding, ...]
    crs: CrsUse


def read_points(
    text: pd.DataFrame, asked: str, declared: str | None, file: str, told: Told
) -> Points:
    """Return points from the text columns `lon_deg` and `lat_deg`.

    Raises:
        BadFile: the coordinates are not in the system claimed or assumed.
    """
    x, bad_x = read_numbers(text["lon_deg"])
    told(0.3)
    y, bad_y = read_numbers(text["lat_deg"])
    told(0.6)
    bad = Finding("bad_number", text.index.to_numpy()[bad_x | bad_y], detail="lon_deg, lat_deg")
    xy = np.column_stack([x.to_numpy(np.float64), y.to_numpy(np.float64)]).astype(np.float64)
    points = _located(xy, text.index, crs_use(asked, declared, xy, file))
    return Points(points.degrees, (bad, *points.findings), points.crs)


def points_of(
    geometry: Geometries, index: pd.Index, asked: str, declared: str | None, file: str
) -> Points:
    """Return points from point geometries; other geometries have no coordinates here.

    Raises:
        BadFile: the coordinates are not in the system claimed or assumed.
    """
    x, y = shapely.get_x(geometry), shapely.get_y(geometry)
    xy = np.column_stack([x, y]).astype("float64")
    return _located(xy, index, crs_use(asked, declared, xy, file))


def _located(xy: NDArray[np.float64], index: pd.Index, crs: CrsUse) -> Points:
    blank = np.isnan(xy).any(axis=1) | (xy == 0.0).all(axis=1)
    moved = storage_coordinates(np.where(blank[:, None], np.nan, xy), crs.used)
    lon, lat = moved[:, 0], moved[:, 1]
    off = ~blank & ~((np.abs(lon) <= _LON) & (np.abs(lat) <= _LAT))
    swapped = off & (np.abs(xy[:, 1]) <= _LON) & (np.abs(xy[:, 0]) <= _LAT)
    pile, shared = _piles(xy, crs)
    rows = index.to_numpy()
    findings = (
        Finding("no_coordinates", rows[blank]),
        Finding("swapped_coordinates", rows[swapped]),
        Finding("out_of_range", rows[off & ~swapped], detail="lon_deg, lat_deg"),
        Finding("coordinate_pile", rows[pile & ~blank]),
        Finding("shared_point", rows[shared & ~blank], is_warning=True),
    )
    degrees = pd.DataFrame({"lon_deg": lon, "lat_deg": lat}, index=index)
    degrees.loc[off] = np.nan
    return Points(degrees, findings, crs)


def _piles(xy: NDArray[np.float64], crs: CrsUse) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which rows lie on a rounded point, and which on an exact one, that many share.

    Rounding shows in degrees alone; a projected file has shared points only.
    """
    pairs = pd.DataFrame({"x": xy[:, 0], "y": xy[:, 1]})
    many = pairs.groupby(["x", "y"])["x"].transform("size").fillna(0).to_numpy() >= PILE_ROWS
    rounded = (np.round(xy, PILE_DECIMALS) == xy).all(axis=1)
    if crs.used not in {STORAGE_CRS, "EPSG:4490", "OGC:CRS84", "GCJ-02", "BD-09"}:
        rounded = np.zeros(len(xy), dtype=bool)
    return many & rounded, many & ~rounded
