"""Faults of grids beside each other, as warnings of an import: shapes stay as they came."""

import numpy as np
import pandas as pd

from geo.ports.files import Finding
from geo.spatial.faults import FaultKind, faults
from geo.spatial.frames import MetricFrame, StorageFrame, as_storage, metric_crs_for, to_metric

EDGE_FAULT = "edge_fault"
HOLE = "hole"


def faults_of(grids: StorageFrame) -> MetricFrame | None:
    """Return the faults of `geo.spatial.faults`, None where there is no grid."""
    if len(grids) == 0:
        return None
    west, south, east, north = (float(edge) for edge in grids.total_bounds)
    return faults(to_metric(grids, metric_crs_for((west, south, east, north))))


def edges_and_holes(held: StorageFrame, new: StorageFrame) -> tuple[Finding, int]:
    """Return the rows of `new` whose edges overlap or gape, and the holes between all grids."""
    found = faults_of(together(held, new))
    if found is None:
        return Finding(EDGE_FAULT, np.empty(0, dtype=np.int64), is_warning=True), 0
    at = found.loc[found["kind"] == FaultKind.EDGE, "grid"].to_numpy()
    rows = new.index.to_numpy()[np.unique(at[at >= len(held)]) - len(held)]
    holes = int((found["kind"] == FaultKind.HOLE).sum())
    return Finding(EDGE_FAULT, rows, is_warning=True), holes


def together(held: StorageFrame, new: StorageFrame) -> StorageFrame:
    """Return the grids of the store and then the new ones, code and geometry alone."""
    columns = ["code", "geometry"]
    parts = [frame[columns] for frame in (held, new) if len(frame)]
    if not parts:
        return as_storage(held[columns])
    return as_storage(pd.concat(parts, ignore_index=True))
