"""A snapshot to the town that the staffing engine reads; draws no conclusion."""

from collections import Counter

import numpy as np
import pandas as pd
import shapely

from geo.domain.codes import GridCode, village_code
from geo.domain.kinds import GridKind, StaffKind
from geo.domain.records import Norm
from geo.domain.units import M_PER_KM
from geo.services.borders import grid_borders
from geo.services.pastures import range_points, ranges
from geo.services.snapshot import Snapshot
from geo.services.suggestion_reports import hotspot, reports
from geo.spatial.frames import metric_xy
from geo.staffing.town import Floats, Staff, Town

_SETTLEMENTS_LEAST = 2


def town_of(snapshot: Snapshot) -> Town:
    """Return the town of a snapshot: grids in code order, everything unknown as NaN or None."""
    grids = snapshot.grids
    years = _years_max(snapshot.norms.get("demand_years_max"))
    kinds = tuple(None if pd.isna(kind) else GridKind(kind) for kind in grids["kind"])
    return Town(
        codes=tuple(GridCode(str(code)) for code in grids["code"]),
        names=tuple("" if pd.isna(name) else str(name) for name in grids["name"]),
        kinds=kinds,
        households=_numbers(grids["households"]),
        residents=_numbers(grids["residents"]),
        area_km2=_numbers(grids["area_km2"]),
        settlement_km=settlement_km(snapshot, kinds),
        reports=reports(snapshot, years),
        stations=stations(snapshot, kinds),
        staff=staff(snapshot),
        borders=grid_borders(snapshot).to_numpy(float),
        hotspot=hotspot(snapshot, years),
        seasons=seasons(snapshot),
    )


def seasons(snapshot: Snapshot) -> dict[int, str]:
    """Return by position the names, parted by commas, of the season a pasture is on now."""
    held = ranges(snapshot).items()
    return {place: ",".join(one.spell.seasons) for place, one in held if one.geometry}


def staff(snapshot: Snapshot) -> Staff | None:
    """Return the workers, None when none is known; one not known to be mobile is not."""
    rows = snapshot.staff
    if rows.empty:
        return None
    return Staff(
        grid=rows["grid"].to_numpy(np.int64),
        kind=tuple(None if pd.isna(kind) else StaffKind(kind) for kind in rows["kind"]),
        hours_week=_numbers(rows["hours_week"]),
        is_mobile=rows["mobile"].fillna(False).to_numpy(bool),
    )


def stations(snapshot: Snapshot, kinds: tuple[GridKind | None, ...]) -> dict[str, Floats] | None:
    """Return by kind how many stations each grid answers for; None when no station is known.

    A station's duty is shared by the inhabited grids of its village; where codes name no village
    it is the duty of the grid that it stands in.
    """
    if snapshot.stations.empty:
        return None
    villages = [village_code(str(code)) for code in snapshot.grids["code"]]
    is_open = [kind is not GridKind.UNINHABITED for kind in kinds]
    sharing = Counter(v for v, is_in in zip(villages, is_open, strict=True) if v and is_in)
    duty: dict[str, Floats] = {}
    for kind, place in zip(snapshot.stations["kind"], snapshot.stations["grid"], strict=True):
        if place < 0:
            continue
        share = duty.setdefault(str(kind), np.zeros(len(villages)))
        village = villages[place]
        if sharing[village]:
            same = [is_in and v == village for v, is_in in zip(villages, is_open, strict=True)]
            share[np.array(same)] += 1 / sharing[village]
        else:
            share[place] += 1
    return duty


def settlement_km(snapshot: Snapshot, kinds: tuple[GridKind | None, ...]) -> Floats:
    """Return for pastures the mean straight line from their base to their households.

    The base is the first station in the grid, else the middle of its households. On the move they
    are anywhere in the seasonal range in force, else in their cells. NaN for other grids, and
    where fewer than two cells hold households, since one says nothing about distance.
    """
    far = np.full(len(kinds), np.nan)
    for place in (p for p, kind in enumerate(kinds) if kind is GridKind.PASTORAL):
        xy, weight = _herders(snapshot, place)
        if len(xy) < _SETTLEMENTS_LEAST:
            continue
        base = _station_xy(snapshot, place)
        base = np.average(xy, axis=0, weights=weight) if base is None else base
        lines_m = np.hypot(*(xy - base).T)
        far[place] = np.average(lines_m, weights=weight) / M_PER_KM
    return far


def _herders(snapshot: Snapshot, place: int) -> tuple[Floats, Floats]:
    """Return where a pasture's households are, (n, 2) in metres, and how many (n)."""
    moved = range_points(snapshot).get(place)
    if moved is not None:
        return moved, np.ones(len(moved))
    cells = snapshot.cells
    households = np.nan_to_num(_numbers(cells["households"]))
    lived_in = np.flatnonzero((cells["grid"].to_numpy() == place) & (households > 0))
    middles = shapely.get_coordinates(shapely.centroid(cells.geometry.to_numpy()[lived_in]))
    return metric_xy(middles[:, 0], middles[:, 1], snapshot.metric_crs), households[lived_in]


def _station_xy(snapshot: Snapshot, place: int) -> Floats | None:
    here = snapshot.stations[snapshot.stations["grid"] == place]
    if here.empty:
        return None
    lon, lat = here["lon_deg"].to_numpy(float)[:1], here["lat_deg"].to_numpy(float)[:1]
    return np.asarray(metric_xy(lon, lat, snapshot.metric_crs)[0])


def _numbers(column: "pd.Series[float]") -> Floats:
    return np.asarray(column.to_numpy(dtype=float, na_value=np.nan), dtype=float)


def _years_max(norm: Norm | None) -> int:
    return int(norm.value) if norm else 1
