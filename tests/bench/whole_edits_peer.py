"""Geopandas working out anew all that the answer to an edit says, in frames that it is given ready.

What it need not do is left out in its favour: reading the store, making the points, projecting
what did not change, working out hours, and writing the cells as GeoJSON, which is timed apart.
"""

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any, TypeVar

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.spatial import frames
from geo.spatial.frames import STORAGE_CRS
from geo.spatial.partition import cell_shapes
from tests.bench.edit_town import EditTown

Made = TypeVar("Made")
PEOPLE = ["residents", "households"]
APART = "GeoJSON"
BORDER_M = 1.0
FIRST_AND_SECOND = ("first", "index_right")


@dataclass(frozen=True, slots=True)
class Ground:
    """What an edit leaves as it is, in metres: points, buildings, barriers, cells of the base."""

    incidents: gpd.GeoDataFrame
    cameras: gpd.GeoDataFrame
    stations: gpd.GeoDataFrame
    addresses: gpd.GeoDataFrame
    buildings: gpd.GeoDataFrame
    barriers: gpd.GeoDataFrame
    before: gpd.GeoDataFrame


@dataclass(slots=True)
class Peer:
    """Runs over a draft as it stands, and keeps what each part took: wall and processor."""

    town: EditTown
    _parts: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    ground: Ground = field(init=False)

    def __post_init__(self) -> None:
        held, state = self.town.opened.drafts.at_hand(self.town.editing)
        self.ground = _ground(held.base, self.town.opened.store.layers, state)

    @property
    def wall_s(self) -> float:
        """Return the median of the whole over its runs."""
        return self._total(0)

    @property
    def cpu_s(self) -> float:
        """Return the median of the whole over its runs, on the processor."""
        return self._total(1)

    def run(self) -> None:
        """Work everything out once, on the cells that the draft has now."""
        held, state = self.town.opened.drafts.at_hand(self.town.editing)
        ground, cells = self.ground, _cells(state, str(held.base.crs))
        joined = self._timed("incidents in cells", lambda: _in_cells(ground.incidents, cells))
        self._timed("cameras, stations in cells", lambda: self._sites(cells))
        grids = self._timed("grids", lambda: cells.dissolve("grid", method="coverage"))
        self._timed("sizes, form", lambda: _form(grids))
        self._timed("coverage", lambda: (cells.is_valid.all(), cells.geometry.is_valid_coverage()))
        self._timed("neighbours", lambda: _contacts(cells))
        self._timed("land that moved", lambda: _overlaid(ground.before, cells))
        self._timed("addresses in cells", lambda: _in_cells(ground.addresses, cells))
        self._timed("nearest station", lambda: _nearest(cells, ground.stations))
        self._timed("buildings cut", lambda: _cut(ground.buildings, grids))
        self._timed("barriers crossed", lambda: _crossed(ground.barriers, grids))
        self._timed("sums", lambda: _sums(joined, cells))
        degrees = self._timed("degrees", lambda: cells.to_crs(STORAGE_CRS))
        self._timed(APART, degrees.to_json)

    def told(self) -> str:
        """Return the medians of the parts in one line."""
        parts = (f"{name} {median(w for w, _ in own):.2f}" for name, own in self._parts.items())
        return (
            f"geopandas, everything again, wall s: {'; '.join(parts)}.\n"
            f"In all {self.wall_s:.2f}, processor {self.cpu_s:.2f}; {APART} is not counted"
        )

    def _sites(self, cells: gpd.GeoDataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        return _in_cells(self.ground.cameras, cells), _in_cells(self.ground.stations, cells)

    def _timed(self, name: str, work: Callable[[], Made]) -> Made:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        made = work()
        spent = time.perf_counter() - wall_s, time.process_time() - cpu_s
        self._parts[name].append(spent)
        return made

    def _total(self, column: int) -> float:
        runs = zip(*(own for name, own in self._parts.items() if name != APART), strict=True)
        return median(sum(part[column] for part in run) for run in runs)


def _ground(base: DraftBase, layers: LayerReader, state: DraftState) -> Ground:
    snapshot, crs = base.snapshot, base.crs

    def points(lon: Any, lat: Any, **columns: Any) -> gpd.GeoDataFrame:
        xy = frames.metric_xy(np.asarray(lon, float), np.asarray(lat, float), crs)
        return gpd.GeoDataFrame(columns, geometry=shapely.points(xy), crs=str(crs))

    def sites(rows: pd.DataFrame) -> gpd.GeoDataFrame:
        return points(rows["lon_deg"], rows["lat_deg"])

    incidents = snapshot.incidents
    return Ground(
        incidents=points(incidents.lon_deg, incidents.lat_deg, category=incidents.category),
        cameras=sites(snapshot.cameras),
        stations=sites(snapshot.stations),
        addresses=sites(layers.rows(Layer.PLACES)),
        buildings=frames.to_metric(layers.shapes(Layer.BUILDINGS), crs),
        barriers=frames.to_metric(layers.shapes(Layer.BARRIERS), crs),
        before=_cells(state, str(crs)),
    )


def _cells(state: DraftState, crs: str) -> gpd.GeoDataFrame:
    codes = state.partition.codes
    people = [state.people[code] for code in codes]
    rows = {
        "code": codes,
        "grid": [state.partition.grid_of(code) for code in codes],
        "residents": [one.residents for one in people],
        "households": [one.households for one in people],
    }
    return gpd.GeoDataFrame(rows, geometry=cell_shapes(state.partition, codes), crs=crs)


def _in_cells(points: gpd.GeoDataFrame, cells: gpd.GeoDataFrame) -> pd.DataFrame:
    return gpd.sjoin(points, cells[["grid", "geometry"]], predicate="within")


def _form(grids: gpd.GeoDataFrame) -> "pd.Series[float]":
    return 4 * np.pi * grids.area / grids.length**2


def _contacts(cells: gpd.GeoDataFrame) -> "pd.Series[float]":
    """Return the common border of each pair of cells that touch."""
    own = cells[["geometry"]]
    pairs = gpd.sjoin(own, own, predicate="touches").reset_index(names="first")
    pairs = pairs[pairs["first"] < pairs["index_right"]]
    first, second = (own.geometry.loc[pairs[name]].reset_index() for name in FIRST_AND_SECOND)
    return first.geometry.intersection(second.geometry).length


def _overlaid(before: gpd.GeoDataFrame, cells: gpd.GeoDataFrame) -> "pd.Series[float]":
    common = gpd.overlay(
        before[["grid", "geometry"]], cells[["grid", "geometry"]], keep_geom_type=True
    )
    return common.area


def _nearest(cells: gpd.GeoDataFrame, stations: gpd.GeoDataFrame) -> pd.DataFrame:
    inner = gpd.GeoDataFrame(geometry=cells.representative_point())
    return gpd.sjoin_nearest(inner, stations, distance_col="straight_m")


def _cut(buildings: gpd.GeoDataFrame, grids: gpd.GeoDataFrame) -> "pd.Series[float]":
    """Return how far the border of each grid runs in each building that it meets."""
    borders = gpd.GeoDataFrame(geometry=grids.boundary).explode(index_parts=False)
    return gpd.overlay(borders, buildings[["geometry"]], keep_geom_type=False).length


def _crossed(barriers: gpd.GeoDataFrame, grids: gpd.GeoDataFrame) -> "pd.Series[float]":
    inner = gpd.GeoDataFrame(geometry=grids.buffer(-BORDER_M))
    return gpd.overlay(barriers[["geometry"]], inner, keep_geom_type=False).length


def _sums(joined: pd.DataFrame, cells: gpd.GeoDataFrame) -> tuple["pd.Series[int]", pd.DataFrame]:
    return joined.groupby(["grid", "category"]).size(), cells.groupby("grid")[PEOPLE].sum()
