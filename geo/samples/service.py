"""The demo's stations and staff: where disputes are heard, and who works where how many hours."""

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import GridKind, StaffKind
from geo.samples.plane import STEP_DEG, Array, to_km
from geo.samples.tables import invented, short_name


def stations_frame(cells: pd.DataFrame, grids: pd.DataFrame) -> pd.DataFrame:
    """Return the STATIONS layer: one in each unit and the town's centre.

    `cells` holds grid_code, unit, households and polygon; a station stands in its unit's most
    peopled cell.
    """
    rule = invented("service")["stations"]
    households = cells.groupby("unit")["households"].sum()
    herding = set(grids.loc[grids["kind"] == GridKind.PASTORAL, "unit"])
    rows = [
        {
            "id": f"TJ-{number:02d}",
            "kind": rule["herding_kind" if unit in herding else "kind"],
            "name": rule["name"].format(unit=short_name(str(unit))),
            "desks": rule["desks_large" if many >= rule["large_households"] else "desks"],
            "opening_hours": rule["herding_hours" if unit in herding else "opening_hours"],
            **_in_cell(cells[cells["unit"] == unit], 0),
        }
        for number, (unit, many) in enumerate(households.items(), start=1)
    ]
    return pd.DataFrame([*rows, _centre(cells, rule)])


def station_points_km(stations: pd.DataFrame, units: list[str]) -> dict[str, Array]:
    """Return each unit's station in km; `stations` begins with them in the units' order."""
    points = to_km(stations[["lon_deg", "lat_deg"]].to_numpy())
    return dict(zip(units, points, strict=False))


def staff_frame(grids: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the STAFF layer: one worker for each grid where anyone is, mobile staff, volunteers.

    `grids` holds code, unit, kind, theme and households.
    """
    rule = invented("service")["staff"]
    staffed = grids[grids["kind"] != GridKind.UNINHABITED]
    workers = [_worker(grid, rule, rng) for grid in staffed.to_dict("records")]
    homes = staffed[staffed["kind"] == GridKind.ALL_PURPOSE]
    mobile = homes.iloc[rng.choice(len(homes), rule["mobile"], replace=False)]
    workers += [
        _row(grid, StaffKind.FULL, rule["mobile_hours"], is_mobile=True)
        for grid in mobile.to_dict("records")
    ]
    weights = homes["households"] / homes["households"].sum()
    helped = homes.iloc[rng.choice(len(homes), rule["volunteers"], replace=False, p=weights)]
    workers += [
        _row(grid, StaffKind.VOLUNTEER, _hours(rule["volunteer_hours"], rng))
        for grid in helped.sort_values("code").to_dict("records")
    ]
    ids = [f"WG-{number:04d}" for number in range(1, len(workers) + 1)]
    return pd.DataFrame(workers).assign(id=ids)


def _centre(cells: pd.DataFrame, rule: Mapping[str, Any]) -> dict[str, object]:
    return {
        "id": "TJ-00",
        "kind": rule["centre_kind"],
        "name": rule["centre_name"].format(town=invented("town")["town_name"]),
        "desks": rule["centre_desks"],
        "opening_hours": rule["centre_hours"],
        **_in_cell(cells[cells["unit"] == rule["centre_unit"]], 1),
    }


def _in_cell(cells: pd.DataFrame, place: int) -> dict[str, float]:
    ordered = cells.sort_values(["households", "code"], ascending=[False, True])
    point = shapely.point_on_surface(ordered["polygon"].iloc[place])
    rounded = shapely.set_precision(point, STEP_DEG)
    return {"lon_deg": round(rounded.x, 7), "lat_deg": round(rounded.y, 7)}


def _worker(
    grid: Mapping[Hashable, Any],
    rule: Mapping[str, Any],
    rng: np.random.Generator,
) -> dict[str, object]:
    if grid["households"] >= rule["full_households"] or grid["theme"] in rule["full_themes"]:
        return _row(grid, StaffKind.FULL, rule["full_hours"])
    is_herding = grid["kind"] == GridKind.PASTORAL
    hours = _hours(rule["herding_hours" if is_herding else "part_hours"], rng)
    return _row(grid, StaffKind.PART, hours)


def _row(
    grid: Mapping[Hashable, Any],
    kind: StaffKind,
    hours_week: float,
    *,
    is_mobile: bool = False,
) -> dict[str, object]:
    return {
        "grid_code": grid["code"],
        "kind": kind.value,
        "hours_week": hours_week,
        "mobile": is_mobile,
        "home_village_code": grid["unit"],
    }


def _hours(bounds: list[float], rng: np.random.Generator) -> float:
    return float(np.round(rng.uniform(bounds[0], bounds[1]) / 2) * 2)
