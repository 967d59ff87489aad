"""The immutable state that analyses read: every layer tied to its grid, keyed by revisions.

Grid position p is row p of `grids`, which is ordered by code; −1 is no grid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.layers import Layer
from geo.domain.records import Norm
from geo.spatial.assignment import AssignmentIndex
from geo.spatial.frames import MetricCrs, MetricFrame, StorageFrame, empty

UNKNOWN_S = np.iinfo(np.int64).min
"""Stands in time columns for a time that is not known."""


@dataclass(frozen=True, slots=True)
class IncidentColumns:
    """All incidents, sorted by tile; arrays of one length n, read-only.

    `row` is the position in `LayerReader.rows(INCIDENTS)`; `category` indexes
    `Snapshot.categories`, `channel` `tuple(Channel)` and `state` `tuple(IncidentState)` (−1
    unknown); `day` is the local day of the report, counted from 1970-01-01.
    """

    row: NDArray[np.int64]
    lon_deg: NDArray[np.float64]
    lat_deg: NDArray[np.float64]
    grid: NDArray[np.int32]
    category: NDArray[np.int16]
    channel: NDArray[np.int8]
    state: NDArray[np.int8]
    reported_s: NDArray[np.int64]
    due_s: NDArray[np.int64]
    closed_s: NDArray[np.int64]
    day: NDArray[np.int32]


def _no_shapes() -> StorageFrame:
    return empty(("id", "grid", "season", "starts_md", "ends_md"))


def _no_names() -> pd.DataFrame:
    return pd.DataFrame({"id": pd.Series(dtype="string"), "address": pd.Series(dtype="string")})


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Snapshot:
    """One town at one set of layer revisions.

    `grids` has columns code, name, kind, residents, households, area_km2, geometry; `metric_grids`
    the same rows in metres. Where a grid's own residents or households are unknown they are the
    sum of its cells'. `cells` has code, grid (position), residents, households, geometry; a layer
    of grids without cells is its own cells. `cameras`, `stations` and `staff` are the store's rows
    with a `grid` position column each; `incident_names` has id and address, sorted as `incidents`;
    `places` is the table of `gazetteer`; `shapes` has id, grid (position), season, starts_md,
    ends_md, geometry: the dated shapes of all seasons (`pastures` says which is in force).
    """

    revisions: Mapping[Layer, int]
    timezone: str
    now: datetime
    metric_crs: MetricCrs
    grids: StorageFrame
    metric_grids: MetricFrame
    index: AssignmentIndex
    cells: StorageFrame
    categories: tuple[str, ...]
    incidents: IncidentColumns
    cameras: pd.DataFrame
    stations: pd.DataFrame
    staff: pd.DataFrame
    norms: Mapping[str, Norm]
    settings: Mapping[str, str]
    incident_names: pd.DataFrame = field(default_factory=_no_names)
    places: pd.DataFrame = field(default_factory=pd.DataFrame)
    shapes: StorageFrame = field(default_factory=_no_shapes)
