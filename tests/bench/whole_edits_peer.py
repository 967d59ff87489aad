"""Geopandas working out anew what an edit shows: points in cells, outlines, sizes, sums."""

import time
from collections import defaultdict
from collections.abc import Callable
from statistics import median
from typing import TypeVar

import geopandas as gpd
import pandas as pd
import shapely

from geo.services.snapshot import Snapshot
from geo.spatial import frames

Made = TypeVar("Made")
PEOPLE = ["residents", "households"]


class Peer:
    """Runs over a snapshot's incidents, cells and grids, and keeps what each part took."""

    def __init__(self, snapshot: Snapshot) -> None:
        incidents = snapshot.incidents
        xy = frames.metric_xy(incidents.lon_deg, incidents.lat_deg, snapshot.metric_crs)
        self._points = gpd.GeoDataFrame(
            {"category": incidents.category}, geometry=shapely.points(xy), crs=snapshot.metric_crs
        )
        self._cells = frames.to_metric(snapshot.cells, snapshot.metric_crs)
        self._parts: dict[str, list[tuple[float, float]]] = defaultdict(list)

    @property
    def wall_s(self) -> float:
        """Return the median of the whole over its runs."""
        return self._total(0)

    @property
    def cpu_s(self) -> float:
        """Return the median of the whole over its runs, on the processor."""
        return self._total(1)

    def run(self) -> None:
        """Work everything out once."""
        joined = self._timed(
            "sjoin",
            lambda: gpd.sjoin(self._points, self._cells[["grid", "geometry"]], predicate="within"),
        )
        grids = self._timed("dissolve", lambda: self._cells.dissolve("grid", method="coverage"))
        self._timed("sizes", lambda: (grids.geometry.area, grids.geometry.length))
        self._timed("sums", lambda: self._sums(joined))

    def told(self) -> str:
        """Return the medians of the parts in one line."""
        parts = (f"{name} {median(w for w, _ in own):.2f}" for name, own in self._parts.items())
        return (
            f"geopandas, everything again, wall s: {', '.join(parts)}; "
            f"in all {self.wall_s:.2f}, CPU {self.cpu_s:.2f}"
        )

    def _sums(self, joined: pd.DataFrame) -> tuple[pd.Series, pd.DataFrame]:
        return joined.groupby(["grid", "category"]).size(), self._cells.groupby("grid")[
            PEOPLE
        ].sum()

    def _timed(self, name: str, work: Callable[[], Made]) -> Made:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        made = work()
        spent = time.perf_counter() - wall_s, time.process_time() - cpu_s
        self._parts[name].append(spent)
        return made

    def _total(self, column: int) -> float:
        runs = zip(*self._parts.values(), strict=True)
        return median(sum(part[column] for part in run) for run in runs)
