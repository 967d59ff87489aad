"""Grids of a large town by tile and by level; small ones go out whole, which is lighter."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.services.derived import once_a_question, once_a_snapshot
from geo.services.grid_levels import GridLevel, at_level
from geo.services.map_layers import rounded_geojson, written
from geo.services.snapshot import Snapshot
from geo.spatial import coverage_tiles
from geo.spatial.coverage_tiles import Band
from geo.spatial.frames import as_storage
from geo.spatial.tiles import Tile

MOST_WHOLE = 30_000
"""Grids of so many vertices at most go out as one body, some 150 kB."""
LEAST_PX = 12.0
"""A level is shown while the median of its shapes is so wide at least, else the one above."""
DEEPEST = 16


@dataclass(frozen=True, slots=True)
class TileShapes:
    """What of a level lies in a tile: positions, polygons in its steps, codes and names."""

    position: NDArray[np.int64]
    shapes: NDArray[np.object_]
    codes: NDArray[np.object_]
    names: NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class GridTiles:
    """Answers from the present snapshot."""

    current: Callable[[], Snapshot]

    def is_whole(self) -> bool:
        """Return whether the town's grids go out as one body."""
        return _vertices(self.current()) <= MOST_WHOLE

    def overview(self) -> bytes:
        """Return `{levels: [{name, from}], deepest, bounds}`; `from` is a zoom of tiles."""
        snapshot = self.current()
        west, south, east, north = snapshot.grids.total_bounds.round(5).tolist()
        levels = [{"name": level.value, "from": zoom} for level, zoom in _levels(snapshot).items()]
        return written(
            {
                "levels": levels,
                "deepest": DEEPEST,
                "bounds": [[south, west], [north, east]],
            }
        )

    def tile(self, level: GridLevel, tile: Tile) -> TileShapes:
        """Return what of a level lies in a tile."""
        whole = at_level(self.current(), level)
        position, shapes = _band(whole, min(tile.zoom, DEEPEST)).cut(tile)
        code = whole.grids["code"].to_numpy(object)[position]
        name = whole.grids["name"].fillna(whole.grids["code"]).to_numpy(object)[position]
        return TileShapes(position, shapes, code, name)

    def outlines(self, codes: tuple[str, ...]) -> bytes:
        """Return a GeoJSON collection of the grids of those codes; unknown ones are left out."""
        grids = self.current().grids
        chosen = as_storage(grids[grids["code"].isin(codes)])
        shapes = rounded_geojson(chosen) if len(chosen) else []
        told = ",".join(
            f'{{"type":"Feature","id":{written(code).decode()},"properties":{{}},"geometry":{shape}}}'
            for code, shape in zip(chosen["code"], shapes, strict=True)
        )
        return f'{{"type":"FeatureCollection","features":[{told}]}}'.encode()


@once_a_snapshot
def _levels(snapshot: Snapshot) -> dict[GridLevel, int]:
    """Return from which zoom of tiles each level is shown; one that merges nothing is left out."""
    merging, count = [], 0
    for level in reversed(GridLevel):
        whole = at_level(snapshot, level)
        if len(whole.grids) != count:
            merging.append((level, whole.metric_grids))
        count = len(whole.grids)
    widest, *others = reversed(merging)
    fits = {level: coverage_tiles.fits_from(shapes, LEAST_PX, DEEPEST) for level, shapes in others}
    return {widest[0]: 0, **fits}


@once_a_snapshot
def _vertices(snapshot: Snapshot) -> int:
    return int(shapely.get_num_coordinates(snapshot.grids.geometry.to_numpy()).sum())


@once_a_question
def _band(snapshot: Snapshot, zoom: int) -> Band:
    return coverage_tiles.band(snapshot.metric_grids, zoom)
