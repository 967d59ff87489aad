"""Reports of each cell of a draft, counted once and kept while the cell holds the same ones."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.services.suggestion_reports import Window
from geo.spatial.partition.buckets import Bucket, PointsByCell

Counts = NDArray[np.int64]
_BESIDE = 2


class Tallies:
    """Counts the incidents of cells: one number a category, those left out, all that are recent.

    A bucket never changes, so what was counted of it stays true; a step makes few new ones.
    """

    def __init__(self, window: Window, category: NDArray[np.int16], categories: int) -> None:
        self._window = window
        self._category = category
        self._size = categories + _BESIDE
        self._nothing = np.zeros(self._size, np.int64)
        self._kept: dict[CellCode, tuple[Bucket, Counts]] = {}

    def of(self, points: PointsByCell, cells: Iterable[CellCode]) -> Counts:
        """Return the counts of some cells together, (categories + 2)."""
        found = [self._of_cell(points, code) for code in cells if code in points.buckets]
        return np.add.reduce(found) if found else self._nothing

    def _of_cell(self, points: PointsByCell, code: CellCode) -> Counts:
        bucket = points.buckets[code]
        kept = self._kept.get(code)
        if kept is None or kept[0] is not bucket:
            kept = bucket, self._counted(points.stock.row[bucket.positions()])
            self._kept[code] = kept
        return kept[1]

    def _counted(self, rows: NDArray[np.int32]) -> Counts:
        recent = rows[self._window.recent[rows]]
        shows = self._window.shows_need[recent]
        counts = np.bincount(self._category[recent[shows]], minlength=self._size)
        counts[-_BESIDE:] = len(recent) - np.count_nonzero(shows), len(recent)
        return counts
