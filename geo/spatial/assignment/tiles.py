"""Points put in order of raster tile before they are looked up, for memory is the limit.

Points in file order miss the cache at every step; a chunk sorted by tile reads each tile's cells,
entries and edges once.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.borders import FIRST_BORDER, UNDECIDED
from geo.spatial.assignment.compiled import kernel
from geo.spatial.assignment.decide import Lookup
from geo.spatial.assignment.lookup import STEP, border_label, raster_value
from geo.spatial.assignment.raster import Raster

TILES_PER_SIDE = 32
# Where points off the raster go: behind the last tile.
TILES = TILES_PER_SIDE**2
CHUNK = 2**21


class Chunk(NamedTuple):
    """Scratch space for CHUNK points in order of tile.

    `tile` (CHUNK,) uint16 in file order; `start` (TILES + 2,) int64 where each tile begins; `xy`
    (CHUNK, 2) float64, and `origin` (CHUNK,) int32 in order of tile;
    `waiting` (STEP,) int64.
    """

    tile: NDArray[np.uint16]
    start: NDArray[np.int64]
    xy: NDArray[np.float64]
    origin: NDArray[np.int32]
    waiting: NDArray[np.int64]


def new_chunk(points: int) -> Chunk:
    """Return scratch space for `points` points."""
    return Chunk(
        np.empty(points, np.uint16),
        np.empty(TILES + 2, np.int64),
        np.empty((points, 2)),
        np.empty(points, np.int32),
        np.empty(STEP, np.int64),
    )


@kernel
def label_by_tile(
    lookup: Lookup, x: np.ndarray, y: np.ndarray, labels: np.ndarray, chunk: Chunk
) -> int:
    """Write the label of every point, tile by tile; return how many stay UNDECIDED."""
    _find_tiles(lookup.raster, x, y, chunk)
    _order(x, y, chunk)
    undecided = 0
    for first in range(0, len(x), STEP):
        last = min(first + STEP, len(x))
        count = 0
        for k in range(first, last):
            value = raster_value(lookup, (chunk.xy[k, 0], chunk.xy[k, 1]))
            labels[chunk.origin[k]] = value
            chunk.waiting[count] = k
            count += value <= FIRST_BORDER
        for w in range(count):
            k = chunk.waiting[w]
            i = chunk.origin[k]
            labels[i] = border_label(lookup, labels[i], (chunk.xy[k, 0], chunk.xy[k, 1]))
            undecided += labels[i] == UNDECIDED
    return undecided


@kernel
def _find_tiles(raster: Raster, x: np.ndarray, y: np.ndarray, chunk: Chunk) -> None:
    """Note each point's tile and count the points of each."""
    per_x = raster.per_x * TILES_PER_SIDE / raster.columns
    per_y = raster.per_y * TILES_PER_SIDE / raster.rows
    chunk.start[:] = 0
    for i in range(len(x)):
        u, v = (x[i] - raster.west) * per_x, (y[i] - raster.south) * per_y
        tile = TILES
        if 0.0 <= u < TILES_PER_SIDE and 0.0 <= v < TILES_PER_SIDE:
            tile = int(v) * TILES_PER_SIDE + int(u)
        chunk.tile[i] = tile
        chunk.start[tile + 1] += 1
    for tile in range(TILES + 1):
        chunk.start[tile + 1] += chunk.start[tile]


@kernel
def _order(x: np.ndarray, y: np.ndarray, chunk: Chunk) -> None:
    for i in range(len(x)):
        tile = chunk.tile[i]
        k = chunk.start[tile]
        chunk.start[tile] = k + 1
        chunk.xy[k, 0], chunk.xy[k, 1] = x[i], y[i]
        chunk.origin[k] = i
