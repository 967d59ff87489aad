"""Two years of the demo's incidents: reported, located, thinned by distance, handled, named."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from geo.domain.categories import is_sensitive
from geo.domain.kinds import RESIDENT_CHANNELS, Channel
from geo.samples.deadlines import closed_s, due_s, grid_slowness, states
from geo.samples.happenings import all_reports, moments_in, now_s
from geo.samples.land import cell_positions
from geo.samples.located import AtHomes, Ground, located
from geo.samples.plane import Array, rounded_deg, to_km
from geo.samples.streams import stream
from geo.samples.tables import invented, short_name
from geo.samples.watercourse import lines
from geo.samples.workclock import DAY_S, day_number_of, to_utc

_CHANNELS = (Channel.RESIDENT, Channel.HOTLINE, Channel.PATROL, Channel.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class Scene:
    """What incidents need of the town: `ground`, each unit's station (km), each home's grid."""

    ground: Ground
    station_km: dict[str, Array]
    home_grid: list[str]


def incidents_frame(scene: Scene, seed: int) -> pd.DataFrame:
    """Return the INCIDENTS layer, ordered by id; TIME in UTC seconds, open ones without closing."""
    reports = pd.concat([_usual(scene, seed), _on_top(scene, seed)], ignore_index=True)
    placed = _in_grids(reports, scene)
    kept = placed[_is_heard(placed, scene, seed) & ~_is_silent(placed)]
    ordered = kept.sort_values(["reported_s", "category", "lon_deg"], ignore_index=True)
    return _layer(_handled(ordered, seed), scene)


def _usual(scene: Scene, seed: int) -> pd.DataFrame:
    reports = all_reports(seed)
    frames = []
    for position, row in enumerate(invented("categories")["categories"]):
        rng = stream(seed, f"incidents-{row['name']}")
        moments = reports.reported_s[reports.category == position]
        points = located(row["where"], len(moments), scene.ground, rng)
        frames.append(_reported(position, row, moments, points, rng))
    return pd.concat(frames, ignore_index=True)


def _on_top(scene: Scene, seed: int) -> pd.DataFrame:
    """Return the extra reports of hot spots, which are heard whatever the distance."""
    table = invented("categories")["categories"]
    position_of = {row["name"]: position for position, row in enumerate(table)}
    grids = np.asarray(scene.home_grid)
    frames = []
    for spot in invented("handling")["hotspots"]:
        rng = stream(seed, f"hotspot-{spot['grid']}")
        mine = grids == spot["grid"]
        source = AtHomes(scene.ground.homes.homes_km[mine], np.ones(int(mine.sum())))
        for extra in spot["extra"]:
            position = position_of[extra["category"]]
            month = spot["months"][-1]
            moments = moments_in(table[position], month, extra["count"], rng)
            points = source.points_km(len(moments), rng)
            frames.append(_reported(position, table[position], moments, points, rng))
    return pd.concat(frames, ignore_index=True)


def _reported(
    position: int,
    row: dict[str, Any],
    moments: Array,
    points_km: Array,
    rng: np.random.Generator,
) -> pd.DataFrame:
    shares = np.asarray(row["channels"], dtype=float)
    channel = rng.choice([name.value for name in _CHANNELS], len(moments), p=shares / shares.sum())
    lon, lat = rounded_deg(points_km).T
    return pd.DataFrame(
        {
            "category": np.full(len(moments), position),
            "reported_s": moments,
            "channel": channel,
            "lon_deg": lon,
            "lat_deg": lat,
        },
    )


def _in_grids(reports: pd.DataFrame, scene: Scene) -> pd.DataFrame:
    """Return the reports that lie in the town, with `unit` and `grid` (its name)."""
    cells = scene.ground.cells
    position = cell_positions(cells, reports[["lon_deg", "lat_deg"]].to_numpy())
    inside = reports[position >= 0].reset_index(drop=True)
    of = cells.iloc[position[position >= 0]]
    return inside.assign(unit=of["unit"].to_numpy(), grid=of["grid_name"].to_numpy())


def _is_heard(placed: pd.DataFrame, scene: Scene, seed: int) -> np.ndarray:
    """Return which reports are made at all: calls from far off often are not."""
    table = invented("handling")
    at = to_km(placed[["lon_deg", "lat_deg"]].to_numpy())
    station = np.vstack([scene.station_km[unit] for unit in placed["unit"]])
    far_km = np.hypot(*(at - station).T)
    least = float(table["reporting_least"])
    chance = least + (1 - least) * np.exp(-far_km / table["reporting_km"])
    is_call = placed["channel"].isin([channel.value for channel in RESIDENT_CHANNELS])
    luck = stream(seed, "heard").uniform(size=len(placed))
    return np.asarray(~is_call | (luck < chance))


def _is_silent(placed: pd.DataFrame) -> np.ndarray:
    silent = np.zeros(len(placed), dtype=bool)
    for row in invented("handling")["silent"]:
        since = day_number_of(row["since"]) * DAY_S
        silent |= ((placed["grid"] == row["grid"]) & (placed["reported_s"] >= since)).to_numpy()
    return silent


def _handled(ordered: pd.DataFrame, seed: int) -> pd.DataFrame:
    rng = stream(seed, "handling")
    reported = ordered["reported_s"].to_numpy()
    due = due_s(ordered["category"].to_numpy(), ordered["channel"].tolist(), reported)
    slowness = grid_slowness(ordered["grid"], reported, rng)
    dated = ordered.assign(due_s=due)
    dated = dated.assign(closed_s=closed_s(dated, slowness, rng))
    return dated.assign(state=states(dated, rng))


def _layer(handled: pd.DataFrame, scene: Scene) -> pd.DataFrame:
    names = np.asarray([row["name"] for row in invented("categories")["categories"]])
    category = names[handled["category"]]
    closed = pd.Series(to_utc(handled["closed_s"].to_numpy()), dtype="Int64")
    return pd.DataFrame(
        {
            "id": _ids(handled["reported_s"].to_numpy()),
            "reported_at": to_utc(handled["reported_s"].to_numpy()),
            "category": category,
            "lon_deg": handled["lon_deg"],
            "lat_deg": handled["lat_deg"],
            "due_at": to_utc(handled["due_s"].to_numpy()),
            "closed_at": closed.mask((handled["closed_s"] > now_s()).to_numpy()),
            "state": handled["state"],
            "channel": handled["channel"],
            "address": _addresses(handled, category, scene),
        },
    )


def _ids(reported_s: Array) -> list[str]:
    """Return SJ, the day and a number within it, for moments in order."""
    days = (reported_s // DAY_S).astype(np.int64)
    first = np.searchsorted(days, days, side="left")
    text = np.datetime_as_string(days.astype("datetime64[D]"))
    return [
        f"SJ{day.replace('-', '')}-{number:04d}"
        for day, number in zip(text, (np.arange(len(days)) - first + 1).tolist(), strict=True)
    ]


def _addresses(handled: pd.DataFrame, category: np.ndarray, scene: Scene) -> list[str]:
    table = invented("works")["address"]
    at_km = to_km(handled[["lon_deg", "lat_deg"]].to_numpy())
    nearest, far_km = _nearest_roads(at_km)
    roads = [line.name for line in lines() if line.kind == "road"]
    sensitive = {name: is_sensitive(name) for name in set(category.tolist())}
    patterns = np.where(far_km > table["far_km"], table["far"], table["near"])
    patterns = np.where([sensitive[name] for name in category.tolist()], table["unit"], patterns)
    units = {code: short_name(code) for code in set(handled["unit"])}
    return [
        pattern.format(unit=units[unit], road=roads[road])
        for pattern, unit, road in zip(patterns, handled["unit"], nearest, strict=True)
    ]


def _nearest_roads(at_km: Array) -> tuple[list[int], Array]:
    """Return the position of the nearest road among the roads, and how far it is (to 50 m)."""
    roads = [line.geometry for line in lines() if line.kind == "road"]
    points, road = shapely.get_coordinates(shapely.segmentize(roads, 0.1), return_index=True)
    far_km, position = cKDTree(points).query(at_km)
    return road[position].tolist(), far_km
