"""What lies in the cells of a draft: people, stations, distances; kept cell by cell."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.services.derived import once_a_snapshot
from geo.services.drafting.base import DraftBase
from geo.services.snapshot import Snapshot
from geo.services.station_distance import detour_factor
from geo.spatial import frames
from geo.spatial.nearest import nearest
from geo.spatial.partition import Partition, cell_shapes

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CellGround:
    """A cell: its size, its middle in metres, how far its nearest station is (NaN unknown)."""

    area_m2: float
    perimeter_m: float
    middle: tuple[float, float]
    station_m: float


def ground_of(
    base: DraftBase, partition: Partition, codes: Iterable[CellCode]
) -> Mapping[CellCode, CellGround]:
    """Return the ground of some cells as the partition has them."""
    wanted = list(codes)
    if not wanted:
        return {}
    shapes = cell_shapes(partition, wanted)
    sizes = shapely.area(shapes).tolist(), shapely.length(shapes).tolist()
    middles = shapely.get_coordinates(shapely.centroid(shapes))
    inner = shapely.get_coordinates(shapely.point_on_surface(shapes))
    far = nearest(inner, station_places(base.snapshot), detour_factor(base.snapshot)).estimated_m
    return {
        code: CellGround(area, perimeter, (x, y), station)
        for code, area, perimeter, (x, y), station in zip(
            wanted, *sizes, middles.tolist(), far.tolist(), strict=True
        )
    }


@once_a_snapshot
def station_places(snapshot: Snapshot) -> Floats:
    """Return an (n, 2) array of metres, a row a station."""
    lon, lat = (snapshot.stations[name].to_numpy(float) for name in ("lon_deg", "lat_deg"))
    return frames.metric_xy(lon, lat, snapshot.metric_crs)
