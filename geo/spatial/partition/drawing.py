"""A drawn line, laid over the cells it meets: snapped, bent to their vertices, parted at edges."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely

from geo.domain.codes import CellCode
from geo.domain.errors import BadEdit, WouldCross
from geo.spatial.partition.cells import Floats, Ids, edge_table, keys
from geo.spatial.partition.segments import first_self_crossing
from geo.spatial.partition.sheet import Sheet
from geo.spatial.partition.value import Partition

SMOOTHING = 0.25
"""Share of the snapping distance by which a drawn line may be simplified."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A line on a sheet: `path` are its vertices (first again at the end of a ring)."""

    sheet: Sheet
    path: Ids

    @property
    def segments(self) -> Ids:
        """Return the (m, 2) vertex pairs along the path."""
        return np.column_stack((self.path[:-1], self.path[1:]))

    @property
    def curve(self) -> Floats:
        """Return the places along the path, (n, 2)."""
        return self.sheet.places(self.path)

    @property
    def place(self) -> tuple[float, float]:
        """Return the place in the middle of the path."""
        x, y = self.sheet.place(int(self.path[len(self.path) // 2])).tolist()
        return x, y


def drawn(line: Floats, fewest: int) -> Floats:
    """Return a drawn line as finite places, (n, 2).

    Raises:
        BadEdit: it has fewer than `fewest` places, or one is not a place.
    """
    at = np.asarray(line, float)
    if at.ndim != 2 or at.shape[1] != 2 or len(at) < fewest or not np.isfinite(at).all():
        raise BadEdit(kind="line")
    return at


def closed(ring: Floats) -> Floats:
    """Return a drawn ring with its first place again at the end."""
    at = drawn(ring, fewest=3)
    return at if (at[0] == at[-1]).all() else np.vstack((at, at[:1]))


def lay(partition: Partition, codes: tuple[CellCode, ...], line: Floats, snap_m: float) -> Laid:
    """Return a line laid over the edges of cells.

    Raises:
        WouldCross: the line crosses itself, or nothing of it is left.
    """
    directed, _ = edge_table([partition.cells[code] for code in codes])
    return lay_on(Sheet(partition.xy, directed, partition.vertices.count, snap_m), line)


def lay_on(sheet: Sheet, line: Floats) -> Laid:
    """Return a line laid on a sheet.

    Raises:
        WouldCross: the line crosses itself, or nothing of it is left.
    """
    smooth = shapely.simplify(shapely.linestrings(line), SMOOTHING * sheet.snap_m)
    nodes = [sheet.node(at) for at in shapely.get_coordinates(smooth)]
    path = nodes[:1]
    for one, other in pairwise(nodes):
        if one != other:
            path.extend(sheet.between(one, other)[1:])
    path = _without_spikes(path)
    if len(path) < 2:
        raise WouldCross(x_m=float(line[0, 0]), y_m=float(line[0, 1]))
    laid = Laid(sheet, np.array(path, np.int64))
    _require_simple(laid)
    return laid


def on_border(laid: Laid, segments: Ids) -> np.ndarray:
    """Return whether each (m, 2) segment is an edge of the sheet, whichever way it runs."""
    along = np.sort(segments, axis=1)
    return np.isin(keys(along), keys(np.sort(laid.sheet.edges, axis=1)))


def _without_spikes(path: list[int]) -> list[int]:
    """Return the path without going there and back again."""
    kept: list[int] = []
    for vertex in path:
        if len(kept) >= 2 and kept[-2] == vertex:
            kept.pop()
        elif not kept or kept[-1] != vertex:
            kept.append(vertex)
    return kept


def _require_simple(laid: Laid) -> None:
    path, curve = laid.path, laid.curve
    inner = path[:-1] if path[0] == path[-1] else path
    distinct, count = np.unique(inner, return_counts=True)
    at = first_self_crossing(curve) if (count == 1).all() else None
    if at is None and (count > 1).any():
        at = laid.sheet.place(int(distinct[count.argmax()]))
    if at is not None:
        raise WouldCross(x_m=float(at[0]), y_m=float(at[1]))
