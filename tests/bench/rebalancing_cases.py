"""Cases of the rebalancing bench: Baltimore's block groups in two divisions, and a seeded town."""

import os
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.spatial import frames
from geo.spatial.assignment import build_index, locate
from geo.spatial.frames import StorageFrame
from geo.spatial.measures import inner_points
from geo.staffing.rebalance import Problem, Wishes, ground_of
from tests.bench.rebalancing_town import seeded_town

TOLERANCE = 0.05
TOWN_CELLS, TOWN_GROUPS, TOWN_VARIATION, TOWN_SEED = 10_000, 100, 0.12, 20_240_601
_DIVISIONS = {"police": "police_districts_pre2023", "council": "council_districts"}
SHARED = Path(os.environ.get("WANGGE_SHARED", "../shared"))
BALTIMORE = SHARED / "data" / "baltimore"


def has_baltimore() -> bool:
    """Return whether the real data are on this machine."""
    return (BALTIMORE / "block_groups_2020.geojson").is_file()


def baltimore(division: str, weight: str, wishes: Wishes) -> Problem:
    """Return the block groups under a division, by inner point; one outside goes to the nearest.

    `weight` is population, or how many of the 311 requests lie in the block group.
    """
    cells = _read("block_groups_2020")
    crs = frames.metric_crs_for(tuple(cells.total_bounds.tolist()))
    metric = frames.to_metric(cells, crs)
    districts = frames.to_metric(_read(_DIVISIONS[division]), crs)
    group = _group(inner_points(metric), districts.geometry.to_numpy())
    weights = cells["population"].to_numpy(float) if weight == "population" else _requests(cells)
    return Problem(weights, group, len(districts), ground_of(metric), wishes)


def town(wishes: Wishes) -> Problem:
    """Return the seeded town."""
    return seeded_town(TOWN_CELLS, TOWN_GROUPS, TOWN_VARIATION, TOWN_SEED, wishes)


CASES = {
    f"{division}, {weight}": partial(baltimore, division, weight)
    for division in _DIVISIONS
    for weight in ("population", "requests")
} | {"seeded town": town}


def _read(name: str) -> StorageFrame:
    return frames.from_file(gpd.read_file(BALTIMORE / f"{name}.geojson"), frames.STORAGE_CRS)


def _group(xy: np.ndarray, districts: np.ndarray) -> np.ndarray:
    points, tree = shapely.points(xy), shapely.STRtree(districts)
    point, district = tree.query(points, predicate="intersects")
    group = np.asarray(tree.nearest(points), np.int64)
    group[point] = district
    return group


def _requests(cells: StorageFrame) -> np.ndarray:
    rows = pd.read_csv(BALTIMORE / "incidents_311_2014_2018_sample.csv", usecols=["lon", "lat"])
    lon, lat = (rows.dropna()[name].to_numpy(float) for name in ("lon", "lat"))
    place = locate(build_index(cells.geometry.to_numpy()), lon, lat)
    return np.bincount(place[place >= 0], minlength=len(cells)).astype(float)
