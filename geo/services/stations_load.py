"""What mediation stations carry and how far they are: a caseload by nearest station, no siting.

Each dispute is counted for the station nearest to it; at tens of cases a year a room is no queue,
so the backlog, the days to an end and the share done in thirty days describe it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.categories import is_mediated
from geo.domain.policy import Action, Actor, require
from geo.domain.units import M_PER_KM, S_PER_DAY
from geo.services import lateness, station_distance
from geo.services.indicators import present_month
from geo.services.local_time import Period
from geo.services.monthly import latest_months
from geo.services.scope import within
from geo.services.snapshot import UNKNOWN_S, Snapshot

MONTHS = 12
DAYS_TO_AN_END = 30
_FAR_SHARE = 0.9
_CASELOAD = ("disputes", "disputes_per_month", "backlog", "ended")


@dataclass(frozen=True, slots=True)
class StationTotals:
    """All stations together; None is unknown.

    `within_30_days_share` is of the disputes of twelve months that ended at a known time.
    """

    stations: int
    disputes: int | None
    backlog: int | None
    within_30_days_share: float | None


@dataclass(frozen=True, slots=True)
class StationsLoad:
    """Answers about stations from the present snapshot."""

    current: Callable[[], Snapshot]

    def table(self, actor: Actor) -> pd.DataFrame:
        """Return one row a station, in the order of their ids, with the columns of `station_load`.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        require(actor, Action.VIEW_STATIONS)
        return station_load(self.current())

    def totals(self, actor: Actor) -> StationTotals:
        """Return the sums over all stations.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        return station_totals(self.table(actor))

    def distances(self, actor: Actor) -> pd.DataFrame:
        """Return how many households and incidents lie in each band of distance.

        Columns: from_km, to_km (infinite at the end), cells, households (NaN where unknown),
        incidents. Distances are straight lines × the detour factor.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        require(actor, Action.VIEW_STATIONS)
        return distance_bands(self.current())


def station_load(snapshot: Snapshot) -> pd.DataFrame:
    """Return the load of each station over the last twelve months; index is the store's row.

    Columns: id, name, kind, desks, grid (position); disputes, disputes_per_month, backlog (open
    now) and ended (at a known time), all four NaN where no category is a dispute; median_days,
    within_30_days_share (NaN where none ended); cells and households nearest to it (NaN where
    unknown), median_km and far_km (9 in 10 are nearer) of its cells; incidents nearest to it.
    """
    stations, size = snapshot.stations, len(snapshot.stations)
    station = station_distance.incident_stations(snapshot).position
    dispute, year = _is_dispute(snapshot), _last_year(snapshot)
    received = dispute & within(snapshot.incidents.reported_s, year, snapshot.timezone)
    is_open = lateness.is_open_at(snapshot, int(snapshot.now.timestamp()))
    known = stations[["id", "name", "kind", "desks", "grid"]].assign(
        disputes=_count(station[received], size),
        backlog=_count(station[dispute & is_open], size),
        incidents=_count(station, size),
    )
    table = known.assign(disputes_per_month=known["disputes"] / MONTHS)
    joined = table.join(_turnaround(snapshot, station, received)).join(_reach(snapshot))
    return joined if has_disputes(snapshot) else joined.assign(**dict.fromkeys(_CASELOAD, np.nan))


def station_totals(load: pd.DataFrame) -> StationTotals:
    """Return the sums of the table of `station_load`."""
    ended = load["ended"].sum()
    timely = (load["within_30_days_share"] * load["ended"]).sum()
    is_known = len(load) > 0 and bool(load["disputes"].notna().all())
    return StationTotals(
        stations=len(load),
        disputes=int(load["disputes"].sum()) if is_known else None,
        backlog=int(load["backlog"].sum()) if is_known else None,
        within_30_days_share=float(timely / ended) if ended > 0 else None,
    )


def open_months(load: pd.DataFrame) -> "pd.Series[float]":
    """Return the backlog in months of arrivals: 1 is a full thirty days' intake still open.

    Backlog = arrivals × turnaround (Little, 1961); NaN where nothing arrived or is known.
    """
    arrivals = load["disputes_per_month"].where(load["disputes_per_month"] > 0)
    return (load["backlog"] / arrivals).rename("open_months")


def distance_bands(snapshot: Snapshot) -> pd.DataFrame:
    """Return the table of `StationsLoad.distances`."""
    cells = station_distance.cell_stations(snapshot).estimated_m / M_PER_KM
    incidents = station_distance.incident_stations(snapshot).estimated_m / M_PER_KM
    edges = np.array([0, 1, 2, 5, 10, 20, 50, np.inf])
    households = snapshot.cells["households"].to_numpy(float, na_value=np.nan)
    band = np.searchsorted(edges, cells, side="right") - 1
    placed = np.isfinite(cells)
    lived = np.bincount(band[placed], weights=households[placed], minlength=len(edges) - 1)
    return pd.DataFrame(
        {
            "from_km": edges[:-1],
            "to_km": edges[1:],
            "cells": np.histogram(cells[placed], edges)[0],
            "households": lived,
            "incidents": np.histogram(incidents[np.isfinite(incidents)], edges)[0],
        },
    )


def has_disputes(snapshot: Snapshot) -> bool:
    """Return whether any category is mediated; where none is, the load is unknown, not 0."""
    return any(is_mediated(name) for name in snapshot.categories)


def _is_dispute(snapshot: Snapshot) -> NDArray[np.bool_]:
    flags = [is_mediated(name) for name in snapshot.categories]
    return np.array(flags or [False], bool)[snapshot.incidents.category]


def _last_year(snapshot: Snapshot) -> Period:
    months = latest_months(present_month(snapshot), MONTHS)
    return Period(months[0].period.first, snapshot.now.date())


def _count(station: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    return np.bincount(station[station >= 0], minlength=size)


def _turnaround(
    snapshot: Snapshot, station: NDArray[np.int64], received: NDArray[np.bool_]
) -> pd.DataFrame:
    """Return ended, median_days, within_30_days_share by station, of what came in."""
    incidents = snapshot.incidents
    ended = received & (incidents.closed_s != UNKNOWN_S) & (station >= 0)
    days = (incidents.closed_s[ended] - incidents.reported_s[ended]) / S_PER_DAY
    by_station = pd.Series(days).groupby(station[ended])
    found = pd.DataFrame(
        {
            "ended": by_station.size(),
            "median_days": by_station.median(),
            "within_30_days_share": by_station.agg(lambda taken: (taken <= DAYS_TO_AN_END).mean()),
        },
    ).reindex(snapshot.stations.index)
    return found.assign(ended=found["ended"].fillna(0).astype(int))


def _reach(snapshot: Snapshot) -> pd.DataFrame:
    """Return cells, households, median_km, far_km by station."""
    found = station_distance.cell_stations(snapshot)
    placed = found.position >= 0
    households = snapshot.cells["households"].to_numpy(float, na_value=np.nan)
    table = pd.DataFrame(
        {
            "station": found.position[placed],
            "km": found.estimated_m[placed] / M_PER_KM,
            "households": households[placed],
        },
    )
    by_station = table.groupby("station")
    reach = pd.DataFrame(
        {
            "cells": by_station.size(),
            "households": by_station["households"].sum(skipna=False),
            "median_km": by_station["km"].median(),
            "far_km": by_station["km"].quantile(_FAR_SHARE),
        },
    ).reindex(snapshot.stations.index)
    return reach.assign(cells=reach["cells"].fillna(0).astype(int))
