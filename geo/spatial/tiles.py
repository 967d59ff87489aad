"""Square tiles of a web map and a curve through them: where things are drawn, never how large.

The world is the unit square of the spherical Mercator projection, x from the west, y from the
north; at zoom z it is cut into 4^z tiles. Along the curve of Morton (1966) each tile of each zoom
is one run of codes, so what lies in a tile is found by two searches in a sorted column.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from geo.domain.errors import BadValue

DEEPEST = 22
"""The zoom of the codes, whose squares are 9.6 m wide at the equator (40,075 km ÷ 2²²)."""
_LAT_LIMIT_DEG = 85.05112877980659
_SPREADS = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


@dataclass(frozen=True, slots=True)
class Tile:
    """One square of a zoom.

    Raises:
        BadValue: there is no such tile.
    """

    zoom: int
    x: int
    y: int

    def __post_init__(self) -> None:
        """Refuse what lies outside the world."""
        side = 1 << max(self.zoom, 0)
        inside = 0 <= self.zoom <= DEEPEST and 0 <= self.x < side and 0 <= self.y < side
        if not inside:
            raise BadValue(field="tile", value=f"{self.zoom}/{self.x}/{self.y}")

    @classmethod
    def read(cls, zoom: str, x: str, y: str) -> Self:
        """Return the tile of three texts of a URL (BadValue)."""
        try:
            return cls(int(zoom), int(x), int(y))
        except ValueError as error:
            raise BadValue(field="tile", value=f"{zoom}/{x}/{y}") from error

    def code_range(self) -> tuple[int, int]:
        """Return the first code in the tile and the first beyond it."""
        place = np.array([[self.x, self.y]], np.uint64)
        per_tile_bits = 2 * (DEEPEST - self.zoom)
        first = int(_interleaved(place)[0]) << per_tile_bits
        return first, first + (1 << per_tile_bits)

    def within(self, world: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return points (n, 2) of the world as shares of the tile's side from its corner."""
        return np.asarray(world * float(1 << self.zoom) - np.array([self.x, self.y], float))


def world_xy(lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return (n, 2) places in the unit square; latitudes beyond the square lie on its edge."""
    lat = np.deg2rad(np.clip(lat_deg, -_LAT_LIMIT_DEG, _LAT_LIMIT_DEG))
    x = lon_deg / 360 + 0.5
    y = 0.5 - np.arcsinh(np.tan(lat)) / (2 * np.pi)
    return np.column_stack((x, y))


def codes(world: NDArray[np.float64]) -> NDArray[np.uint64]:
    """Return the code of the deepest square that each point (n, 2) lies in."""
    side = 1 << DEEPEST
    return _interleaved(np.clip(world * side, 0, side - 1).astype(np.uint64))


def square_starts(ordered: NDArray[np.uint64], zoom: int) -> NDArray[np.intp]:
    """Return where in ordered codes each square of a zoom begins; empty squares have no start."""
    if len(ordered) == 0:
        return np.zeros(0, np.intp)
    squares = ordered >> np.uint64(2 * (DEEPEST - zoom))
    return np.flatnonzero(np.append(True, squares[1:] != squares[:-1]))


def _interleaved(places: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the bits of x and y (n, 2) in turn, y above x."""
    spread = places.copy()
    for bits, mask in _SPREADS:
        spread = (spread | (spread << np.uint64(bits))) & np.uint64(mask)
    return np.asarray(spread[:, 0] | (spread[:, 1] << np.uint64(1)))
