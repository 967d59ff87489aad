"""Export of one layer to one file; what the actor may not see stays in the store."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.domain.categories import is_sensitive
from geo.domain.layers import LAYERS, Layer
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.ports.files import LayerFiles
from geo.ports.store import Store
from geo.services.import_checks import NOWHERE, index_of
from geo.services.settings import DEFAULT_TIMEZONE, TIMEZONE
from geo.spatial.assignment import locate
from geo.spatial.frames import StorageFrame


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written; `veiled` rows stand at their grid's centre or without a place."""

    layer: Layer
    rows: int
    veiled: int


@dataclass(frozen=True, slots=True)
class ExportService:
    """Writes layers of `store` with `files`."""

    store: Store
    files: LayerFiles

    def run(self, actor: Actor, layer: Layer, path: Path) -> ExportReport:
        """Write the layer and return what was written.

        Raises:
            NotPermitted: the actor may not export.
            BadFile: the path's extension or folder does not serve.
        """
        require(actor, Action.EXPORT_LAYER)
        shaped = LAYERS[layer].geometry_kind is not None
        rows = self.store.layers.shapes(layer) if shaped else self.store.layers.rows(layer)
        veiled = np.zeros(len(rows), dtype=bool)
        if layer is Layer.INCIDENTS and not is_permitted(actor.role, Action.VIEW_DISPUTE_POINTS):
            veiled = rows["category"].map(is_sensitive).to_numpy(bool)
            rows = _veiled(rows, veiled, self.store.layers.shapes(Layer.GRIDS))
        timezone = self.store.settings().get(TIMEZONE, DEFAULT_TIMEZONE)
        self.files.write(path, layer, rows, timezone)
        return ExportReport(layer, len(rows), int(veiled.sum()))


def _veiled(rows: pd.DataFrame, veiled: np.ndarray, grids: StorageFrame) -> pd.DataFrame:
    """Return the rows with veiled ones moved into the middle of their grid, address unknown."""
    lon, lat = rows["lon_deg"].to_numpy(float)[veiled], rows["lat_deg"].to_numpy(float)[veiled]
    shown = np.full((len(lon), 2), np.nan)
    if len(grids) and len(lon):
        at = locate(index_of(grids, len(lon)), lon, lat)
        middle = shapely.get_coordinates(shapely.point_on_surface(grids.geometry.to_numpy()))
        shown = np.where((at == NOWHERE)[:, None], np.nan, middle[at])
    moved = rows.copy()
    moved.loc[veiled, ["lon_deg", "lat_deg"]] = shown
    moved["address"] = moved["address"].mask(veiled)
    return moved
