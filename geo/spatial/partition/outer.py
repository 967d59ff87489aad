"""Adding outer land to a grid and taking cells out of the jurisdiction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import EditRefused
from geo.spatial.partition.cells import Cell, Cells, Floats, Ids, Part, edge_table, edges, keys
from geo.spatial.partition.changing import Change, Step, taken
from geo.spatial.partition.drawing import Laid, closed, lay_on
from geo.spatial.partition.faces import Names, inner_points, is_sliver, noded, polygonized
from geo.spatial.partition.numbering import change_of
from geo.spatial.partition.provisional import Issuing
from geo.spatial.partition.rules import NO_RULES, EditRules, middle, require_unlocked
from geo.spatial.partition.segments import inside
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.sheet import Sheet
from geo.spatial.partition.value import Partition, around, box_of, meeting

NO_LAND, NOTHING_LEFT = "no_land", "nothing_left"


def add_area(
    partition: Partition, ring: Floats, to_grid: GridCode, rules: EditRules = NO_RULES
) -> Step:
    """Return the step that adds to a grid what no cell covers inside a drawn ring.

    Raises:
        EditRefused: cells cover all of it.
        WouldCross: the ring crosses itself.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    line = closed(ring)
    near = meeting(partition, box_of(line, rules.snap_m))
    require_unlocked(partition, (), rules, to_grid)
    edges_out = _outer_edges(partition, near)
    sheet = Sheet(partition.xy, edges_out, partition.vertices.count, rules.snap_m)
    laid = lay_on(sheet, line)
    land = _land(partition, near, laid, rules.snap_m)
    if not land:
        raise EditRefused(NO_LAND, x_m=laid.place[0], y_m=laid.place[1])
    return _with_land(partition, laid, land, to_grid, rules)


def remove_area(
    partition: Partition, cells: Iterable[CellCode], rules: EditRules = NO_RULES
) -> Step:
    """Return the step that takes cells out of the jurisdiction.

    Raises:
        NotFound: a cell is unknown.
        EditRefused: no cell would be left.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    gone = tuple(sorted(set(cells)))
    for code in gone:
        partition.cell(code)
    require_unlocked(partition, gone, rules)
    place = middle(partition, gone[0]) if gone else (0.0, 0.0)
    if len(gone) == len(partition.codes):
        raise EditRefused(NOTHING_LEFT, x_m=place[0], y_m=place[1])
    return taken(partition, Change(partition.vertices, {}, place, removed=gone), rules)


def _outer_edges(partition: Partition, near: Sequence[CellCode]) -> Ids:
    """Return the edges of cells that no cell has on the other side, (m, 2)."""
    own, _ = edge_table([partition.cells[code] for code in near])
    all_, _ = edge_table([partition.cells[code] for code in around(partition, near)])
    outer: Ids = own[~np.isin(keys(own[:, ::-1]), keys(all_))]
    return outer


def _land(partition: Partition, near: Sequence[CellCode], laid: Laid, snap_m: float) -> list[Part]:
    """Return what lies inside the line and in no cell, as parts; slivers are left out."""
    found = polygonized(laid, np.concatenate((laid.sheet.edges, laid.segments)))
    points = inner_points(found)
    free = inside(laid.curve, points)
    for shape in cell_shapes(partition, near).tolist():
        free &= ~shapely.contains_xy(shape, points)
    pieces = [one for one, is_free in zip(found, free.tolist(), strict=True) if is_free]
    union = shapely.coverage_union_all(pieces)
    names = Names(laid.sheet.ids, laid.sheet.at)
    polygons = [one for one in shapely.get_parts(union) if isinstance(one, shapely.Polygon)]
    return [names.part(one) for one in polygons if not is_sliver(one, snap_m)]


def _with_land(
    partition: Partition, laid: Laid, land: Sequence[Part], to_grid: GridCode, rules: EditRules
) -> Step:
    issuing = Issuing(partition.issued)
    cells: Cells = {}
    for part in land:
        cell = Cell(to_grid, (part,))
        cells[issuing.next_of(_named_after(partition, laid, cell))] = cell
    needed = {vertex for cell in cells.values() for ring in cell.rings for vertex in ring.tolist()}
    change = change_of(partition, laid, cells, needed)
    return taken(partition, replace(change, issued=issuing.issued), rules)


def _named_after(partition: Partition, laid: Laid, land: Cell) -> CellCode:
    """Return the grid's cell that new land shares most border with, or its first, or its code."""
    own = partition.cells_of(land.grid)
    if not own:
        return CellCode(land.grid)
    there = edges(land)
    length_m = np.hypot(*(laid.sheet.places(there[:, 0]) - laid.sheet.places(there[:, 1])).T)

    def shared_m(code: CellCode) -> float:
        here = keys(edges(noded(partition.cells[code], laid))[:, ::-1])
        return float(length_m[np.isin(keys(there), here)].sum())

    near = set(meeting(partition, box_of(laid.curve, 0.0))).intersection(own)
    return max(sorted(near), key=shared_m, default=own[0])
