"""What camera sites cover of each grid, and which incidents; draws nothing and sites nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.policy import Action, Actor, require
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.spatial import frames, sectors


@dataclass(frozen=True, slots=True)
class Coverage:
    """Answers with the coverage of grids from the present snapshot."""

    current: Callable[[], Snapshot]

    def table(self, actor: Actor) -> pd.DataFrame:
        """Return one row a grid, in code order, with the columns of `coverage_by_grid`.

        Raises:
            NotPermitted: the actor may not see camera sites.
        """
        require(actor, Action.VIEW_CAMERAS)
        return coverage_by_grid(self.current())


@once_a_snapshot
def coverage_by_grid(snapshot: Snapshot) -> pd.DataFrame:
    """Return one row a grid, index the grid position.

    Columns: grid (code), area_km2, covered_km2, covered_share, cameras, cameras_unknown,
    incidents_inside, incidents_total. Covered ground, share and incidents inside are unknown
    (NaN) in a grid whose cameras all have an unknown sector; `cameras_unknown` counts those. Where
    only some are unknown the figures are of the known ones, a lower bound. Ground seen twice
    counts once.
    """
    grids, size = snapshot.grids, len(snapshot.grids)
    known = ~shapely.is_missing(sector_shapes(snapshot))
    covered = sectors.cover(sector_shapes(snapshot))
    cameras = _per_grid(snapshot.cameras["grid"].to_numpy(), size)
    unknown = _per_grid(snapshot.cameras["grid"].to_numpy()[~known], size)
    covered_km2 = sectors.covered_km2(covered, snapshot.metric_grids)
    is_unknown = (cameras > 0) & (unknown == cameras) & (covered_km2 == 0)
    area_km2 = grids["area_km2"].to_numpy(float)
    inside = snapshot.incidents.grid[incidents_covered(snapshot)]
    return pd.DataFrame(
        {
            "grid": grids["code"].to_numpy(),
            "area_km2": area_km2,
            "covered_km2": np.where(is_unknown, np.nan, covered_km2),
            "covered_share": np.where(is_unknown, np.nan, np.minimum(covered_km2 / area_km2, 1.0)),
            "cameras": cameras,
            "cameras_unknown": unknown,
            "incidents_inside": pd.array(_per_grid(inside, size), dtype="Int64"),
            "incidents_total": _per_grid(snapshot.incidents.grid, size),
        },
    ).assign(incidents_inside=lambda table: table["incidents_inside"].mask(is_unknown))


@once_a_snapshot
def sector_shapes(snapshot: Snapshot) -> NDArray[np.object_]:
    """Return each camera's sector in metres, None where bearing, angle or range is unknown."""
    cameras = snapshot.cameras
    lon, lat = cameras["lon_deg"].to_numpy(float), cameras["lat_deg"].to_numpy(float)
    turned = frames.convergence_deg(lon, lat, snapshot.metric_crs)
    return sectors.sector_polygons(
        frames.metric_xy(lon, lat, snapshot.metric_crs),
        cameras["bearing_deg"].to_numpy(float) - turned,
        cameras["angle_deg"].to_numpy(float),
        cameras["range_m"].to_numpy(float),
    )


@once_a_snapshot
def incidents_covered(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Return for each incident whether some known sector holds it."""
    incidents = snapshot.incidents
    covered = sectors.cover(sector_shapes(snapshot))
    xy = frames.metric_xy(incidents.lon_deg, incidents.lat_deg, snapshot.metric_crs)
    return sectors.is_covered(covered, xy)


def _per_grid(position: NDArray[np.int32], size: int) -> NDArray[np.int64]:
    return np.bincount(position[position >= 0], minlength=size)
