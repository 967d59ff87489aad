"""Building the raster and its border table from edges, in bands of rows by two threads."""

from itertools import accumulate, pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.assignment.borders import NOWHERE, Borders
from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.counting_pass import Layout, count_touches, number_borders
from geo.spatial.assignment.cover import Band, room_for_one_edge
from geo.spatial.assignment.decide import Lookup
from geo.spatial.assignment.edges import Edges
from geo.spatial.assignment.filling_pass import Target, Work, largest_window, lay_polygons
from geo.spatial.assignment.raster import MARGIN, Extent, Raster, raster_over, wanted_cells
from geo.spatial.assignment.sealing_pass import MOST_COMPARED, seal_borders
from geo.spatial.assignment.threads import THREADS, Span, over, spans

# More bands than threads, for rows differ in how much lies in them.
BANDS_PER_THREAD = 3
LEAST_FOR_THREADS = 100_000
MOST_ENTRIES = 2**31


def lookup_over(edges: Edges, polygons: NDArray[np.object_], expected_points: int) -> Lookup:
    """Return the raster and border table of `polygons`, whose edges are `edges`."""
    boxes = shapely.bounds(polygons)
    raster = _raster_for(edges, boxes, expected_points)
    layout = Layout(raster, edges, read_only(_windows(raster, boxes)))
    bands = _bands(raster, len(edges.xy))
    cells = np.zeros(raster.rows * raster.columns, np.int32)
    start, first_border, most = _numbered(layout, bands, cells)
    head = np.full((first_border[-1], 2), NOWHERE, np.int32)
    borders = Borders(head, np.empty(start[-1], np.int32))
    target = Target(cells, borders, start[:-1].copy())
    over(bands, lambda band: _lay(layout, Band(*band), target, most))
    over(list(pairwise(first_border)), lambda span: _seal(edges, borders, start, span))
    return Lookup(raster, read_only(cells), borders.closed(), edges)


def _bands(raster: Raster, vertices: int) -> list[Span]:
    """Return ranges of rows, only one where threads would cost more than they save."""
    is_small = raster.rows * raster.columns + vertices < LEAST_FOR_THREADS
    return spans(raster.rows, 1 if is_small else min(raster.rows, THREADS * BANDS_PER_THREAD))


def _lay(layout: Layout, band: Band, target: Target, most: int) -> None:
    room = most + room_for_one_edge(layout.raster)
    state = np.empty(largest_window(layout, band), np.uint8)
    work = Work(state, np.empty((room, 2), np.int32), np.empty(room, np.int32))
    lay_polygons(layout, band, target, work)


def _seal(edges: Edges, borders: Borders, start: NDArray[np.int64], span: Span) -> None:
    seal_borders(edges, borders, (start, np.empty(MOST_COMPARED)), span)


def _raster_for(edges: Edges, boxes: NDArray[np.float64], expected_points: int) -> Raster:
    if len(edges.xy) == 0:
        return raster_over(Extent(0.0, 0.0, 0.0, 0.0), 1)
    low, high = np.nanmin(boxes[:, :2], axis=0), np.nanmax(boxes[:, 2:], axis=0)
    whole = float(np.prod(high - low))
    parts = float(np.nansum((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])))
    filled = int(np.count_nonzero(np.diff(edges.first)))
    cells = wanted_cells(filled, len(edges.xy), expected_points, parts / whole if whole else 1.0)
    return raster_over(Extent(*low.tolist(), *high.tolist()), cells)


def _windows(raster: Raster, boxes: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return each box in cells, inclusive; a polygon without a box gets an empty window."""
    corner = np.array([raster.west, raster.south] * 2)
    scale = np.array([raster.per_x, raster.per_y] * 2)
    margin = np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])
    position = np.floor((boxes - corner) * scale + margin)
    nothing = np.isnan(position).any(axis=1)
    position[nothing] = (0, 0, -1, -1)
    last = (raster.columns - 1, raster.rows - 1) * 2
    windows: NDArray[np.int32] = np.minimum(position, last).astype(np.int32)
    return windows


def _numbered(
    layout: Layout, bands: list[Span], cells: NDArray[np.int32]
) -> tuple[NDArray[np.int64], list[int], int]:
    """Count touches and number the border cells in `cells`.

    Returns where each border cell's entries start (and the last ones end), each band's first border
    cell (and how many there are), and the most touches of one polygon.
    """
    room = room_for_one_edge(layout.raster)
    counts = over(
        bands, lambda band: count_touches(layout, Band(*band), cells, np.empty((room, 2), np.int32))
    )
    first_border = list(accumulate((touches.borders for touches in counts), initial=0))
    first_entry = list(accumulate((touches.entries for touches in counts), initial=0))
    if first_entry[-1] >= MOST_ENTRIES:
        raise OverflowError("too many edges in too many raster cells for one index")
    start = np.empty(first_border[-1] + 1, np.int64)
    start[-1] = first_entry[-1]

    def number(part: Span) -> None:
        band = part[0]
        columns = layout.raster.columns
        span = (bands[band][0] * columns, bands[band][1] * columns)
        number_borders(cells, span, (first_border[band], first_entry[band]), start)

    over([(band, band + 1) for band in range(len(bands))], number)
    return start, first_border, max(touches.most for touches in counts)
