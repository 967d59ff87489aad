"""Which points a change of borders may have moved to another cell; few of those near it."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.domain.codes import CellCode
from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.buckets import PointsByCell, Positions
from geo.spatial.partition.cells import Cell, Floats, Ids, edge_table
from geo.spatial.partition.compiled_points import Spans, narrow, stir
from geo.spatial.partition.contacts import Owned, changed_edges
from geo.spatial.partition.value import Partition

Asked = Sequence[tuple[CellCode, tuple[int, int]]]
"""Cells whose points may have moved, each with the range of edges that may have moved them."""


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """The edges (m, 4: from x, y to x, y) that cells lost or got, and the range of each cell."""

    edges: Floats
    reach: Mapping[CellCode, tuple[int, int]]

    def asked(self, before: Container[CellCode], near: Iterable[CellCode]) -> Asked:
        """Return the cells there were with their own edges, and those `near` with all of them."""
        own = [(code, span) for code, span in self.reach.items() if code in before]
        return [*own, *((code, (0, len(self.edges))) for code in near)]


def changed_between(before: Partition, after: Partition, concerned: Sequence[CellCode]) -> Changed:
    """Return what cells, old or new, lost and got."""
    old, new = (_owned(partition.cells, concerned) for partition in (before, after))
    edges, owner = changed_edges(old, new)
    order = np.argsort(owner, kind="stable")
    ends = np.searchsorted(owner[order], np.arange(len(concerned) + 1)).tolist()
    reach = {code: (ends[row], ends[row + 1]) for row, code in enumerate(concerned)}
    return Changed(read_only(after.xy[edges[order]].reshape(-1, 4)), reach)


def stirred(points: PointsByCell, edges: Floats, asked: Asked) -> tuple[Positions, Ids]:
    """Return places in the stock of points that may have moved, and each one's row in `asked`.

    What a cell lost or got is enclosed by its edges that changed, so only a point on one of them,
    or with an odd number of them to its east, can be elsewhere now.
    """
    rows = np.array(
        [row for row, (code, _) in enumerate(asked) if code in points.buckets], np.int64
    )
    buckets = [points.buckets[asked[row][0]] for row in rows.tolist()]
    spans = Spans(
        edges,
        read_only(np.array([asked[row][1] for row in rows.tolist()], np.int64).reshape(-1, 2)),
        np.array([(one.first, one.last) for one in buckets], np.int64).reshape(-1, 2),
        np.empty((len(buckets), 4)),
    )
    found, ends = _in_stock(points, spans)
    which = np.repeat(rows, np.diff(ends, prepend=0))
    if any(len(one.gone) or len(one.extra) for one in buckets):
        there = ~np.isin(found, np.concatenate([one.gone for one in buckets]))
        extra = [
            _inside(points, one.extra, box) for one, box in zip(buckets, spans.box, strict=True)
        ]
        from_elsewhere = np.repeat(rows, [len(one) for one in extra])
        found = np.concatenate((found[there], *extra))
        which = np.concatenate((which[there], from_elsewhere))
    distinct, first = np.unique(found, return_index=True)
    return distinct, which[first]


def _in_stock(points: PointsByCell, spans: Spans) -> tuple[Positions, Ids]:
    """Return the places in the stretches, and how many there are up to the end of each."""
    x, y, _ = points.stock
    found, ends = np.empty(narrow(x, spans), np.int32), np.empty(len(spans.span), np.int64)
    count = stir((x, y), spans, found, ends)
    return found[:count], ends


def _inside(points: PointsByCell, places: Positions, box: Floats) -> Positions:
    x, y = points.stock.x[places], points.stock.y[places]
    west, south, east, north = box.tolist()
    found: Positions = places[(x >= west) & (x <= east) & (y >= south) & (y <= north)]
    return found


def _owned(cells: Mapping[CellCode, Cell], codes: Sequence[CellCode]) -> Owned:
    """Return the edges of the cells there are among `codes`, and whose each is."""
    found = {row: cells[code] for row, code in enumerate(codes) if code in cells}
    directed, owner = edge_table(found.values())
    return directed, np.array(list(found), np.int64)[owner]
