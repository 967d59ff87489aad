"""Writes GeoPackages: named layers of polygons in the storage CRS, and tables without shapes."""

import tempfile
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import shapely
from numpy.typing import NDArray

from geo.spatial import frames
from geo.spatial.frames import StorageFrame

_DRIVER = "GPKG"
_DATED = "OGR_CURRENT_DATE"
_one_date = threading.Lock()


class LocalGeoPackages:
    """Makes GeoPackages with GDAL's own driver."""

    def packed(
        self,
        layers: Mapping[str, StorageFrame],
        tables: Mapping[str, pd.DataFrame],
        at: datetime,
    ) -> bytes:
        """Return a GeoPackage; equal layers and date give equal contents.

        GDAL stamps files by its clock unless the process is told a date: one file at a time.
        """
        with tempfile.TemporaryDirectory(prefix="wangge-") as folder, _one_date:
            path = Path(folder) / "plan.gpkg"
            pyogrio.set_gdal_config_options(
                {_DATED: f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}"}
            )
            try:
                for name, rows in layers.items():
                    _write(path, name, rows)
                for name, table in tables.items():
                    pyogrio.write_dataframe(table, path, layer=name, driver=_DRIVER)
            finally:
                pyogrio.set_gdal_config_options({_DATED: None})
            return path.read_bytes()


def _write(path: Path, name: str, rows: StorageFrame) -> None:
    many = frames.in_degrees(rows.drop(columns="geometry"), _multi(rows))
    pyogrio.write_dataframe(many, path, layer=name, driver=_DRIVER, geometry_type="MultiPolygon")


def _multi(rows: StorageFrame) -> NDArray[np.object_]:
    found = np.empty(len(rows), dtype=object)
    for place, one in enumerate(rows.geometry):
        found[place] = shapely.MultiPolygon(shapely.get_parts(one).tolist())
    return found
