"""GeoJSON through GDAL's driver of that name and no other."""

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.domain.errors import BadFile
from geo.io.source import Geometries, RawTable, Told

_EDGE_BYTES = 65_536
_GDAL_SHARE = 0.8
_CRS_NAME = re.compile(
    rb'"crs"\s*:\s*\{\s*"type"\s*:\s*"name"\s*,\s*"properties"\s*:\s*\{\s*"name"\s*:\s*"([^"]*)"'
)
_FEATURES = re.compile(rb'"type"\s*:\s*"Feature')


@dataclass(frozen=True, slots=True)
class GeoJsonSource:
    """A GeoJSON file whose fields were read."""

    path: Path
    columns: tuple[str, ...]
    geometry_type: str | None
    declared_crs: str | None

    def read(self, mapping: Mapping[str, str], told: Told) -> RawTable:
        """Return the mapped properties as text, and the geometries; GDAL reads in one go."""
        columns = [column for column in mapping.values() if column in self.columns]
        with warnings.catch_warnings():
            # pyogrio: "Non closed ring detected", "Could not parse column … as JSON": such rows
            # are judged by our own checks.
            warnings.simplefilter("ignore")
            meta, _, wkb, values = pyogrio.raw.read(
                f"GeoJSON:{self.path}", columns=columns, force_2d=True, DATE_AS_STRING="YES"
            )
        told(_GDAL_SHARE)
        count = len(values[0]) if len(values) else (0 if wkb is None else len(wkb))
        index = pd.RangeIndex(1, count + 1, name="row")
        by_column = {
            str(name): _as_text(pd.Series(column, index=index))
            for name, column in zip(meta["fields"], values, strict=True)
        }
        fields = {name: by_column[column] for name, column in mapping.items() if column in columns}
        geometry, broken = _geometries(wkb, count)
        return RawTable(pd.DataFrame(fields, index=index), geometry, broken)


def open_geojson(path: Path) -> GeoJsonSource:
    """Return the file with its field names, geometry type and declared CRS.

    Raises:
        BadFile: not JSON, cut off, not GeoJSON, or without features.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            about = pyogrio.read_info(f"GeoJSON:{path}", force_feature_count=True)
    except (DataSourceError, DataLayerError) as error:
        damaged = "At line" in str(error) or _FEATURES.search(_edges(path)) is not None
        raise BadFile("cut_off" if damaged else "not_geojson", file=path.name) from error
    if about["features"] == 0:
        raise BadFile("no_rows", file=path.name)
    columns = tuple(str(name) for name in about["fields"])
    declared = about["crs"] if _names_crs(path) else None
    return GeoJsonSource(path, columns, about["geometry_type"], declared)


def _names_crs(path: Path) -> bool:
    """Return whether the file names its CRS; GDAL takes an unknown name for WGS 84, we do not."""
    named = _CRS_NAME.search(_edges(path))
    if named is None:
        return False
    name = named[1].decode("utf-8", "replace")
    try:
        CRS.from_user_input(name)
    except CRSError as error:
        raise BadFile("unknown_crs", file=path.name, crs=name) from error
    return True


def _edges(path: Path) -> bytes:
    with path.open("rb") as stream:
        head = stream.read(_EDGE_BYTES)
        stream.seek(max(path.stat().st_size - _EDGE_BYTES, 0))
        return head + stream.read()


def _as_text(column: "pd.Series[Any]") -> "pd.Series[str]":
    if pd.api.types.is_float_dtype(column):
        whole = column.dropna()
        if bool((whole == whole.round()).all()) and bool((whole.abs() < 2**53).all()):
            return column.astype("Int64").astype("str")
    return column.astype("str")


def _geometries(wkb: Geometries | None, count: int) -> tuple[Geometries, Geometries]:
    if wkb is None:
        return np.full(count, None, dtype=object), np.zeros(count, dtype=bool)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        geometry = shapely.from_wkb(wkb, on_invalid="ignore")
    broken = shapely.is_missing(geometry) & np.array([item is not None for item in wkb])
    return geometry, broken
