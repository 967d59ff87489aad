"""The demo's camera sites: at roads, junctions and village entrances, never at dwellings."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree
from shapely import LineString, STRtree
from shapely.geometry.base import BaseGeometry

from geo.domain.kinds import CameraState
from geo.samples.located import line_pieces
from geo.samples.plane import Array, rounded_deg
from geo.samples.tables import invented

_PROBE_KM = 0.03
_BESIDE_KM = 0.009
_JUNCTION_KM = 0.15
_FIRST_FILING = np.datetime64("2018-03-01")
_FILING_DAYS = 1_700


def cameras_frame(
    town_km: BaseGeometry,
    unit_borders_km: BaseGeometry,
    homes_km: Array,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return the CAMERAS layer: sites with what they see, whether alive, filed and signed."""
    rule = invented("service")["cameras"]
    sites = pd.concat(
        [_entrances(rule, town_km, unit_borders_km, rng), _beside_roads(rule, town_km, rng)],
    )
    points = sites[["east_km", "north_km"]].to_numpy()
    far_km, _ = cKDTree(homes_km).query(points)
    kept = sites[far_km > rule["home_distance_km"]].head(rule["sites"]).reset_index(drop=True)
    return _layer(kept, rule, rng)


def _entrances(
    rule: Mapping[str, Any],
    town_km: BaseGeometry,
    borders_km: BaseGeometry,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return two sites wherever a village road crosses a unit's border, looking in and out."""
    roads = line_pieces({"grades": rule["road_grades"]}, town_km)
    rows = []
    for road in roads:
        crossed = shapely.get_parts(road.intersection(borders_km))
        for point in crossed[~shapely.is_empty(crossed)]:
            at = road.project(shapely.centroid(point))
            rows += [
                _site(road, at + shift, turn, rule["at_entrance"], rng)
                for shift, turn in ((0.04, 0.0), (-0.04, 180.0))
            ]
    wanted = round(rule["sites"] * rule["entrances_share"])
    chosen = sorted(rng.permutation(len(rows))[:wanted])
    return pd.DataFrame([rows[position] for position in chosen])


def _beside_roads(
    rule: Mapping[str, Any],
    town_km: BaseGeometry,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """Return sites drawn along roads, more than are wanted, in an order without pattern."""
    everything = line_pieces({"grades": rule["road_grades"]}, town_km)
    others = STRtree(everything)
    rows = []
    for part in rule["roads"]:
        roads = line_pieces(part, town_km)
        lengths = shapely.length(roads)
        count = round(rule["sites"] * part["share"])
        for chosen in rng.choice(len(roads), count, p=lengths / lengths.sum()):
            road = roads[int(chosen)]
            at = rng.uniform(0.0, road.length)
            near = others.query(road.interpolate(at), predicate="dwithin", distance=_JUNCTION_KM)
            place = rule["at_junction" if len(near) > 1 else "at_road"]
            rows.append(_site(road, at, 180.0 * rng.integers(0, 2), place, rng))
    return pd.DataFrame([rows[position] for position in rng.permutation(len(rows))])


def _site(
    road: LineString,
    at_km: float,
    turn_deg: float,
    place: str,
    rng: np.random.Generator,
) -> dict[str, object]:
    at = float(np.clip(at_km, 0.0, road.length - _PROBE_KM))
    here = np.asarray(road.interpolate(at).coords[0])
    ahead = np.asarray(road.interpolate(at + _PROBE_KM).coords[0]) - here
    azimuth = np.degrees(np.arctan2(ahead[0], ahead[1]))
    side = np.array([ahead[1], -ahead[0]]) / max(float(np.hypot(*ahead)), 1e-9)
    east, north = here + _BESIDE_KM * side
    bearing = (azimuth + turn_deg + rng.normal(0.0, 8.0)) % 360.0
    return {"east_km": east, "north_km": north, "azimuth_deg": bearing, "place_kind": place}


def _layer(sites: pd.DataFrame, rule: Mapping[str, Any], rng: np.random.Generator) -> pd.DataFrame:
    count = len(sites)
    lon, lat = rounded_deg(sites[["east_km", "north_km"]].to_numpy()).T
    is_dome = rng.uniform(size=count) < rule["dome_share"]
    reach = np.where(is_dome, rng.integers(8, 16, count) * 10, rng.integers(6, 19, count) * 10)
    bearing = np.where(is_dome, 0.0, np.round(sites["azimuth_deg"].to_numpy()) % 360.0)
    unknown = ~is_dome & (rng.uniform(size=count) < rule["unknown_bearing_share"])
    return pd.DataFrame(
        {
            "id": [f"SP-{number:04d}" for number in range(1, count + 1)],
            "lon_deg": lon,
            "lat_deg": lat,
            "bearing_deg": np.where(unknown, np.nan, bearing),
            "angle_deg": np.where(is_dome, 360.0, rng.integers(11, 19, count) * 5.0),
            "range_m": reach.astype(float),
            "state": _alive(count, rule, rng),
            "owner_kind": [_owner(place, rule, rng) for place in sites["place_kind"]],
            "place_kind": sites["place_kind"],
            "filed_on": _filings(count, rule, rng),
            "sign": _signs(count, rule, rng),
        },
    )


def _alive(count: int, rule: Mapping[str, Any], rng: np.random.Generator) -> list[str | None]:
    luck = rng.uniform(size=count)
    dead, unknown = rule["dead_share"], rule["unknown_state_share"]
    names = (CameraState.DEAD.value, None, CameraState.ALIVE.value)
    return [names[int(np.searchsorted((dead, dead + unknown), value))] for value in luck]


def _owner(place: str, rule: Mapping[str, Any], rng: np.random.Generator) -> str:
    rows = [row for row in rule["owners"] if row["place"] == place]
    shares = np.asarray([row["share"] for row in rows])
    return str(rows[int(rng.choice(len(rows), p=shares / shares.sum()))]["owner_kind"])


def _filings(count: int, rule: Mapping[str, Any], rng: np.random.Generator) -> list[str | None]:
    days = _FIRST_FILING + rng.integers(0, _FILING_DAYS, count)
    missing = rng.uniform(size=count) < rule["unfiled_share"]
    return [None if gone else str(day) for day, gone in zip(days, missing, strict=True)]


def _signs(count: int, rule: Mapping[str, Any], rng: np.random.Generator) -> pd.Series:
    luck = rng.uniform(size=count)
    signs = pd.Series(luck >= rule["unsigned_share"] + rule["unknown_sign_share"], dtype="boolean")
    return signs.mask(luck < rule["unknown_sign_share"])
