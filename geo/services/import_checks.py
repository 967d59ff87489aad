"""What rows of a file are held against: the store's keys and its grids. Pure over frames."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.layers import LAYERS, Layer
from geo.ports.files import Finding
from geo.spatial.assignment import AssignmentIndex, build_index, locate
from geo.spatial.frames import StorageFrame

MUST_LIE_IN_GRIDS = frozenset([Layer.INCIDENTS])
SHOULD_LIE_IN_GRIDS = frozenset([Layer.CAMERAS, Layer.STATIONS])
NAMES_A_GRID = frozenset([Layer.CELLS, Layer.STAFF, Layer.SHAPES])
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the store holds that a file's rows must fit: keys of the layer, the grids."""

    keys: frozenset[str]
    grids: StorageFrame

    @property
    def has_grids(self) -> bool:
        """Return whether there is any grid to lie in."""
        return len(self.grids) > 0


def index_of(grids: StorageFrame, points: int) -> AssignmentIndex:
    """Return an index over the grids for about that many points; position p is row p."""
    return build_index(grids.geometry.to_numpy(), expected_points=max(points, 1))


def grid_findings(layer: Layer, rows: pd.DataFrame, around: Surroundings) -> tuple[Finding, ...]:
    """Return which points lie in no grid, and which would if longitude and latitude changed."""
    if not around.has_grids or layer not in MUST_LIE_IN_GRIDS | SHOULD_LIE_IN_GRIDS:
        return ()
    index = index_of(around.grids, len(rows))
    lon, lat = rows["lon_deg"].to_numpy("float64"), rows["lat_deg"].to_numpy("float64")
    known = ~(np.isnan(lon) | np.isnan(lat))
    outside = known & (locate(index, lon, lat) == NOWHERE)
    swapped = outside & (locate(index, lat, lon) != NOWHERE)
    numbers = rows.index.to_numpy()
    return (
        Finding("swapped_coordinates", numbers[swapped]),
        Finding("outside_grids", numbers[outside & ~swapped], layer in SHOULD_LIE_IN_GRIDS),
    )


def key_findings(
    layer: Layer, rows: pd.DataFrame, faults: "pd.Series[str]", around: Surroundings
) -> tuple[Finding, ...]:
    """Return which rows without another fault have a key that the store or an earlier one has."""
    keys = rows.loc[faults.isna().to_numpy(), LAYERS[layer].key]
    taken = keys.duplicated() | keys.isin(list(around.keys))
    return (Finding("duplicate_key", keys.index.to_numpy()[taken.to_numpy()]),)


def reference_findings(
    layer: Layer, rows: pd.DataFrame, around: Surroundings
) -> tuple[Finding, ...]:
    """Return which rows name a grid that does not exist, as a warning; it may come later."""
    if layer not in NAMES_A_GRID or not around.has_grids or "grid_code" not in rows.columns:
        return ()
    named = rows["grid_code"]
    unknown = named.notna() & ~named.isin(around.grids["code"])
    return (Finding("unknown_grid", _where(rows, unknown), is_warning=True),)


def order_findings(layer: Layer, rows: pd.DataFrame) -> tuple[Finding, ...]:
    """Return which incidents closed before they were reported, as a warning."""
    if layer is not Layer.INCIDENTS or "closed_at" not in rows.columns:
        return ()
    early = (rows["closed_at"] < rows["reported_at"]).fillna(value=False)
    return (Finding("closed_before_reported", _where(rows, early), is_warning=True),)


def _where(rows: pd.DataFrame, mask: "pd.Series[bool]") -> NDArray[np.int64]:
    return rows.index.to_numpy()[mask.to_numpy(bool)]
