"""Which part of a town each map frame shows; a pure decision from the shapes of its grids."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_VAST_TIMES_MEDIAN = 8.0
_FEW_SHARE = 0.4
_DENSE_EXTENT_SHARE = 0.25
_OUTER_SHARE = 0.1
_FAR_SPANS = 0.5
_PAD_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Extent:
    """A box in degrees."""

    west_deg: float
    south_deg: float
    east_deg: float
    north_deg: float

    @property
    def area_deg2(self) -> float:
        """Return width times height, which only serves to compare boxes of one town."""
        return (self.east_deg - self.west_deg) * (self.north_deg - self.south_deg)

    def corners(self) -> list[list[float]]:
        """Return [[south, west], [north, east]], as Leaflet takes bounds."""
        return [[self.south_deg, self.west_deg], [self.north_deg, self.east_deg]]


@dataclass(frozen=True, slots=True)
class TownFrames:
    """What the main frame shows and, in a bimodal town, what the inset shows beside it."""

    main: Extent
    inset: Extent | None = None


def town_frames(bounds_deg: NDArray[np.float64], area_km2: NDArray[np.float64]) -> TownFrames:
    """Return one frame, or two when most grids crowd into a small part of the town's extent.

    `bounds_deg` is (n, 4): west, south, east, north of each grid; `area_km2` has length n.
    """
    whole = _padded(_extent(bounds_deg))
    if len(bounds_deg) < 4:
        return TownFrames(whole)
    is_vast = area_km2 > _VAST_TIMES_MEDIAN * np.median(area_km2)
    if not is_vast.any() or is_vast.mean() > _FEW_SHARE:
        return TownFrames(whole)
    dense = _padded(_extent(_crowd(bounds_deg[~is_vast])))
    if dense.area_deg2 > _DENSE_EXTENT_SHARE * whole.area_deg2:
        return TownFrames(whole)
    return TownFrames(dense, whole)


def _crowd(bounds_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the boxes whose centres do not lie far off the middle four fifths, on either axis."""
    centres = (bounds_deg[:, :2] + bounds_deg[:, 2:]) / 2
    low, high = np.quantile(centres, [_OUTER_SHARE, 1 - _OUTER_SHARE], axis=0)
    room = (high - low) * _FAR_SPANS
    near: NDArray[np.bool_] = ((centres >= low - room) & (centres <= high + room)).all(axis=1)
    crowd: NDArray[np.float64] = bounds_deg[near]
    return crowd


def _extent(bounds_deg: NDArray[np.float64]) -> Extent:
    if not len(bounds_deg):
        return Extent(-180.0, -60.0, 180.0, 75.0)
    west, south = bounds_deg[:, :2].min(axis=0)
    east, north = bounds_deg[:, 2:].max(axis=0)
    return Extent(float(west), float(south), float(east), float(north))


def _padded(extent: Extent) -> Extent:
    wide = (extent.east_deg - extent.west_deg) * _PAD_SHARE
    high = (extent.north_deg - extent.south_deg) * _PAD_SHARE
    return Extent(
        extent.west_deg - wide,
        extent.south_deg - high,
        extent.east_deg + wide,
        extent.north_deg + high,
    )
