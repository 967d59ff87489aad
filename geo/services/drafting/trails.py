"""What each step did to cells, kept so that the way their people went can be told afterwards."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from geo.domain.codes import CellCode, GridCode
from geo.services.drafting.state import DraftState
from geo.spatial.partition import Step
from geo.spatial.partition.buckets import Bucket

_EMPTY: Final = Bucket()


@dataclass(frozen=True, slots=True)
class CellTrace:
    """A cell that a step touched: which it was, or was cut from, and the grid it is in now.

    New land was none. `has_other_people` and `has_other_reports` say that some came from another
    cell, or went to one, with a border that moved.
    """

    cell: CellCode
    former: CellCode | None
    grid: GridCode
    has_other_people: bool = False
    has_other_reports: bool = False


@dataclass(frozen=True, slots=True)
class Gone:
    """Land that a step took out of the town, with who lived there."""

    cell: CellCode
    people: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """What a step did to cells; empty for one on facts alone."""

    cells: tuple[CellTrace, ...] = ()
    gone: tuple[Gone, ...] = ()


def trace_of(before: DraftState, after: DraftState, step: Step) -> Trace:
    """Return the trace of a step."""
    noded = frozenset(step.noded)
    cut = frozenset(one for parents in step.parents.values() for one in parents)
    return Trace(
        tuple(
            _cell(before, after, step, code, is_cut=code in cut)
            for code in step.touched
            if code not in noded
        ),
        tuple(Gone(code, _people(before, code)) for code in step.removed if code not in cut),
    )


def _cell(
    before: DraftState, after: DraftState, step: Step, code: CellCode, *, is_cut: bool
) -> CellTrace:
    grid = after.partition.grid_of(code)
    if code not in before.partition.cells:
        return CellTrace(code, next(iter(step.parents.get(code, ())), None), grid)
    return CellTrace(
        cell=code,
        former=code,
        grid=grid,
        has_other_people=not is_cut and _people(before, code) != _people(after, code),
        has_other_reports=not is_cut and not _has_same_reports(before, after, code),
    )


def _has_same_reports(before: DraftState, after: DraftState, code: CellCode) -> bool:
    was, now = (one.incidents.buckets.get(code, _EMPTY) for one in (before, after))
    return was is now or np.array_equal(np.sort(was.positions()), np.sort(now.positions()))


def _people(state: DraftState, code: CellCode) -> tuple[int | None, int | None]:
    return state.people[code].residents, state.people[code].households
