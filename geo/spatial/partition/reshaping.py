"""Laying the border between two grids along a drawn line.

What lies between the old border and the line changes hands, whichever side it lies on.
"""

from dataclasses import replace

import numpy as np
import shapely

from geo.domain.codes import GridCode
from geo.domain.errors import EditRefused
from geo.spatial.partition.cells import Floats, Ids, edge_table, keys
from geo.spatial.partition.changing import Step
from geo.spatial.partition.cutting import cells_near
from geo.spatial.partition.drawing import Laid, drawn, lay
from geo.spatial.partition.faces import Face, all_noded, faces_of, inner_points
from geo.spatial.partition.pieces import parted
from geo.spatial.partition.rules import NO_RULES, EditRules
from geo.spatial.partition.segments import inside
from geo.spatial.partition.value import Partition
from geo.spatial.partition.ways import graph_of, ways

OFF_BORDER = "off_border"
Pair = tuple[GridCode, GridCode]


def reshape(partition: Partition, line: Floats, grids: Pair, rules: EditRules = NO_RULES) -> Step:
    """Return the step that lays the border of two grids along a line, from border to border.

    One end may lie on the rim of the two grids instead: the border then ends there. Ends that
    overshoot are cut off.

    Raises:
        NotFound: a grid has no cell.
        EditRefused: the line does not run from the common border to the same stretch or the rim.
        WouldCross: the line crosses itself.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    at = drawn(line, fewest=2)
    whole = lay(partition, cells_near(partition, grids, at, rules.snap_m), at, rules.snap_m)
    border, rim = _borders(partition, whole, grids)
    laid = _trimmed(whole, border, rim, grids)
    meets_rim = not np.isin(laid.path[[0, -1]], border).all()
    curve = _curve(partition, laid, np.concatenate((border, rim)) if meets_rim else border, grids)
    codes = cells_near(partition, grids, curve, rules.snap_m)
    faces = faces_of(partition, codes, laid)
    step = parted(partition, laid, faces, _targets(partition, faces, curve, grids), rules)
    if not step.touched:
        raise _off_border(laid, grids)
    return step


def _targets(partition: Partition, faces: list[Face], curve: Floats, grids: Pair) -> list[GridCode]:
    """Return where each face goes: between the borders to the other grid."""
    other = {grids[0]: grids[1], grids[1]: grids[0]}
    own = [partition.cells[face.cell].grid for face in faces]
    between = inside(curve, inner_points([face.shape for face in faces])).tolist()
    return [
        other[grid] if is_between else grid for grid, is_between in zip(own, between, strict=True)
    ]


def _borders(partition: Partition, laid: Laid, grids: Pair) -> tuple[Ids, Ids]:
    """Return the (m, 2) edges between the two grids, and those around both of them."""
    first, second = (_edges(partition, laid, grid) for grid in grids)
    own = np.concatenate((first, second))
    border: Ids = first[np.isin(keys(first), keys(second[:, ::-1]))]
    rim: Ids = own[~np.isin(keys(own), keys(own[:, ::-1]))]
    return border, rim


def _edges(partition: Partition, laid: Laid, grid: GridCode) -> Ids:
    cells = [partition.cells[code] for code in partition.cells_of(grid)]
    return edge_table(all_noded(cells, laid))[0]


def _trimmed(laid: Laid, border: Ids, rim: Ids, grids: Pair) -> Laid:
    """Return the line from its first to its last vertex on the border, or beyond to the rim."""
    on_border = np.flatnonzero(np.isin(laid.path, border))
    on_rim = np.flatnonzero(np.isin(laid.path, rim))
    if len(on_border) == 0:
        raise _off_border(laid, grids)
    first, last = on_border[0], on_border[-1]
    first = max(on_rim[on_rim <= first], default=first)
    last = min(on_rim[on_rim >= last], default=last)
    path = laid.path[first : last + 1]
    if path[0] == path[-1]:
        raise _off_border(laid, grids)
    return replace(laid, path=path)


def _curve(partition: Partition, laid: Laid, border: Ids, grids: Pair) -> Floats:
    """Return the closed curve along the line and back along the border it replaces.

    Around an island there are two ways back: the one that encloses less is meant.
    """
    at = _places(partition, laid, border.ravel()).reshape(-1, 2, 2)
    graph = graph_of(border, np.hypot(*(at[:, 0] - at[:, 1]).T))
    back = ways(graph, int(laid.path[-1]), int(laid.path[0]))
    if not back:
        raise _off_border(laid, grids)
    curves = [
        np.vstack((laid.curve, _places(partition, laid, np.array(way[1:-1], np.int64))))
        for way in back
    ]
    return min(curves, key=_enclosed)


def _enclosed(curve: Floats) -> float:
    ring = np.vstack((curve, curve[:1]))
    if len(ring) < 4:
        return 0.0
    return float(shapely.area(shapely.make_valid(shapely.polygons(ring))))


def _places(partition: Partition, laid: Laid, ids: Ids) -> Floats:
    """Return places of vertices of the partition or new on the sheet, (n, 2)."""
    first = laid.sheet.first_new
    found = partition.xy[np.minimum(ids, first - 1)]
    new = ids >= first
    found[new] = laid.sheet.places(ids[new])
    return found


def _off_border(laid: Laid, grids: Pair) -> EditRefused:
    x_m, y_m = laid.place
    return EditRefused(OFF_BORDER, grids=", ".join(grids), x_m=x_m, y_m=y_m)
