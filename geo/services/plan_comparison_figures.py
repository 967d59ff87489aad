"""The figures of a snapshot's grids, to lie beside those of another: people, land, work."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.kinds import GridKind
from geo.domain.units import DAYS_PER_YEAR, MIN_PER_H
from geo.services.derived import once_a_snapshot
from geo.services.draft_values import Figures
from geo.services.grid_figures import per_grid
from geo.services.snapshot import Snapshot
from geo.services.station_distance import grid_distance_km
from geo.services.suggestion_reports import Window, window
from geo.services.suggestion_town import town_of
from geo.spatial.partition import compactness
from geo.staffing.demand import Basis, Priors, estimate, priors_of
from geo.staffing.need import need
from geo.staffing.norms import NormBook
from geo.staffing.workload import workload

Learnt = Mapping[Basis, Priors] | None
"""What the grids of one side have in common; both sides' demand is estimated under it."""

_town = once_a_snapshot(town_of)


def learnt_from(snapshot: Snapshot) -> Learnt:
    """Return what demand has in common on the side that is taken as the one before."""
    town = _town(snapshot)
    return priors_of(town, town.reports) if town.reports else None


def kinds_of(snapshot: Snapshot) -> Mapping[GridCode, GridKind | None]:
    """Return the kind of every grid."""
    town = _town(snapshot)
    return dict(zip(town.codes, town.kinds, strict=True))


def figures_of(snapshot: Snapshot, learnt: Learnt) -> Mapping[GridCode, Figures]:
    """Return the figures of every grid; hours and staff under what demand has in common."""
    town, book = _town(snapshot), NormBook(snapshot.norms)
    demand = estimate(town, town.reports, learnt) if town.reports else None
    work = workload(town, demand, book)
    columns = {
        "residents": town.residents,
        "households": town.households,
        "area_km2": town.area_km2,
        "hours_week": work.total_h,
        "fte": need(work, book).fte,
        "incidents_year": _incidents_year(snapshot),
        "cameras": _cameras(snapshot),
        "station_min": _station_min(snapshot, town.kinds, book),
        "compactness": _compactness(snapshot),
    }
    return {code: _row(columns, place) for place, code in enumerate(town.codes)}


def _row(columns: Mapping[str, NDArray[np.float64]], place: int) -> Figures:
    row: dict[str, Any] = {name: _known(column[place]) for name, column in columns.items()}
    return Figures(**row)


def recent(snapshot: Snapshot) -> Window | None:
    """Return which incidents a year's count is made of, None while none is known."""
    return window(snapshot, int(NormBook(snapshot.norms).value("demand_years_max")))


def _incidents_year(snapshot: Snapshot) -> NDArray[np.float64]:
    days = recent(snapshot)
    if days is None:
        return np.full(len(snapshot.grids), np.nan)
    return per_grid(snapshot, days.recent) / days.days * DAYS_PER_YEAR


def _cameras(snapshot: Snapshot) -> NDArray[np.float64]:
    grid = snapshot.cameras["grid"].to_numpy(np.int64)
    return np.bincount(grid[grid >= 0], minlength=len(snapshot.grids)).astype(float)


def _station_min(
    snapshot: Snapshot, kinds: tuple[GridKind | None, ...], book: NormBook
) -> NDArray[np.float64]:
    speed_kmh = [book.of_kind("speed_kmh", kind).value for kind in kinds]
    minutes = grid_distance_km(snapshot) / np.array(speed_kmh, float) * MIN_PER_H
    return np.asarray(minutes, np.float64)


def _compactness(snapshot: Snapshot) -> NDArray[np.float64]:
    found = [compactness(shape) for shape in snapshot.metric_grids.geometry]
    return np.array([np.nan if one is None else one for one in found], float)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
