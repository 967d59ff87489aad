"""The names on the map in one table: grids, areas, stations, named places; finds nothing itself."""

from enum import StrEnum

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.spatial.frames import StorageFrame, as_storage

COLUMNS = ["kind", "code", "name", "lon_deg", "lat_deg"]


class PlaceKind(StrEnum):
    """What a named place is."""

    GRID = "grid"
    AREA = "area"
    STATION = "station"
    PLACE = "place"


def gazetteer(layers: LayerReader, grids: StorageFrame) -> pd.DataFrame:
    """Return kind, code, name, lon_deg, lat_deg; the code stands in where there is no name.

    Polygons are found at a point inside them; stations and places go by their id.
    """
    tables = [
        _of_shapes(PlaceKind.GRID, grids),
        _of_shapes(PlaceKind.AREA, _areas(layers)),
        _of_points(PlaceKind.STATION, layers.rows(Layer.STATIONS)),
        _of_points(PlaceKind.PLACE, layers.rows(Layer.PLACES)),
    ]
    return pd.concat(tables, ignore_index=True)


def _areas(layers: LayerReader) -> StorageFrame:
    """Return the areas without 村民小组: a village's dozens would hide its grids in a search."""
    areas = layers.shapes(Layer.AREAS)
    return as_storage(areas[areas["level"] != AreaLevel.GROUP.value])


def _of_shapes(kind: PlaceKind, rows: StorageFrame) -> pd.DataFrame:
    points = shapely.point_on_surface(rows.geometry.to_numpy())
    return _table(kind, rows["code"], rows["name"], shapely.get_x(points), shapely.get_y(points))


def _of_points(kind: PlaceKind, rows: pd.DataFrame) -> pd.DataFrame:
    lon, lat = rows["lon_deg"].to_numpy(float), rows["lat_deg"].to_numpy(float)
    return _table(kind, rows["id"], rows["name"], lon, lat)


def _table(
    kind: PlaceKind,
    code: "pd.Series[str]",
    name: "pd.Series[str]",
    lon_deg: NDArray[np.float64],
    lat_deg: NDArray[np.float64],
) -> pd.DataFrame:
    codes = code.astype("string").reset_index(drop=True)
    names = name.astype("string").reset_index(drop=True)
    names = names.where(names.notna(), codes)
    columns = ([kind.value] * len(codes), codes, names, lon_deg, lat_deg)
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))
