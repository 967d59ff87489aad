"""What a comparison of two sets of boundaries comes to: grids, hand-overs, balance, months."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from geo.domain.codes import CellCode, GridCode
from geo.services.draft_values import Balance, Figures, HandOver

NOWHERE = GridCode("")
"""Stands for the grid of ground that lies in none on one side."""

Pair = tuple[GridCode, GridCode]
"""From which grid of the left side to which of the right."""


class Change(StrEnum):
    """What became of a grid."""

    NEW = "new"
    GONE = "gone"
    CELLS = "cells"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class GridChange:
    """A grid that is not the same on both sides; `hidden` names figures too small to show.

    `before` is None for a new grid, `after` for one that is gone.
    """

    code: GridCode
    name: str
    former_name: str
    change: Change
    before: Figures | None
    after: Figures | None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CellMove:
    """Ground of a cell of the left side that lies in another grid on the right.

    With `whole` it is all of the cell's; `is_estimated` says that its households are a share.
    """

    cell: CellCode
    from_grid: GridCode
    to_grid: GridCode
    households: int | None
    whole: bool
    is_estimated: bool = False


@dataclass(frozen=True, slots=True)
class GroupMove:
    """What one grid hands to another of one village and 村民小组; a count, never persons."""

    from_grid: GridCode
    to_grid: GridCode
    of: HandOver
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sets of boundaries, the left taken as the one before.

    `names` has every grid of both sides; `cells` is None for those who are not shown single cells;
    `households_moved` is None where unknown, or `is_total_hidden`. Where `is_same_incidents` is
    false, each side knows the incidents of its own day, and more than boundaries differs. With
    `is_estimated` some household counts are shares of a cell that was cut.
    """

    grids: tuple[GridChange, ...]
    before: Balance
    after: Balance
    cells: tuple[CellMove, ...] | None
    groups: tuple[GroupMove, ...]
    households_moved: int | None
    names: Mapping[GridCode, str]
    is_same_incidents: bool
    is_estimated: bool = False
    is_total_hidden: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class BothMonths:
    """A monthly series on both sides: the columns of `monthly_series`, None where no such grid.

    `hidden` counts the months of the right side that are left out because they would show a count
    below ten, by themselves or by subtraction.
    """

    left: pd.DataFrame | None
    right: pd.DataFrame | None
    hidden: int = 0
