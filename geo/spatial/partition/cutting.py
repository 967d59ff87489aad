"""Cutting a drawn piece out of a grid, for another grid."""

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import EditRefused, NotFound
from geo.spatial.partition.cells import Floats
from geo.spatial.partition.changing import Step
from geo.spatial.partition.drawing import closed, lay
from geo.spatial.partition.faces import faces_of, inner_points
from geo.spatial.partition.pieces import parted
from geo.spatial.partition.rules import NO_RULES, EditRules
from geo.spatial.partition.segments import inside
from geo.spatial.partition.value import Partition, box_of, meeting

OUTSIDE = "outside"


def cut_out(
    partition: Partition,
    ring: Floats,
    from_grid: GridCode,
    to_grid: GridCode,
    rules: EditRules = NO_RULES,
) -> Step:
    """Return the step that gives what lies of a grid inside a drawn ring to another grid.

    Raises:
        NotFound: the grid has no cell.
        EditRefused: nothing of the grid lies inside.
        WouldCross: the ring crosses itself.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    line = closed(ring)
    codes = cells_near(partition, (from_grid,), line, rules.snap_m)
    if not codes:
        raise EditRefused(OUTSIDE, grids=from_grid, x_m=float(line[0, 0]), y_m=float(line[0, 1]))
    laid = lay(partition, codes, line, rules.snap_m)
    faces = faces_of(partition, codes, laid)
    taken_out = inside(laid.curve, inner_points([face.shape for face in faces]))
    targets = [to_grid if is_inside else from_grid for is_inside in taken_out.tolist()]
    step = parted(partition, laid, faces, targets, rules)
    if not step.touched:
        raise EditRefused(OUTSIDE, grids=from_grid, x_m=laid.place[0], y_m=laid.place[1])
    return step


def cells_near(
    partition: Partition, grids: tuple[GridCode, ...], line: Floats, snap_m: float
) -> tuple[CellCode, ...]:
    """Return the cells of grids whose bounds come within `snap_m` of those of a line.

    Raises:
        NotFound: a grid has no cell.
    """
    for grid in grids:
        if not partition.cells_of(grid):
            raise NotFound(what="grid", key=grid)
    near = meeting(partition, box_of(line, snap_m))
    return tuple(code for code in near if partition.cells[code].grid in grids)
