"""Everything a grid's card shows, unknown named; workload belongs to the staffing suggestion."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.domain.kinds import GridKind
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.domain.seasons import Spell
from geo.domain.units import M_PER_KM
from geo.services.borders import grid_borders
from geo.services.causes import BY_NUMBER, MainCause, main_causes
from geo.services.coverage import coverage_by_grid
from geo.services.found_incidents import Worker, workers_of
from geo.services.grid_names import NamedGrid, named_grid
from geo.services.indicators import MonthFigures, month_figures, present_month
from geo.services.local_time import Month
from geo.services.pastures import ranges
from geo.services.scope import Scope, grid_position
from geo.services.snapshot import Snapshot
from geo.services.station_distance import grid_distance_km, grid_station
from geo.spatial.adjacency import neighbours

_CATEGORIES_SHOWN = 5
_OWN = ("name", "kind", "residents", "households")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A grid that shares a border, and how long it is."""

    grid: NamedGrid
    border_km: float


@dataclass(frozen=True, slots=True)
class GridCameras:
    """The camera sites in a grid; `covered_share` (0..1) is None where no sector is known."""

    sites: int
    unknown_sectors: int
    covered_share: float | None


@dataclass(frozen=True, slots=True)
class NearestStation:
    """The station nearest to most of a grid's cells; the distance is estimated, not driven."""

    id: str
    name: str
    distance_km: float


@dataclass(frozen=True, slots=True)
class GridCard:
    """One grid. None is unknown or withheld from the actor; `missing` names what is unknown.

    `categories` come most received first, `late_categories` are those with anything late, most
    late first. `season` is the seasonal range of the day, None where the grid has no dated shapes.

    `missing` holds: name, kind, residents, households, staff, cameras, camera_sectors, stations,
    incidents, due_times.
    """

    grid: NamedGrid
    kind: GridKind | None
    residents: int | None
    households: int | None
    area_km2: float
    workers: tuple[Worker, ...] | None
    month: MonthFigures
    categories: tuple[MainCause, ...]
    late_categories: tuple[MainCause, ...]
    cameras: GridCameras | None
    station: NearestStation | None
    neighbours: tuple[Neighbour, ...]
    missing: tuple[str, ...]
    season: Spell | None = None


@dataclass(frozen=True, slots=True)
class GridCards:
    """Answers with cards from the present snapshot."""

    current: Callable[[], Snapshot]

    def card(self, actor: Actor, code: str, month: Month | None = None) -> GridCard:
        """Return the card of a grid for a month (that of `now` by default).

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: no grid goes by this code.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        return grid_card(snapshot, actor, grid_position(snapshot, code), month)


def grid_card(snapshot: Snapshot, actor: Actor, position: int, month: Month | None) -> GridCard:
    """Return the card of the grid at a position, as the actor may see it."""
    row = snapshot.grids.iloc[position]
    shown, grid = month or present_month(snapshot), named_grid(snapshot, position)
    scope = Scope(grids=(grid.code,))
    figures = month_figures(snapshot, shown, scope)
    sees_cameras = is_permitted(actor.role, Action.VIEW_CAMERAS)
    sees_stations = is_permitted(actor.role, Action.VIEW_STATIONS)
    return GridCard(
        grid=grid,
        kind=None if pd.isna(row["kind"]) else GridKind(row["kind"]),
        residents=_known(snapshot, "residents", position),
        households=_known(snapshot, "households", position),
        area_km2=float(row["area_km2"]),
        workers=None if snapshot.staff.empty else workers_of(snapshot, position),
        month=figures,
        categories=main_causes(snapshot, shown, scope.mask(snapshot), BY_NUMBER, _CATEGORIES_SHOWN),
        late_categories=_late(snapshot, shown, scope),
        cameras=_cameras(snapshot, position) if sees_cameras else None,
        station=_station(snapshot, position) if sees_stations else None,
        neighbours=_neighbours(snapshot, position),
        missing=_missing(snapshot, position, figures),
        season=ranges(snapshot)[position].spell if position in ranges(snapshot) else None,
    )


def _late(snapshot: Snapshot, month: Month, scope: Scope) -> tuple[MainCause, ...]:
    found = main_causes(snapshot, month, scope.mask(snapshot))
    return tuple(one for one in found if one.late)


def _known(snapshot: Snapshot, column: str, position: int) -> int | None:
    value = snapshot.grids[column].iloc[position]
    return None if pd.isna(value) else int(value)


def _cameras(snapshot: Snapshot, position: int) -> GridCameras | None:
    if snapshot.cameras.empty:
        return None
    row = coverage_by_grid(snapshot).iloc[position]
    share = float(row["covered_share"])
    unknown = int(row["cameras_unknown"])
    return GridCameras(int(row["cameras"]), unknown, None if np.isnan(share) else share)


def _station(snapshot: Snapshot, position: int) -> NearestStation | None:
    place = int(grid_station(snapshot)[position])
    if place < 0:
        return None
    row = snapshot.stations.iloc[place]
    name = row["id"] if pd.isna(row["name"]) else row["name"]
    distance_km = float(grid_distance_km(snapshot)[position])
    return NearestStation(str(row["id"]), str(name), distance_km)


def _neighbours(snapshot: Snapshot, position: int) -> tuple[Neighbour, ...]:
    found = neighbours(grid_borders(snapshot), position)
    return tuple(
        Neighbour(named_grid(snapshot, int(place)), float(border_m) / M_PER_KM)
        for place, border_m in zip(found["position"], found["border_m"], strict=True)
    )


def _missing(snapshot: Snapshot, position: int, figures: MonthFigures) -> tuple[str, ...]:
    row = snapshot.grids.iloc[position]
    cameras = snapshot.cameras
    unknown = {name: bool(pd.isna(row[name])) for name in _OWN}
    unknown["staff"] = snapshot.staff.empty
    unknown["cameras"] = cameras.empty
    unknown["camera_sectors"] = bool(coverage_by_grid(snapshot)["cameras_unknown"].iloc[position])
    unknown["stations"] = snapshot.stations.empty
    unknown["incidents"] = len(snapshot.incidents.row) == 0
    unknown["due_times"] = figures.unknown_due > 0
    return tuple(name for name, is_unknown in unknown.items() if is_unknown)
