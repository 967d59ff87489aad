"""Points by cell, kept up to date edit by edit: only those near moved borders are looked at.

As in the index, a point on a border belongs to the cell with the lowest code.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.index import build_index, locate
from geo.spatial.partition.buckets import (
    NO_CELL,
    NONE,
    Bucket,
    PointsByCell,
    Positions,
    Stock,
)
from geo.spatial.partition.cells import Floats
from geo.spatial.partition.changing import Step, shaped
from geo.spatial.partition.deciding import labelled
from geo.spatial.partition.lost_and_got import Asked, changed_between
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.stirring import stirred
from geo.spatial.partition.value import Partition, box_of, meeting, row_of

__all__ = [
    "NO_CELL",
    "Moves",
    "PointsByCell",
    "Relocation",
    "points_by_cell",
    "relocated",
    "relocation_after",
]


class Moves(NamedTuple):
    """Points that changed cell: given rows (m,), and the cells before and after by position."""

    rows: NDArray[np.int32]
    codes: tuple[CellCode, ...]
    before: NDArray[np.int32]
    after: NDArray[np.int32]


def points_by_cell(partition: Partition, x: Floats, y: Floats) -> PointsByCell:
    """Return the points, given in metres, by the cell that holds each; NO_CELL holds the others."""
    index = build_index(cell_shapes(partition), expected_points=len(x))
    cell = locate(index, x, y)
    order = np.lexsort((x, cell)).astype(np.int32)
    ends = np.searchsorted(cell[order], np.arange(-1, len(partition.codes) + 1)).tolist()
    codes = (NO_CELL, *partition.codes)
    stock = Stock(read_only(x[order]), read_only(y[order]), read_only(order))
    spans = zip(codes, ends[:-1], ends[1:], strict=True)
    return PointsByCell(stock, {code: Bucket(f, last) for code, f, last in spans if f < last})


@dataclass(frozen=True, slots=True, eq=False)
class Relocation:
    """What an edit asks of points: those of which cells, between which edges."""

    after: Partition
    edges: Floats
    asked: Asked

    def of(self, points: PointsByCell) -> tuple[PointsByCell, Moves]:
        """Return points after the edit, and which of them changed cell."""
        position, was = stirred(points, self.edges, self.asked)
        if len(position) == 0:
            return points, Moves(NONE, (), NONE, NONE)
        places = points.stock.x[position], points.stock.y[position]
        candidates = meeting(self.after, box_of(np.column_stack(places), 0.0))
        now = labelled(self.after, candidates, places)
        codes = [code for code, _ in self.asked]
        return _moved(points, position, _Labels(codes, was), _Labels(candidates, now))


def relocation_after(before: Partition, step: Step) -> Relocation:
    """Return what an edit of `before` asks of whatever points there are."""
    after = step.partition
    new = shaped(before, {code: after.cells[code] for code in step.touched})
    if not new and not step.removed:
        return Relocation(after, np.empty((0, 4)), ())
    changed = changed_between(before, after, (*new, *step.removed))
    asked = changed.asked(before.cells, (NO_CELL, *sorted(_beside_new(before, step, new))))
    return Relocation(after, changed.edges, asked)


def relocated(points: PointsByCell, before: Partition, step: Step) -> tuple[PointsByCell, Moves]:
    """Return the points after an edit of `before`, and which of them changed cell."""
    return relocation_after(before, step).of(points)


class _Labels(NamedTuple):
    """Cells, and for each of some points the position of its cell among them, −1 for none."""

    codes: Sequence[CellCode]
    position: NDArray[np.int64]

    def among(self, codes: Sequence[CellCode]) -> NDArray[np.int32]:
        """Return the positions of the points' cells in `codes`, ascending and with all of them."""
        place = [bisect_left(codes, code) for code in self.codes]
        return np.array([*place, bisect_left(codes, NO_CELL)], np.int32)[self.position]


def _beside_new(before: Partition, step: Step, new: Iterable[CellCode]) -> set[CellCode]:
    """Return the cells that a new one touches and takes the common border from.

    Its code is lower than theirs, and lower than theirs no parent's was. Points of other cells
    that did not change stay.
    """
    after, found = step.partition, set[CellCode]()
    for code in new:
        if code in before.cells:
            continue
        row, parents = row_of(after, code), step.parents.get(code, ())
        last = row_of(after, min(parents)) if parents else len(after.codes)
        if row + 1 < last:
            between = set(after.codes[row + 1 : last])
            found |= between.intersection(meeting(after, after.boxes[row].tolist()), before.cells)
    return found


def _moved(
    points: PointsByCell, position: Positions, was: _Labels, now: _Labels
) -> tuple[PointsByCell, Moves]:
    """Return the points with those at `position` in the cells where they are now."""
    codes = tuple(sorted({NO_CELL, *was.codes, *now.codes}))
    old, new = was.among(codes), now.among(codes)
    moved = np.flatnonzero(old != new)
    position, old, new = position[moved], old[moved], new[moved]
    buckets = dict(points.buckets)
    for place in np.unique(old).tolist():
        left = _less(buckets.pop(codes[place]), position[old == place])
        if len(left):
            buckets[codes[place]] = left
    for place in np.unique(new).tolist():
        bucket = buckets.get(codes[place], Bucket())
        buckets[codes[place]] = _more(bucket, position[new == place])
    moves = Moves(points.stock.row[position], codes, old, new)
    return replace(points, buckets=buckets), moves


def _less(bucket: Bucket, leaving: Positions) -> Bucket:
    own = (leaving >= bucket.first) & (leaving < bucket.last)
    extra = bucket.extra[~np.isin(bucket.extra, leaving[~own])]
    return replace(bucket, gone=np.concatenate((bucket.gone, leaving[own])), extra=extra)


def _more(bucket: Bucket, coming: Positions) -> Bucket:
    own = (coming >= bucket.first) & (coming < bucket.last)
    gone = bucket.gone[~np.isin(bucket.gone, coming[own])]
    return replace(bucket, gone=gone, extra=np.concatenate((bucket.extra, coming[~own])))
