"""Incident columns of a snapshot to the reports that show need; estimates nothing."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from geo.domain.categories import is_sensitive
from geo.domain.kinds import RESIDENT_CHANNELS, Channel, IncidentState
from geo.domain.units import DAYS_PER_WEEK
from geo.services.local_time import day_number
from geo.services.snapshot import IncidentColumns, Snapshot
from geo.spatial.frames import metric_xy
from geo.staffing.town import Hotspot, Reports

_DAYS_PER_YEAR = 365
_UNKNOWN = -1
_SQUARE_M = 250.0
_NEED_CHANNELS = [tuple(Channel).index(channel) for channel in sorted(RESIDENT_CHANNELS)]
_REPEATS = tuple(IncidentState).index(IncidentState.DUPLICATE)


def window_days(incidents: IncidentColumns, now_day: int, years_max: int) -> int:
    """Return how many days up to `now_day` demand is learnt from, 0 when nothing was reported.

    Whole years where there is one at least, so that every season counts alike; at most
    `years_max`; all that there is where it is less than a year.
    """
    past = incidents.day[incidents.day <= now_day]
    span = now_day - int(past.min()) + 1 if past.size else 0
    years = min(span // _DAYS_PER_YEAR, max(years_max, 1))
    return years * _DAYS_PER_YEAR if years else span


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """The days that demand is learnt from; `recent` and `shows_need` have a flag an incident.

    `recent` holds what was reported in them and repeats nothing, wherever it lies.
    """

    days: int
    recent: NDArray[np.bool_]
    shows_need: NDArray[np.bool_]


def window(snapshot: Snapshot, years_max: int) -> Window | None:
    """Return which incidents demand is learnt from; None when no incident is known."""
    now_day = _local_day(snapshot.now, snapshot.timezone)
    days = window_days(snapshot.incidents, now_day, years_max)
    if not days:
        return None
    recent = _within(snapshot.incidents, now_day, days)
    return Window(days, recent, _shows_need(snapshot.incidents))


def reports(snapshot: Snapshot, years_max: int) -> Reports | None:
    """Return what residents reported by grid and category; None when no incident is known.

    Repeats of a report count once; those of patrols and departments are left out and counted.
    """
    learnt = window(snapshot, years_max)
    if learnt is None:
        return None
    within = learnt.recent & (snapshot.incidents.grid >= 0)
    shows_need = within & learnt.shows_need
    unknown = shows_need & (snapshot.incidents.channel == _UNKNOWN)
    return Reports(
        weeks=learnt.days / DAYS_PER_WEEK,
        categories=snapshot.categories,
        counts=_by_category(snapshot, shows_need),
        unknown_channel=_by_grid(snapshot, unknown),
        left_out=_by_grid(snapshot, within & ~shows_need),
    )


def hotspot(snapshot: Snapshot, years_max: int) -> Hotspot | None:
    """Return the busiest 250 m square of every grid; disputes and petitions are never located."""
    incidents, learnt = snapshot.incidents, window(snapshot, years_max)
    if learnt is None:
        return None
    counted = learnt.recent & (incidents.grid >= 0) & learnt.shows_need
    open_to_all = np.array([not is_sensitive(name) for name in snapshot.categories], dtype=bool)
    rows = np.flatnonzero(counted & open_to_all[incidents.category])
    total = _by_grid(snapshot, counted)
    return _busiest(snapshot, rows, total)


def _busiest(snapshot: Snapshot, rows: NDArray[np.intp], total: NDArray[np.int64]) -> Hotspot:
    incidents, grids = snapshot.incidents, len(snapshot.grids)
    lon, lat = incidents.lon_deg[rows], incidents.lat_deg[rows]
    square = np.floor(metric_xy(lon, lat, snapshot.metric_crs) / _SQUARE_M).astype(np.int64)
    keys = np.column_stack((incidents.grid[rows], square))
    places, first, counts = np.unique(keys, axis=0, return_index=True, return_counts=True)
    order = np.argsort(counts, kind="stable")
    count, top = np.zeros(grids, dtype=np.int64), np.full(grids, -1)
    count[places[order, 0]], top[places[order, 0]] = counts[order], first[order]
    share = np.divide(count, total, out=np.zeros(grids), where=total > 0)
    has_one = top >= 0
    return Hotspot(
        share=share,
        count=count,
        lon_deg=np.where(has_one, lon[top] if lon.size else np.nan, np.nan),
        lat_deg=np.where(has_one, lat[top] if lat.size else np.nan, np.nan),
    )


def _local_day(now: datetime, timezone: str) -> int:
    return day_number(now.astimezone(ZoneInfo(timezone)).date())


def _within(incidents: IncidentColumns, now_day: int, days: int) -> NDArray[np.bool_]:
    recent = (incidents.day <= now_day) & (incidents.day > now_day - days)
    return np.asarray(recent & (incidents.state != _REPEATS))


def _shows_need(incidents: IncidentColumns) -> NDArray[np.bool_]:
    return np.isin(incidents.channel, [_UNKNOWN, *_NEED_CHANNELS])


def _by_grid(snapshot: Snapshot, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
    return np.bincount(snapshot.incidents.grid[rows], minlength=len(snapshot.grids))


def _by_category(snapshot: Snapshot, rows: NDArray[np.bool_]) -> NDArray[np.int64]:
    shape = (len(snapshot.grids), len(snapshot.categories))
    grid, category = snapshot.incidents.grid[rows], snapshot.incidents.category[rows]
    flat = grid.astype(np.int64) * shape[1] + category
    return np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)
