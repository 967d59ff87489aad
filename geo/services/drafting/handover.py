"""Which households change their worker: counts by cell, never a list of persons."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from geo.domain.codes import AreaCode, CellCode, GridCode
from geo.services.draft_values import HandOver
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.spatial.partition.provisional import base_code


@dataclass(frozen=True, slots=True)
class Moved:
    """Households of a cell that were another grid's in the base; with `whole`, all its land was."""

    cell: CellCode
    from_grid: GridCode
    to_grid: GridCode
    households: int | None
    whole: bool


class HandedOver(Protocol):
    """Whatever says of which cell how many households change their worker."""

    @property
    def cell(self) -> CellCode:
        """Return the cell."""

    @property
    def households(self) -> int | None:
        """Return the households, None where they are unknown."""


class Villages(Protocol):
    """Whatever knows the village of a cell that was not cut, and how villages are called."""

    @property
    def village_of_cell(self) -> Mapping[CellCode, AreaCode]:
        """Return the village of each cell that has one."""

    @property
    def village_names(self) -> Mapping[AreaCode, str]:
        """Return the names of villages by their code."""


def moved_cells(base: DraftBase, state: DraftState) -> tuple[Moved, ...]:
    """Return every cell whose grid is not the one that its ground had in the base."""
    return in_order(moved_into(base, state, state.touched))


def moved_into(
    base: DraftBase, state: DraftState, grids: Iterable[GridCode]
) -> Mapping[GridCode, tuple[Moved, ...]]:
    """Return what some grids hold now that was another one's in the base."""
    return {grid: tuple(_moved(base, state, grid)) for grid in grids}


def in_order(moved: Mapping[GridCode, tuple[Moved, ...]]) -> tuple[Moved, ...]:
    """Return what several grids hold of others', ascending by cell."""
    every = [one for own in moved.values() for one in own]
    return tuple(sorted(every, key=lambda one: one.cell))


def _moved(base: DraftBase, state: DraftState, grid: GridCode) -> Iterator[Moved]:
    for code in state.partition.cells_of(grid):
        origin = base.partition.cells.get(base_code(code))
        is_whole = origin is not None and origin.grid != grid
        for former, homes in state.people[code].origins.items():
            if former != grid and (is_whole or homes):
                yield Moved(code, former, grid, homes, is_whole)


def households_moved(moved: Iterable[HandedOver]) -> int | None:
    """Return the households of all moved cells, None where one is unknown."""
    known = [one.households for one in moved]
    return None if None in known else sum(one or 0 for one in known)


def hand_overs(
    base: Villages, moved: Iterable[HandedOver], groups: Mapping[CellCode, str]
) -> tuple[HandOver, ...]:
    """Return the moved cells by village and 村民小组 (a cell by itself where it has none)."""
    found: dict[tuple[str, str], list[int | None]] = {}
    for one in moved:
        origin = base_code(one.cell)
        village = base.village_of_cell.get(origin)
        name = base.village_names.get(village or AreaCode(""), str(village or ""))
        found.setdefault((name, groups.get(origin, str(one.cell))), []).append(one.households)
    return tuple(
        HandOver(village, group, len(homes), _sum(homes))
        for (village, group), homes in sorted(found.items())
    )


def _sum(homes: list[int | None]) -> int | None:
    return None if None in homes else sum(one or 0 for one in homes)
