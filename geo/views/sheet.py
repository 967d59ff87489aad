"""The paper of a map that needs no script: how metres become pixels, north up."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.views.map_labels import Box

_PAD_SHARE = 0.02
_MARGIN_SHARE = 0.04


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper: its size, the scale and the shift that take metres to pixels."""

    width_px: float
    height_px: float
    px_per_m: float
    shift: NDArray[np.float64]

    def xy(self, metres: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return places (n, 2) in pixels, y down."""
        placed: NDArray[np.float64] = metres * [self.px_per_m, -self.px_per_m] + self.shift
        return placed

    def box_m(self) -> Box:
        """Return what the paper shows, a little beyond its edges."""
        size = np.array([self.width_px, self.height_px])
        corners = np.array([[-_PAD_SHARE, 1 + _PAD_SHARE], [1 + _PAD_SHARE, -_PAD_SHARE]]) * size
        (west, south), (east, north) = (corners - self.shift) / [self.px_per_m, -self.px_per_m]
        return west, south, east, north


def sheet_of(box_m: Box, width_px: float, height_px: float) -> Sheet:
    """Return the paper on which a box in metres lies whole, in the middle."""
    west, south, east, north = box_m
    scale = min(width_px / max(east - west, 1.0), height_px / max(north - south, 1.0))
    scale *= 1 - _MARGIN_SHARE
    middle = np.array([(west + east) / 2, (south + north) / 2])
    shift = np.array([width_px / 2, height_px / 2]) - middle * scale * np.array([1, -1])
    return Sheet(width_px, height_px, scale, shift)
