"""The villages and communities that grids belong to, as their codes say."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, village_code
from geo.services.sensitive import grid_centres_deg
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Villages:
    """Names in code order, and the place among them of each grid's village.

    `of_grid` has one entry a grid position; grids whose codes name no village share the last.
    """

    names: tuple[str, ...]
    of_grid: NDArray[np.int64]

    def sums(self, by_grid: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return whole numbers by grid summed up by village."""
        summed = np.bincount(self.of_grid, weights=by_grid, minlength=len(self.names))
        return np.rint(summed).astype(np.int64)

    def counted(self, position: NDArray[np.int32]) -> NDArray[np.int64]:
        """Return how many of these grid positions lie in each village; −1 lies in none."""
        inside = position[position >= 0]
        return np.bincount(self.of_grid[inside], minlength=len(self.names))

    def grids(self, village: int) -> tuple[int, ...]:
        """Return the grid positions of a village."""
        return tuple(int(place) for place in np.flatnonzero(self.of_grid == village))

    def centre_deg(self, snapshot: Snapshot, village: int) -> tuple[float, float]:
        """Return lon and lat in the middle of its grids' centres, at one of them."""
        centres = grid_centres_deg(snapshot)[self.of_grid == village]
        middle = np.median(centres, axis=0)
        nearest = int(np.argmin(((centres - middle) ** 2).sum(axis=1)))
        return float(centres[nearest, 0]), float(centres[nearest, 1])


def villages_of(snapshot: Snapshot, names: Mapping[AreaCode, str], otherwise: str) -> Villages:
    """Return the villages of a snapshot's grids; `otherwise` names the grids without one."""
    codes = [village_code(str(code)) for code in snapshot.grids["code"]]
    known = sorted({code for code in codes if code is not None})
    has_others = any(code is None for code in codes)
    places = {code: place for place, code in enumerate(known)}
    said = [names.get(code, str(code)) for code in known] + [otherwise] * has_others
    of_grid = np.array([places.get(code, len(known)) if code else len(known) for code in codes])
    return Villages(tuple(said), of_grid.astype(np.int64))
