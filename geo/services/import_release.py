"""Quarantined points in no grid, tried again when grids have come."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.domain.layers import LAYERS, Layer
from geo.domain.records import QuarantinedRow
from geo.services.import_checks import MUST_LIE_IN_GRIDS, NOWHERE, index_of
from geo.spatial.assignment import locate
from geo.spatial.frames import StorageFrame

OUTSIDE = "outside_grids"


@dataclass(frozen=True, slots=True)
class Release:
    """Rows of one layer that now lie in a grid, and the quarantine ids they had."""

    layer: Layer
    rows: pd.DataFrame
    ids: tuple[int, ...]


def releases(
    kept: Sequence[QuarantinedRow], grids: StorageFrame, keys: dict[Layer, frozenset[str]]
) -> list[Release]:
    """Return the rows that may leave quarantine; a key that is taken meanwhile stays."""
    waiting = [row for row in kept if row.problem == OUTSIDE]
    found = [
        _release(layer, [row for row in waiting if row.layer is layer], grids, keys[layer])
        for layer in sorted(MUST_LIE_IN_GRIDS)
    ]
    return [release for release in found if release.ids]


def _release(
    layer: Layer, waiting: Sequence[QuarantinedRow], grids: StorageFrame, keys: frozenset[str]
) -> Release:
    spec = LAYERS[layer]
    if not waiting or len(grids) == 0:
        return Release(layer, pd.DataFrame(), ())
    rows = pd.DataFrame([dict(row.fields) for row in waiting])
    ids = np.array([row.id for row in waiting])
    lon, lat = rows["lon_deg"].to_numpy("float64"), rows["lat_deg"].to_numpy("float64")
    inside = locate(index_of(grids, len(rows)), lon, lat) != NOWHERE
    free = ~(rows[spec.key].isin(list(keys)) | rows[spec.key].where(inside).duplicated())
    leaves = inside & free.to_numpy()
    return Release(layer, rows[leaves], tuple(int(one) for one in ids[leaves]))
