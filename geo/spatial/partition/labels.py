"""Edits of labels alone: giving whole cells to a grid, and one grid's cells to another."""

from collections.abc import Iterable, Mapping

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import NotFound
from geo.spatial.partition.changing import Step, relabelled
from geo.spatial.partition.rules import NO_RULES, EditRules, require_unlocked
from geo.spatial.partition.value import Partition


def relabel(
    partition: Partition, labels: Mapping[CellCode, GridCode], rules: EditRules = NO_RULES
) -> Step:
    """Return the step that gives cells to several grids at once, held to the rules as a whole.

    Raises:
        NotFound: a cell is unknown.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    moving = {code: grid for code, grid in labels.items() if partition.cell(code).grid != grid}
    require_unlocked(partition, moving, rules, *dict.fromkeys(moving.values()))
    return relabelled(partition, moving, rules)


def reassign(
    partition: Partition,
    cells: Iterable[CellCode],
    to_grid: GridCode,
    rules: EditRules = NO_RULES,
) -> Step:
    """Return the step that gives cells to a grid; those that are its own already stay.

    Raises:
        NotFound: a cell is unknown.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    return relabel(partition, dict.fromkeys(cells, to_grid), rules)


def merge(
    partition: Partition, kept: GridCode, other: GridCode, rules: EditRules = NO_RULES
) -> Step:
    """Return the step that gives every cell of one grid to another.

    Raises:
        NotFound: one of the grids has no cell.
        GridLocked, NotConnected, LeavesVillage: a rule forbids it.
    """
    for grid in (kept, other):
        if not partition.cells_of(grid):
            raise NotFound(what="grid", key=grid)
    return reassign(partition, partition.cells_of(other), kept, rules)
