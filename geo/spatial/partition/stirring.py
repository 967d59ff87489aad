"""Which points a change of borders may have moved to another cell; few of those near it."""

import numpy as np

from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.buckets import NONE, PointsByCell, Positions
from geo.spatial.partition.cells import Floats, Ids
from geo.spatial.partition.compiled_points import Spans, narrow, stir
from geo.spatial.partition.lost_and_got import Asked


def stirred(points: PointsByCell, edges: Floats, asked: Asked) -> tuple[Positions, Ids]:
    """Return places in the stock of points that may have moved, and each one's row in `asked`.

    What a cell lost or got is enclosed by its edges that changed, so only a point on one of them,
    or with an odd number of them to its east, can be elsewhere now.
    """
    if not len(edges):
        return NONE, np.empty(0, np.int64)
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
