"""From faces that go to grids to new cells: whole cells change label, cut ones are parted.

The part of a cut cell that stays in its grid keeps the code; every other piece gets a provisional
one. Slivers stay with the rest of their cell.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.spatial.partition.cells import Cell, Cells, Part, keys, ring_edges
from geo.spatial.partition.changing import Step, taken
from geo.spatial.partition.drawing import Laid
from geo.spatial.partition.faces import Face, Names, is_sliver
from geo.spatial.partition.numbering import change_of
from geo.spatial.partition.provisional import Issuing
from geo.spatial.partition.rules import EditRules, require_unlocked
from geo.spatial.partition.value import Partition

Parts = list[Part]


@dataclass(slots=True)
class _Cutting:
    """What the faces come to: cells as they are to be, parents of new ones, vertices needed."""

    partition: Partition
    names: Names
    issuing: Issuing
    cells: Cells = field(default_factory=dict)
    parents: dict[CellCode, tuple[CellCode, ...]] = field(default_factory=dict)
    kept_vertices: set[int] = field(default_factory=set)


def parted(
    partition: Partition,
    laid: Laid,
    faces: Sequence[Face],
    targets: Sequence[GridCode],
    rules: EditRules,
) -> Step:
    """Return the step that gives each face to the grid named for it.

    Raises:
        WouldCross: the cells that come out do not tile.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    names = Names(laid.sheet.ids, laid.sheet.at)
    cutting = _Cutting(partition, names, Issuing(partition.issued))
    for code, own in _by_cell(faces, targets, rules.snap_m).items():
        _cut(cutting, code, own)
    changed = [code for code in cutting.cells if code in partition.cells]
    grids = {cell.grid for cell in cutting.cells.values()}
    require_unlocked(partition, changed, rules, *sorted(grids))
    change = change_of(partition, laid, cutting.cells, cutting.kept_vertices)
    change = replace(change, parents=cutting.parents, issued=cutting.issuing.issued)
    return taken(partition, change, rules)


def _by_cell(
    faces: Sequence[Face], targets: Sequence[GridCode], snap_m: float
) -> dict[CellCode, dict[GridCode, list[Face]]]:
    """Return the faces of each cell by target; slivers go with the cell's other side."""
    by_cell: dict[CellCode, list[tuple[Face, GridCode]]] = defaultdict(list)
    for face, target in zip(faces, targets, strict=True):
        by_cell[face.cell].append((face, target))
    found: dict[CellCode, dict[GridCode, list[Face]]] = {}
    for code, own in by_cell.items():
        sides: dict[GridCode, list[Face]] = defaultdict(list)
        if len(own) == 1:
            sides[own[0][1]].append(own[0][0])
            found[code] = sides
            continue
        for face, target in own:
            sides[_side(face, target, own, snap_m)].append(face)
        found[code] = sides
    return found


def _side(
    face: Face, target: GridCode, own: Sequence[tuple[Face, GridCode]], snap_m: float
) -> GridCode:
    if not is_sliver(face.shape, snap_m):
        return target
    broad = [(one, to) for one, to in own if to != target and not is_sliver(one.shape, snap_m)]
    return max(broad, key=lambda pair: pair[0].shape.area)[1] if broad else target


def _cut(cutting: _Cutting, code: CellCode, sides: dict[GridCode, list[Face]]) -> None:
    """Note what becomes of one cell whose faces go to the grids in `sides`."""
    cell = cutting.partition.cells[code]
    if len(sides) == 1:
        target = next(iter(sides))
        if target != cell.grid:
            cutting.cells[code] = replace(cell, grid=target)
        return
    pieces = {grid: _united(faces, cutting.names) for grid, faces in sides.items()}
    cutting.kept_vertices |= _inner_vertices(pieces.values())
    stays = pieces.pop(cell.grid)
    whole = stays if len(cell.parts) > 1 else stays[:1]
    cutting.cells[code] = Cell(cell.grid, tuple(whole))
    rest = [(cell.grid, part) for part in stays[len(whole) :]]
    for grid, part in rest + [(g, p) for g in sorted(pieces) for p in pieces[g]]:
        new = cutting.issuing.next_of(code)
        cutting.cells[new] = Cell(grid, (part,))
        cutting.parents[new] = (code,)


def _united(faces: Sequence[Face], names: Names) -> Parts:
    """Return the parts of faces put together, largest first."""
    union = shapely.coverage_union_all([face.shape for face in faces])
    polygons = [one for one in shapely.get_parts(union) if isinstance(one, shapely.Polygon)]
    polygons.sort(key=lambda one: (-one.area, *one.bounds))
    return [names.part(polygon) for polygon in polygons]


def _inner_vertices(pieces: Iterable[Parts]) -> set[int]:
    """Return the vertices of edges between pieces of one cell."""
    directed = ring_edges([ring for parts in pieces for part in parts for ring in part])
    inner = directed[np.isin(keys(directed), keys(directed[:, ::-1]))]
    return set(inner.ravel().tolist())
