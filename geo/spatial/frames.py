"""The two coordinate systems as two types; the only module that mints or reprojects a frame.

A StorageFrame is in EPSG:4326 (storage, wire, map); a MetricFrame in the store's one metric CRS.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NewType, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Proj, Transformer

StorageFrame = NewType("StorageFrame", gpd.GeoDataFrame)
MetricFrame = NewType("MetricFrame", gpd.GeoDataFrame)
MetricCrs = NewType("MetricCrs", str)
Either = TypeVar("Either", StorageFrame, MetricFrame)
Column = pd.Series | NDArray[np.generic]

STORAGE_CRS = "EPSG:4326"
_EQUAL_TO_STORAGE = frozenset({"EPSG:4326", "EPSG:4490", "OGC:CRS84"})
_UTM_WIDTH_DEG = 6.0
_KEPT_TRANSFORMERS = 64


def from_file(raw: gpd.GeoDataFrame, crs: str) -> StorageFrame:
    """Return `raw`, given in `crs`, in the storage CRS; CGCS2000 counts as equal to it."""
    if crs in _EQUAL_TO_STORAGE:
        return StorageFrame(raw.set_crs(STORAGE_CRS, allow_override=True))
    return StorageFrame(raw.set_crs(crs, allow_override=True).to_crs(STORAGE_CRS))


def from_wkb(rows: pd.DataFrame, wkb: Sequence[bytes]) -> StorageFrame:
    """Return `rows` with a geometry column read from storage-CRS WKB in the same order."""
    geometry = shapely.from_wkb(np.asarray(wkb, dtype=object))
    return StorageFrame(gpd.GeoDataFrame(rows, geometry=geometry, crs=STORAGE_CRS))


def from_points(rows: pd.DataFrame) -> StorageFrame:
    """Return `rows` with points minted from their `lon_deg` and `lat_deg` columns."""
    points = shapely.points(rows["lon_deg"].to_numpy(float), rows["lat_deg"].to_numpy(float))
    return StorageFrame(gpd.GeoDataFrame(rows, geometry=points, crs=STORAGE_CRS))


def as_storage(rows: pd.DataFrame) -> StorageFrame:
    """Return `rows` itself, once it is seen to have a geometry in the storage CRS (TypeError)."""
    if not isinstance(rows, gpd.GeoDataFrame) or rows.crs != STORAGE_CRS:
        raise TypeError("not a frame in the storage CRS")
    return StorageFrame(rows)


def empty(columns: Sequence[str]) -> StorageFrame:
    """Return a frame without rows that has `columns` and a geometry."""
    return from_wkb(pd.DataFrame({name: [] for name in columns}), [])


def metric_crs_for(bounds_deg: tuple[float, float, float, float]) -> MetricCrs:
    """Return the metric CRS for an extent (min lon, min lat, max lon, max lat).

    The UTM zone of its centre; Albers equal-area when it is wider than six degrees.
    """
    west, south, east, north = bounds_deg
    lon, lat = (west + east) / 2, (south + north) / 2
    if east - west > _UTM_WIDTH_DEG:
        first, second = south + (north - south) / 6, north - (north - south) / 6
        return MetricCrs(
            f"+proj=aea +lat_1={first:.4f} +lat_2={second:.4f} +lat_0={lat:.4f} "
            f"+lon_0={lon:.4f} +datum=WGS84 +units=m",
        )
    zone = min(int((lon + 180) // 6) + 1, 60)
    return MetricCrs(f"EPSG:{(32600 if lat >= 0 else 32700) + zone}")


def to_metric(frame: StorageFrame, crs: MetricCrs) -> MetricFrame:
    """Return the frame in metres."""
    return MetricFrame(frame.to_crs(crs))


def to_storage(frame: MetricFrame) -> StorageFrame:
    """Return the frame in degrees."""
    return StorageFrame(frame.to_crs(STORAGE_CRS))


def metric_xy(
    lon_deg: NDArray[np.float64],
    lat_deg: NDArray[np.float64],
    crs: MetricCrs,
) -> NDArray[np.float64]:
    """Return an (n, 2) array of metres for n points in degrees."""
    return np.column_stack(_transformer(STORAGE_CRS, crs).transform(lon_deg, lat_deg))


def described(frame: Either, columns: Mapping[str, Column], kept: Sequence[str]) -> Either:
    """Return the frame with `columns` set, and of all its columns those named in `kept`."""
    whole = frame.copy()
    for name, values in columns.items():
        whole[name] = values
    return whole[list(kept)]


def beside(
    frame: MetricFrame,
    rows: pd.DataFrame,
    geometry: NDArray[np.object_],
) -> MetricFrame:
    """Return `rows` with shapes that were computed in the metres of `frame`."""
    return MetricFrame(gpd.GeoDataFrame(rows, geometry=geometry, crs=frame.crs))


def in_metres(rows: pd.DataFrame, geometry: NDArray[np.object_], crs: MetricCrs) -> MetricFrame:
    """Return `rows` with shapes that were computed in the metres of `crs`."""
    return MetricFrame(gpd.GeoDataFrame(rows, geometry=geometry, crs=crs))


def in_degrees(rows: pd.DataFrame, geometry: NDArray[np.object_]) -> StorageFrame:
    """Return `rows` with shapes that were put together in the storage CRS."""
    return StorageFrame(gpd.GeoDataFrame(rows, geometry=geometry, crs=STORAGE_CRS))


def convergence_deg(
    lon_deg: NDArray[np.float64],
    lat_deg: NDArray[np.float64],
    crs: MetricCrs,
) -> NDArray[np.float64]:
    """Return by how much grid north lies clockwise of true north at each point, in degrees."""
    if len(lon_deg) == 0:
        return np.empty(0)
    factors = Proj(crs).get_factors(lon_deg, lat_deg)
    return np.asarray(factors.meridian_convergence, float)


def storage_xy(xy: NDArray[np.float64], crs: str) -> NDArray[np.float64]:
    """Return an (n, 2) array of degrees for n points (x east, y north) given in `crs`."""
    return np.column_stack(_transformer(crs, STORAGE_CRS).transform(xy[:, 0], xy[:, 1]))


@lru_cache(maxsize=_KEPT_TRANSFORMERS)
def _transformer(source: str, target: str) -> Transformer:
    """Return the one transformer of a pair: making one takes longer than a thousand places.

    Since pyproj 3.1 threads may share it: each gets its own inside.
    """
    return Transformer.from_crs(CRS(source), CRS(target), always_xy=True)
