"""Which coordinate system a file's coordinates are in, and their way into the storage CRS."""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from pyproj.exceptions import CRSError

from geo.domain.errors import BadFile, BadValue
from geo.domain.records import CrsUse
from geo.io.shifts import UNSHIFT
from geo.io.source import Geometries
from geo.spatial.frames import STORAGE_CRS, storage_xy

_NAMED = {"wgs84": STORAGE_CRS, "gcj02": "GCJ-02", "bd09": "BD-09"}
_SHARE_THAT_FITS = 0.5
Degrees = NDArray[np.float64]


def crs_use(asked: str, declared: str | None, xy: Degrees, file: str) -> CrsUse:
    """Return the system to read (n, 2) coordinates in; NaN rows do not count.

    Raises:
        BadValue: `asked` names no known system.
        BadFile: degrees are claimed or assumed and the coordinates are none.
    """
    if asked != "auto":
        use = CrsUse(declared, _known(_NAMED.get(asked.lower(), asked)), "given")
    elif declared is not None:
        use = CrsUse(declared, declared, "declared")
    else:
        use = CrsUse(None, STORAGE_CRS, "ranges_fit")
    if _in_degrees(use.used) and not _fit_degrees(xy):
        raise BadFile("not_degrees" if use.reason == "ranges_fit" else "other_crs", file=file)
    return use


def storage_coordinates(xy: Degrees, used: str) -> Degrees:
    """Return (n, 2) longitudes and latitudes of coordinates in the system `used`."""
    if used in UNSHIFT:
        return np.column_stack(UNSHIFT[used](xy[:, 0], xy[:, 1]))
    if _is_storage(used):
        return xy
    return storage_xy(xy, used)


def storage_geometry(geometry: Geometries, used: str) -> Geometries:
    """Return the geometries with every vertex in the storage CRS."""
    if _is_storage(used):
        return geometry
    moved: Geometries = shapely.transform(geometry, lambda xy: storage_coordinates(xy, used))
    return moved


def all_xy(geometry: Geometries) -> Degrees:
    """Return the (n, 2) vertices of all geometries."""
    return shapely.get_coordinates(geometry)


def _known(name: str) -> str:
    if name in UNSHIFT:
        return name
    try:
        CRS.from_user_input(name)
    except CRSError as error:
        raise BadValue("crs", field="crs", value=name) from error
    return name.upper()


def _is_storage(used: str) -> bool:
    return used not in UNSHIFT and used in {STORAGE_CRS, "EPSG:4490", "OGC:CRS84"}


def _in_degrees(used: str) -> bool:
    return used in UNSHIFT or CRS.from_user_input(used).is_geographic


def _fit_degrees(xy: Degrees) -> bool:
    """Return whether most coordinates are degrees, in either order."""
    known = xy[~np.isnan(xy).any(axis=1)]
    if len(known) == 0:
        return True
    fits = (np.abs(known) <= (180.0, 180.0)).all(axis=1)
    return bool(fits.mean() >= _SHARE_THAT_FITS)
