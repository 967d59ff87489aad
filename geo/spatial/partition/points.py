"""Points by cell, kept up to date edit by edit: only those near moved borders are looked at.

As in the index, a point on a border belongs to the cell with the lowest code.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.index import build_index, locate
from geo.spatial.partition.cells import Cell, Floats, edge_table
from geo.spatial.partition.changing import Step, shaped
from geo.spatial.partition.contacts import Owned, changed_ends
from geo.spatial.partition.deciding import labelled
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.value import Partition, box_of, meeting

NO_CELL = CellCode("")
"""Where points go that no cell holds."""

Positions = NDArray[np.int32]
_NONE: Positions = np.empty(0, np.int32)


class Stock(NamedTuple):
    """All points, ordered by cell and then from west to east; `row` is where each was given."""

    x: Floats
    y: Floats
    row: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Bucket:
    """The points of one cell: a range of the stock, without some, and some from elsewhere."""

    first: int = 0
    last: int = 0
    gone: Positions = field(default_factory=lambda: _NONE)
    extra: Positions = field(default_factory=lambda: _NONE)

    def __len__(self) -> int:
        return self.last - self.first - len(self.gone) + len(self.extra)

    def positions(self) -> Positions:
        """Return the places in the stock of all its points."""
        own = np.arange(self.first, self.last, dtype=np.int32)
        return np.concatenate((own[~np.isin(own, self.gone)], self.extra))


class Moves(NamedTuple):
    """Points that changed cell: given rows (m,), and the cells before and after by position."""

    rows: NDArray[np.int32]
    codes: tuple[CellCode, ...]
    before: NDArray[np.int32]
    after: NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class PointsByCell:
    """Which points lie in which cell; an edit makes a new value that shares the points."""

    stock: Stock
    buckets: Mapping[CellCode, Bucket]

    def rows(self, code: CellCode) -> NDArray[np.int32]:
        """Return the rows of the points in a cell, as they were given, ascending."""
        return np.sort(self.stock.row[self.buckets.get(code, Bucket()).positions()])

    def count(self, code: CellCode) -> int:
        """Return how many points lie in a cell."""
        return len(self.buckets.get(code, Bucket()))


def points_by_cell(partition: Partition, x: Floats, y: Floats) -> PointsByCell:
    """Return the points, given in metres, by the cell that holds each; NO_CELL holds the others."""
    index = build_index(cell_shapes(partition), expected_points=len(x))
    cell = locate(index, x, y)
    order = np.lexsort((x, cell)).astype(np.int32)
    ends = np.searchsorted(cell[order], np.arange(-1, len(partition.codes) + 1)).tolist()
    codes = (NO_CELL, *partition.codes)
    stock = Stock(read_only(x[order]), read_only(y[order]), read_only(order))
    spans = zip(codes, ends[:-1], ends[1:], strict=True)
    return PointsByCell(stock, {code: Bucket(first, last) for code, first, last in spans})


def relocated(points: PointsByCell, before: Partition, step: Step) -> tuple[PointsByCell, Moves]:
    """Return the points after an edit of `before`, and which of them changed cell."""
    after = step.partition
    new = shaped(before, {code: after.cells[code] for code in step.touched})
    if not new and not step.removed:
        return points, Moves(_NONE, (), _NONE, _NONE)
    concerned = (*new, *step.removed)
    ends = changed_ends(_owned(before.cells, concerned), _owned(after.cells, concerned))
    box = box_of(after.xy[ends], 0.0)
    codes = _asked(before, step, new)
    found = [_in_box(points, code, box) for code in codes]
    position = np.concatenate(found)
    was = np.repeat(np.arange(len(found)), [len(one) for one in found])
    candidates = meeting(after, box)
    now = labelled(after, candidates, (points.stock.x[position], points.stock.y[position]))
    return _moved(points, position, _Labels(codes, was), _Labels(candidates, now))


def _owned(cells: Mapping[CellCode, Cell], codes: Sequence[CellCode]) -> Owned:
    """Return the edges of the cells there are among `codes`, and whose each is."""
    found = {row: cells[code] for row, code in enumerate(codes) if code in cells}
    directed, owner = edge_table(found.values())
    return directed, np.array(list(found), np.int64)[owner]


class _Labels(NamedTuple):
    """Cells, and for each of some points the position of its cell among them, −1 for none."""

    codes: Sequence[CellCode]
    position: NDArray[np.int64]

    def among(self, codes: Sequence[CellCode]) -> NDArray[np.int32]:
        """Return the positions of the points' cells in `codes`, ascending and with all of them."""
        place = [bisect_left(codes, code) for code in self.codes]
        return np.array([*place, bisect_left(codes, NO_CELL)], np.int32)[self.position]


def _asked(before: Partition, step: Step, new: Iterable[CellCode]) -> list[CellCode]:
    """Return the cells whose points may have to move, ascending.

    Points of cells that did not change stay, unless new land touches them and has a lower code.
    """
    found = {NO_CELL, *new, *step.removed}
    for code in new:
        if code not in before.cells and code not in step.parents:
            found.update(near for near in step.partition.neighbours[code] if near > code)
    return sorted(found)


def _in_box(
    points: PointsByCell, code: CellCode, box: tuple[float, float, float, float]
) -> Positions:
    """Return the places in the stock of a cell's points in a box."""
    west, south, east, north = box
    bucket, (x, y, _) = points.buckets.get(code, Bucket()), points.stock
    own = x[bucket.first : bucket.last]
    first = bucket.first + int(np.searchsorted(own, west, side="left"))
    last = bucket.first + int(np.searchsorted(own, east, side="right"))
    level = y[first:last]
    found = first + np.flatnonzero((level >= south) & (level <= north))
    if len(bucket.gone):
        found = found[~np.isin(found, bucket.gone)]
    extra = bucket.extra
    across = (x[extra] >= west) & (x[extra] <= east)
    near = extra[across & (y[extra] >= south) & (y[extra] <= north)]
    return np.concatenate((found.astype(np.int32), near))


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
        buckets[codes[place]] = _less(buckets[codes[place]], position[old == place])
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
