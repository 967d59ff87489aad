"""What an edit may not do besides breaking topology: locks, pieces, villages.

Every refusal names the grid and a place to look at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geo.domain.codes import AreaCode, CellCode, GridCode
from geo.domain.errors import GridLocked, LeavesVillage, NotConnected
from geo.spatial.partition.measures import grid_pieces
from geo.spatial.partition.provisional import base_code
from geo.spatial.partition.value import Partition, row_of

SNAP_M = 0.5


@dataclass(frozen=True, slots=True)
class EditRules:
    """The rules an edit is held to.

    `village_of_cell` names the village or community of each original cell, `village_of_grid` that
    of a grid where it is known beforehand; what neither names lies in no village. Drawn lines are
    drawn to vertices and borders within `snap_m` metres.
    """

    locked: frozenset[GridCode] = frozenset()
    village_of_cell: Mapping[CellCode, AreaCode] = field(default_factory=dict)
    village_of_grid: Mapping[GridCode, AreaCode] = field(default_factory=dict)
    may_disconnect: bool = False
    may_leave_village: bool = False
    snap_m: float = SNAP_M


NO_RULES = EditRules(may_disconnect=True, may_leave_village=True)


def require_unlocked(
    partition: Partition, codes: Iterable[CellCode], rules: EditRules, *also: GridCode
) -> None:
    """Refuse to change cells of a locked grid, or grids in `also` that are.

    Raises:
        GridLocked: values: grid, x_m, y_m.
    """
    for code in codes:
        if partition.cells[code].grid in rules.locked:
            x_m, y_m = middle(partition, code)
            raise GridLocked(grid=partition.cells[code].grid, x_m=x_m, y_m=y_m)
    for grid in also:
        if grid in rules.locked:
            raise GridLocked(grid=grid)


def require_rules(
    before: Partition, after: Partition, grids: Iterable[GridCode], rules: EditRules
) -> None:
    """Refuse what pulls a grid apart or takes it out of its village.

    Raises:
        NotConnected: a grid would have more pieces than before; values: grid, pieces, x_m, y_m.
        LeavesVillage: it would reach into another village; values: grid, village, x_m, y_m.
    """
    for grid in sorted(set(grids)):
        if not rules.may_disconnect:
            _require_connected(before, after, grid)
        if rules.village_of_cell and not rules.may_leave_village:
            _require_village(before, after, grid, rules)


def _require_connected(before: Partition, after: Partition, grid: GridCode) -> None:
    pieces = grid_pieces(after, grid)
    if pieces > 1 and pieces > grid_pieces(before, grid):
        smallest = min(after.cells_of(grid), key=lambda code: len(after.neighbours[code]))
        x_m, y_m = middle(after, smallest)
        raise NotConnected(grid=grid, pieces=pieces, x_m=x_m, y_m=y_m)


def _require_village(before: Partition, after: Partition, grid: GridCode, rules: EditRules) -> None:
    known = {_village(code, rules) for code in before.cells_of(grid)}
    if grid in rules.village_of_grid:
        known.add(rules.village_of_grid[grid])
    allowed = known - {None} or {_village(code, rules) for code in after.cells_of(grid)[:1]}
    for code in after.cells_of(grid):
        village = _village(code, rules)
        if village is not None and village not in allowed:
            home = min(one for one in allowed if one is not None) if allowed - {None} else ""
            x_m, y_m = middle(after, code)
            raise LeavesVillage(grid=grid, village=home, x_m=x_m, y_m=y_m)


def _village(code: CellCode, rules: EditRules) -> AreaCode | None:
    return rules.village_of_cell.get(base_code(code))


def middle(partition: Partition, code: CellCode) -> tuple[float, float]:
    """Return the middle of a cell's bounds: a place to look at."""
    west, south, east, north = partition.boxes[row_of(partition, code)].tolist()
    return (west + east) / 2, (south + north) / 2
