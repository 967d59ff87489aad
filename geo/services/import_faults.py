"""Faults of the whole layer of grids after an import, as warnings: shapes stay as they came."""

import numpy as np
import pandas as pd

from geo.ports.files import Finding
from geo.spatial.faults import FaultKind, faults
from geo.spatial.frames import StorageFrame, metric_crs_for, to_metric

EDGE_FAULT = "edge_fault"
HOLE = "hole"


def grid_faults(held: StorageFrame, accepted: StorageFrame) -> tuple[tuple[Finding, ...], int]:
    """Return new grids whose edges overlap or gape (row numbers), and the holes between all."""
    frame = together(held, accepted)
    if len(frame) == 0:
        return (), 0
    west, south, east, north = (float(edge) for edge in frame.total_bounds)
    found = faults(to_metric(frame, metric_crs_for((west, south, east, north))))
    at = found.loc[found["kind"] == FaultKind.EDGE, "grid"].to_numpy()
    new = at[at >= len(held)] - len(held)
    rows = accepted.index.to_numpy()[np.unique(new)]
    holes = int((found["kind"] == FaultKind.HOLE).sum())
    return (Finding(EDGE_FAULT, rows, is_warning=True),), holes


def together(held: StorageFrame, accepted: StorageFrame) -> StorageFrame:
    """Return the grids of the store and then the accepted ones, code and geometry alone."""
    columns = ["code", "geometry"]
    parts = [frame[columns] for frame in (held, accepted) if len(frame)]
    if not parts:
        return StorageFrame(held[columns])
    return StorageFrame(pd.concat(parts, ignore_index=True))
