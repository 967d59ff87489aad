"""Pieces of one cell that lie side by side in one grid again become one, as if never cut.

What a line cut off and was given back leaves a second cell and vertices on straight edges; they
say nothing any more. Only pieces of a cell of the base are joined, never land from outside.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.spatial.partition.cells import Cell, Part, cell_of
from geo.spatial.partition.changing import Change, Step, taken
from geo.spatial.partition.faces import Names, inner_points
from geo.spatial.partition.provisional import base_code, is_provisional
from geo.spatial.partition.rules import NO_RULES, middle
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.value import Partition
from geo.spatial.partition.vertex_edits import delete_vertex, is_idle


def mended(partition: Partition, base: Partition) -> Iterator[Step]:
    """Yield the steps that join pieces of the base's cells, each on the partition before it.

    The joined cell keeps the code of the base's cell, where a piece has it, else the earliest.
    Afterwards no vertex that the base had not lies on a straight edge of a joined cell.
    """
    for codes in _groups(partition, base):
        step = _joined(partition, codes)
        yield step
        partition = step.partition
        for vertex in _new_vertices(partition.cells[codes[0]], base):
            if is_idle(partition, vertex):
                step = delete_vertex(partition, vertex, NO_RULES)
                yield step
                partition = step.partition


def _groups(partition: Partition, base: Partition) -> list[list[CellCode]]:
    """Return the pieces to be joined, together; in each group the code that stays comes first."""
    siblings: dict[tuple[CellCode, GridCode], list[CellCode]] = defaultdict(list)
    for code in _pieces(partition, base):
        siblings[base_code(code), partition.grid_of(code)].append(code)
    found = []
    for own in siblings.values():
        found.extend(_side_by_side(partition, sorted(own, key=_age)))
    return [group for group in found if len(group) > 1]


def _pieces(partition: Partition, base: Partition) -> list[CellCode]:
    """Return the cells that lie on the land of the base's cell that they are named after."""
    cut = {base_code(code) for code in partition.codes if is_provisional(code)}
    named = [code for code in partition.codes if base_code(code) in cut & base.cells.keys()]
    shapes = cell_shapes(partition, named)
    lands = cell_shapes(base, [base_code(code) for code in named])
    inner = inner_points(shapes)
    is_on = shapely.contains_xy(lands, inner[:, 0], inner[:, 1])
    return [code for code, is_there in zip(named, is_on.tolist(), strict=True) if is_there]


def _age(code: CellCode) -> tuple[int, str]:
    return len(code), code


def _side_by_side(partition: Partition, codes: Sequence[CellCode]) -> list[list[CellCode]]:
    """Return the groups of cells that share borders, each in the order given."""
    left, found = list(codes), []
    while left:
        group, open_ = {left[0]}, [left[0]]
        while open_:
            near = partition.neighbours[open_.pop()].keys() & set(left) - group
            group |= near
            open_.extend(near)
        found.append([code for code in left if code in group])
        left = [code for code in left if code not in group]
    return found


def _joined(partition: Partition, codes: Sequence[CellCode]) -> Step:
    kept, *gone = codes
    cell = cell_of(partition.grid_of(kept), _united(partition, codes))
    place = middle(partition, kept)
    change = Change(partition.vertices, {kept: cell}, place, removed=tuple(gone))
    return taken(partition, change, NO_RULES)


def _united(partition: Partition, codes: Sequence[CellCode]) -> list[Part]:
    rings = [ring for code in codes for ring in partition.cells[code].rings]
    ids = np.unique(np.concatenate(rings))
    names = Names(ids, partition.xy[ids])
    union = shapely.coverage_union_all(cell_shapes(partition, codes))
    return [names.part(one) for one in shapely.get_parts(union).tolist()]


def _new_vertices(cell: Cell, base: Partition) -> list[int]:
    ids = np.unique(np.concatenate(cell.rings))
    return [int(one) for one in ids if one >= base.vertices.count]
