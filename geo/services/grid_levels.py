"""The levels a map of many grids shows by zoom: townships, then villages, then grids.

A level above the grids is a snapshot of its own, whose grids are the townships or villages: what is
measured there is worked out from its incidents and people, never averaged from the grids' figures.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, town_code, village_code
from geo.services.derived import once_a_question
from geo.services.measures import Measure, Measures
from geo.services.period_values import PeriodMeasures
from geo.services.snapshot import Snapshot
from geo.spatial import frames


class GridLevel(StrEnum):
    """What one colour stands for, the widest first."""

    TOWN = "town"
    VILLAGE = "village"
    GRID = "grid"


SUMMABLE = frozenset(
    {
        Measure.OVERDUE_SHARE,
        Measure.OVERDUE_OPEN,
        Measure.INCIDENTS,
        Measure.INCIDENTS_PER_100_HOUSEHOLDS,
        Measure.CHANGE_MONTH,
        Measure.HOUSEHOLDS,
        Measure.RESIDENTS,
        Measure.COVERED_SHARE,
    }
)
"""Measures that say of a village what they say of a grid."""
_PEOPLE = ("residents", "households")


def _town(code: str) -> AreaCode | None:
    return town_code(code) if village_code(code) else None


_PARTS: Mapping[GridLevel, Callable[[str], AreaCode | None]] = {
    GridLevel.TOWN: _town,
    GridLevel.VILLAGE: village_code,
}


@once_a_question
def at_level(snapshot: Snapshot, level: GridLevel) -> Snapshot:
    """Return the snapshot whose grids are what a level shows; a grid of no village is its own."""
    if level is GridLevel.GRID:
        return snapshot
    part = _PARTS[level]
    codes = [str(code) for code in snapshot.grids["code"]]
    own = pd.Index([part(code) or code for code in codes])
    whole = own.unique().sort_values()
    of_grid = np.asarray(whole.get_indexer(own), np.int32)
    shapes = _united(snapshot.metric_grids.geometry.to_numpy(), of_grid)
    rows = _rows(snapshot, whole, of_grid)
    metric = frames.beside(snapshot.metric_grids, rows, shapes)
    return replace(
        snapshot,
        grids=frames.to_storage(metric),
        metric_grids=metric,
        cells=snapshot.cells.assign(grid=_moved(snapshot.cells["grid"], of_grid)),
        incidents=replace(snapshot.incidents, grid=_moved(snapshot.incidents.grid, of_grid)),
        cameras=snapshot.cameras.assign(grid=_moved(snapshot.cameras["grid"], of_grid)),
        stations=snapshot.stations.assign(grid=_moved(snapshot.stations["grid"], of_grid)),
        staff=snapshot.staff.assign(grid=_moved(snapshot.staff["grid"], of_grid)),
    )


def _rows(snapshot: Snapshot, whole: "pd.Index[str]", of_grid: NDArray[np.int32]) -> pd.DataFrame:
    """Return code, name, kind, residents, households, area_km2 of each; people where all know."""
    grids = snapshot.grids
    areas = snapshot.places[snapshot.places["kind"] == "area"]
    named = dict(zip(areas["code"], areas["name"], strict=True))
    named |= dict(zip(grids["code"], grids["name"], strict=True))
    table: dict[str, Any] = {
        "code": whole,
        "name": [named.get(code, code) for code in whole],
        "kind": None,
    }
    for column in _PEOPLE:
        lived = np.bincount(of_grid, grids[column].to_numpy(float, na_value=np.nan), len(whole))
        table[column] = pd.Series(lived).convert_dtypes().astype("Int64")
    table["area_km2"] = np.bincount(of_grid, grids["area_km2"].to_numpy(float), len(whole))
    return pd.DataFrame(table)


def _united(shapes: NDArray[np.object_], of_grid: NDArray[np.int32]) -> NDArray[np.object_]:
    order = np.argsort(of_grid, kind="stable")
    starts = np.flatnonzero(np.diff(of_grid[order], prepend=-1))
    groups = np.split(shapes[order], starts[1:])
    return np.array([shapely.union_all(group) for group in groups], object)


def _moved(position: object, of_grid: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return positions of grids as those of the level; −1 stays."""
    old = np.asarray(position, np.int64)
    return np.where(old < 0, -1, of_grid[old]).astype(np.int32)


def measures_at(measures: Measures, level: GridLevel) -> Measures:
    """Return the measures of what a level shows; hours per worker are known of grids alone."""
    if level is GridLevel.GRID:
        return measures
    return Measures(lambda: at_level(measures.current(), level))


def months_at(months: PeriodMeasures, level: GridLevel) -> PeriodMeasures:
    """Return the measures of all months of what a level shows."""
    if level is GridLevel.GRID:
        return months
    return PeriodMeasures(lambda: at_level(months.current(), level))
