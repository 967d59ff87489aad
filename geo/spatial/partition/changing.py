"""From changed cells to the next partition: what is kept, what is renewed, what is checked.

Every operation ends here, so that no edit can leave overlaps or lose area.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import EditRefused
from geo.spatial.partition.cells import Cell, Cells, Floats, box
from geo.spatial.partition.contacts import renewed
from geo.spatial.partition.rules import EditRules, require_rules
from geo.spatial.partition.soundness import require_sound
from geo.spatial.partition.value import Partition, meeting
from geo.spatial.partition.vertices import VertexTable, given_back

Parents = Mapping[CellCode, tuple[CellCode, ...]]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Step:
    """What one edit made of a partition.

    `touched` are the cells there now whose rings or label are not what they were; of these `noded`
    only got a vertex on a straight edge. `parents` names for each new cell what it was cut from,
    nothing where it is new land. `removed` are gone.
    """

    partition: Partition
    touched: tuple[CellCode, ...]
    parents: Parents = field(default_factory=dict)
    removed: tuple[CellCode, ...] = ()
    noded: tuple[CellCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What an operation wants: cells as they are to be, by code, over a longer vertex table."""

    vertices: VertexTable
    cells: Cells
    place: Place
    parents: Parents = field(default_factory=dict)
    removed: tuple[CellCode, ...] = ()
    noded: frozenset[CellCode] = frozenset()
    issued: Mapping[CellCode, int] | None = None


def taken(before: Partition, change: Change, rules: EditRules) -> Step:
    """Return the step that a change of shapes makes.

    Raises:
        WouldCross: cells would overlap, vanish or change their common area.
        NotConnected, LeavesVillage: a rule forbids it.
    """
    after = _reshaped(before, change)
    try:
        require_sound(before, after, shaped(before, change.cells), change.place)
        require_rules(before, after, _grids(before, after, change), rules)
    except EditRefused:
        given_back(change.vertices, before.vertices)
        raise
    return Step(
        partition=after,
        touched=tuple(sorted(change.cells)),
        parents=dict(change.parents),
        removed=tuple(sorted(change.removed)),
        noded=tuple(sorted(change.noded)),
    )


def relabelled(before: Partition, labels: Mapping[CellCode, GridCode], rules: EditRules) -> Step:
    """Return the step that gives whole cells to other grids; shapes and borders stay.

    Raises:
        NotConnected, LeavesVillage: a rule forbids it.
    """
    changed = {code: grid for code, grid in labels.items() if before.cells[code].grid != grid}
    cells = {code: replace(before.cells[code], grid=grid) for code, grid in changed.items()}
    after = replace(
        before, cells={**before.cells, **cells}, members=_members(before, cells, removed=())
    )
    grids = {grid for code, cell in cells.items() for grid in (cell.grid, before.cells[code].grid)}
    require_rules(before, after, grids, rules)
    return Step(partition=after, touched=tuple(sorted(changed)))


def _beside_land(before: Partition, change: Change) -> set[CellCode]:
    """Return the cells that new land may border on: it was cut from none of them."""
    land = [
        cell
        for code, cell in change.cells.items()
        if code not in before.cells and code not in change.parents
    ]
    boxes = [box(cell, change.vertices.xy).tolist() for cell in land]
    near = {code for one in boxes for code in meeting(before, one)}
    return near.difference(change.removed)


def shaped(before: Partition, cells: Cells) -> Cells:
    """Return those of `cells` that are new or whose rings are not what they were."""
    return {
        code: cell
        for code, cell in cells.items()
        if code not in before.cells or before.cells[code].parts is not cell.parts
    }


def _grids(before: Partition, after: Partition, change: Change) -> set[GridCode]:
    """Return the grids whose pieces or villages may not be what they were."""
    codes = [
        code for code in (*change.cells, *change.removed) if _meets_others(before, after, code)
    ]
    return {
        partition.cells[code].grid
        for partition in (before, after)
        for code in codes
        if code in partition.cells
    }


def _meets_others(before: Partition, after: Partition, code: CellCode) -> bool:
    """Return whether a cell is new, gone, relabelled, or has other neighbours than before."""
    old, new = before.cells.get(code), after.cells.get(code)
    if old is None or new is None or old.grid != new.grid:
        return True
    return before.neighbours[code].keys() != after.neighbours[code].keys()


def _reshaped(before: Partition, change: Change) -> Partition:
    cells = {**before.cells, **change.cells}
    for code in change.removed:
        del cells[code]
    changed = shaped(before, change.cells).keys() | set(change.removed)
    xy = change.vertices.xy
    codes, boxes = _rows(before, change, xy)
    return Partition(
        vertices=change.vertices,
        codes=codes,
        boxes=boxes,
        cells=cells,
        neighbours=renewed(before.neighbours, cells, changed, _beside_land(before, change), xy),
        members=_members(before, change.cells, change.removed),
        issued=before.issued if change.issued is None else change.issued,
    )


def _rows(before: Partition, change: Change, xy: Floats) -> tuple[tuple[CellCode, ...], Floats]:
    """Return codes and boxes with the changed cells in their places."""
    new = sorted(code for code in change.cells if code not in before.cells)
    codes, boxes = list(before.codes), before.boxes.copy()
    if change.removed:
        boxes = np.delete(boxes, [bisect_left(codes, code) for code in change.removed], axis=0)
        gone = set(change.removed)
        codes = [code for code in codes if code not in gone]
    if new:
        boxes = np.insert(boxes, [bisect_left(codes, code) for code in new], 0.0, axis=0)
    for code in new:
        codes.insert(bisect_left(codes, code), code)
    for code, cell in change.cells.items():
        boxes[bisect_left(codes, code)] = box(cell, xy)
    return (tuple(codes) if new or change.removed else before.codes), boxes


def _members(
    before: Partition, cells: Mapping[CellCode, Cell], removed: tuple[CellCode, ...]
) -> dict[GridCode, tuple[CellCode, ...]]:
    members = dict(before.members)
    left, joined = _moves(before, cells, removed)
    for grid in left.keys() | joined.keys():
        own = set(members.get(grid, ())) - left.get(grid, set()) | joined.get(grid, set())
        if own:
            members[grid] = tuple(sorted(own))
        else:
            members.pop(grid, None)
    return members


Moves = dict[GridCode, set[CellCode]]


def _moves(
    before: Partition, cells: Mapping[CellCode, Cell], removed: tuple[CellCode, ...]
) -> tuple[Moves, Moves]:
    """Return by grid the cells that leave it and those that join it."""
    left: Moves = {}
    joined: Moves = {}
    for code in (*cells, *removed):
        old = before.cells[code].grid if code in before.cells else None
        new = cells[code].grid if code in cells else None
        if old != new and old is not None:
            left.setdefault(old, set()).add(code)
        if old != new and new is not None:
            joined.setdefault(new, set()).add(code)
    return left, joined
