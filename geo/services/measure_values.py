"""The function of each choropleth measure: snapshot, months, scope → (months × grids) numbers."""

import numpy as np
from numpy.typing import NDArray

from geo.services import comparison
from geo.services.coverage import coverage_by_grid
from geo.services.grid_figures import share
from geo.services.local_time import Month
from geo.services.monthly import monthly_counts, overdue_by_month, recorded
from geo.services.scope import Scope
from geo.services.snapshot import Snapshot
from geo.services.station_distance import grid_distance_km
from geo.services.workdays import workdays

Table = NDArray[np.float64]
Months = tuple[Month, ...]
PERCENT = 100.0
_PER_HOUSEHOLDS = 100.0


def incidents(snapshot: Snapshot, months: Months, scope: Scope) -> Table:
    """Return incidents reported; NaN in months before the first report or without any at all."""
    counts = monthly_counts(snapshot, months, scope.mask(snapshot))
    covered = _where_covered(snapshot, months, counts.received[:, :-1])
    return np.where(recorded(snapshot, months)[:, None], covered, np.nan)


def incidents_per_100_households(snapshot: Snapshot, months: Months, scope: Scope) -> Table:
    """Return the same per 100 households; NaN where none live or it is unknown."""
    lived = _column(snapshot, "households")
    return share(incidents(snapshot, months, scope) * _PER_HOUSEHOLDS, lived)


def overdue_percent(snapshot: Snapshot, months: Months, scope: Scope) -> Table:
    """Return the overdue share in percent; NaN where nothing was due."""
    counts = monthly_counts(snapshot, months, scope.mask(snapshot))
    return PERCENT * share(counts.late[:, :-1], counts.due[:, :-1])


def overdue_open(snapshot: Snapshot, months: Months, scope: Scope) -> Table:
    """Return what stood open past due at each month's end."""
    counts = overdue_by_month(snapshot, months, scope.mask(snapshot))
    return _where_covered(snapshot, months, counts[:, :-1])


def change_percent(snapshot: Snapshot, months: Months, scope: Scope) -> Table:
    """Return the change of incidents per working day against the month before, in percent."""
    both = (months[0].shifted(-1), *months)
    daily = incidents(snapshot, both, scope) / _workdays(snapshot, both)[:, None]
    return share((daily[1:] - daily[:-1]) * PERCENT, daily[:-1])


def households(snapshot: Snapshot, _months: Months, _scope: Scope) -> Table:
    """Return households, one row."""
    return _column(snapshot, "households")[None, :]


def residents(snapshot: Snapshot, _months: Months, _scope: Scope) -> Table:
    """Return residents, one row."""
    return _column(snapshot, "residents")[None, :]


def covered_percent(snapshot: Snapshot, _months: Months, _scope: Scope) -> Table:
    """Return the share of ground that known sectors cover in percent, one row."""
    return coverage_by_grid(snapshot)["covered_share"].to_numpy(float)[None, :] * PERCENT


def station_km(snapshot: Snapshot, _months: Months, _scope: Scope) -> Table:
    """Return the mean distance to the nearest station, one row."""
    return grid_distance_km(snapshot)[None, :]


def _column(snapshot: Snapshot, name: str) -> Table:
    return np.asarray(snapshot.grids[name].to_numpy(float, na_value=np.nan), np.float64)


def _workdays(snapshot: Snapshot, months: Months) -> Table:
    today = snapshot.now.date()
    days = [workdays(month.period.until(today), snapshot.timezone).days for month in months]
    return np.where(np.array(days) > 0, days, np.nan)


def _where_covered(snapshot: Snapshot, months: Months, counts: NDArray[np.int64]) -> Table:
    known = [comparison.is_covered(snapshot, month.period) for month in months]
    return np.where(np.array(known)[:, None], counts, np.nan)
