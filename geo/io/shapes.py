"""The geometries of a polygon or line layer: checked and moved, never repaired."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.errors import GEOSException

from geo.domain.errors import BadFile
from geo.domain.layers import FieldKind
from geo.domain.records import CrsUse
from geo.io.crs import all_xy, crs_use, storage_geometry
from geo.io.source import Geometries, RawTable
from geo.ports.files import Finding

_RIGHT_TYPES = {
    FieldKind.POLYGON: (GeometryType.POLYGON, GeometryType.MULTIPOLYGON),
    FieldKind.LINE: (GeometryType.LINESTRING, GeometryType.MULTILINESTRING),
}
_LON, _LAT = 180.0, 90.0


@dataclass(frozen=True, slots=True)
class Shapes:
    """Geometries in the storage CRS, what was found, GEOS' reason by row number."""

    geometry: Geometries
    findings: tuple[Finding, ...]
    reasons: "pd.Series[str]"
    crs: CrsUse


def read_shapes(
    raw: RawTable, kind: FieldKind, asked: str, declared: str | None, file: str
) -> Shapes:
    """Return the table's geometries, checked.

    Raises:
        BadFile: no geometry is of the layer's kind, or not in the system claimed or assumed.
    """
    geometry, broken = _parsed(raw)
    empty = shapely.is_missing(geometry) | shapely.is_empty(geometry)
    wrong = ~empty & ~np.isin(shapely.get_type_id(geometry), _RIGHT_TYPES[kind])
    if wrong.any() and not (~wrong & ~empty).any():
        raise BadFile(f"no_{kind}s", file=file)
    crs = crs_use(asked, declared, all_xy(geometry), file)
    moved = storage_geometry(geometry, crs.used)
    off = ~empty & ~_within_degrees(moved)
    invalid = broken | (~empty & ~wrong & ~off & ~shapely.is_valid(moved))
    rows = raw.text.index.to_numpy()
    reasons = pd.Series(shapely.is_valid_reason(moved[invalid]), index=rows[invalid], dtype="str")
    findings = (
        Finding("empty_geometry", rows[empty & ~broken]),
        Finding("wrong_geometry", rows[wrong]),
        Finding("out_of_range", rows[off], detail="geometry"),
        Finding("invalid_geometry", rows[invalid], detail=_first(reasons)),
    )
    return Shapes(moved, findings, reasons, crs)


def _parsed(raw: RawTable) -> tuple[Geometries, NDArray[np.bool_]]:
    """Return the geometries and which could not be built; from WKT text where there is a column."""
    if raw.geometry is not None and raw.broken is not None:
        return raw.geometry, raw.broken
    text = raw.text["geometry"]
    geometry = np.full(len(text), None, dtype=object)
    known = text.notna().to_numpy(bool)
    geometry[known] = _from_wkt(text[known])
    return geometry, known & shapely.is_missing(geometry)


def _from_wkt(text: "pd.Series[str]") -> Geometries:
    try:
        found: Geometries = shapely.from_wkt(text.to_numpy(dtype=object), on_invalid="ignore")
    except GEOSException:  # pragma: no cover - `ignore` should leave none
        found = np.full(len(text), None, dtype=object)
    return found


def _within_degrees(geometry: Geometries) -> NDArray[np.bool_]:
    bounds = shapely.bounds(geometry)
    limits = np.array([_LON, _LAT, _LON, _LAT])
    return np.asarray((np.abs(bounds) <= limits).all(axis=1), dtype=bool)


def _first(reasons: "pd.Series[str]") -> str:
    known = reasons[reasons.notna()]
    return str(known.iloc[0]) if len(known) else ""
