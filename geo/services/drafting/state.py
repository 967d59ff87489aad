"""The state of a draft after some steps: a value, so that the state before stays at hand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from geo.domain import edits
from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import EditRefused, GridLocked
from geo.services.drafting.base import CellPeople, DraftBase, GridFacts
from geo.services.drafting.edits import operated
from geo.services.drafting.facts import described, facts_after, require_grid
from geo.services.drafting.ground import CellGround, ground_of
from geo.services.drafting.people import people_after
from geo.spatial import frames
from geo.spatial.partition import EditRules, Partition, Step
from geo.spatial.partition.points import PointsByCell, relocation_after
from geo.spatial.partition.vertices import VertexTable, appended, given_back, table_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class DraftState:
    """A partition and what lies in it.

    `degrees` is lon and lat of the partition's vertices; `grids` the facts of every grid there is;
    `touched` the grids whose cells are not those of the base, `excused` those for which a reason
    was given to set a rule aside.
    """

    partition: Partition
    degrees: VertexTable
    people: Mapping[CellCode, CellPeople]
    ground: Mapping[CellCode, CellGround]
    incidents: PointsByCell
    cameras: PointsByCell
    stations: PointsByCell
    grids: Mapping[GridCode, GridFacts]
    locked: frozenset[GridCode] = frozenset()
    touched: frozenset[GridCode] = frozenset()
    excused: frozenset[GridCode] = frozenset()


def first_state(base: DraftBase, points: Mapping[str, PointsByCell]) -> DraftState:
    """Return the state before any step."""
    return DraftState(
        partition=base.partition,
        degrees=table_of(base.degrees),
        people=base.people,
        ground=ground_of(base, base.partition, base.partition.codes),
        incidents=points["incidents"],
        cameras=points["cameras"],
        stations=points["stations"],
        grids={code: base.grids[code] for code in base.partition.members if code in base.grids},
    )


def next_state(
    base: DraftBase, state: DraftState, edit: edits.Edit, override: str
) -> tuple[DraftState, Step]:
    """Return the state after an edit, and what it did to the partition.

    `override` is the reason for which a grid may fall apart or leave its village.

    Raises:
        EditRefused, NotFound, GridLocked: the edit cannot be made; nothing changed.
    """
    if isinstance(edit, edits.OnFacts):
        return _on_facts(state, edit, override), Step(state.partition, ())
    step = operated(state.partition, edit, _rules(base, state, override), base.crs)
    after = _after(base, state, edit, step)
    if override.strip():
        after = replace(after, excused=state.excused | grids_of(step, state.partition))
    return after, step


def grids_of(step: Step, before: Partition) -> frozenset[GridCode]:
    """Return the grids whose cells, shapes or people a step changed."""
    codes = (set(step.touched) | set(step.removed)) - set(step.noded)
    found = {
        partition.cells[code].grid
        for partition in (before, step.partition)
        for code in codes
        if code in partition.cells
    }
    return frozenset(found)


def described_grids(edit: edits.Edit) -> frozenset[GridCode]:
    """Return the grid whose figures or rules an edit changes though its land stays."""
    if isinstance(edit, edits.SetKind | edits.Excuse):
        return frozenset({GridCode(edit.grid)})
    return frozenset()


def is_same(before: DraftState, after: DraftState) -> bool:
    """Return whether a step left everything as it was."""
    return (
        before.grids == after.grids
        and (before.locked, before.excused) == (after.locked, after.excused)
        and before.partition.cells == after.partition.cells
    )


def _after(base: DraftBase, state: DraftState, edit: edits.Edit, step: Step) -> DraftState:
    return replace(
        moved(base, state, step),
        grids=facts_after(state.grids, edit, step.partition),
        touched=state.touched | grids_of(step, state.partition),
    )


def moved(base: DraftBase, state: DraftState, step: Step) -> DraftState:
    """Return the state on the partition after a step: people, ground and points follow the land."""
    reshaped = [code for code in step.touched if code not in step.noded]
    gone, relocation = (*step.removed,), relocation_after(state.partition, step)
    return replace(
        state,
        partition=step.partition,
        degrees=_degrees(base, state.degrees, step.partition),
        people=_kept(state.people, people_after(base, state.people, state.partition, step), gone),
        ground=_kept(state.ground, ground_of(base, step.partition, reshaped), gone),
        incidents=relocation.of(state.incidents)[0],
        cameras=relocation.of(state.cameras)[0],
        stations=relocation.of(state.stations)[0],
    )


def dropped(before: DraftState, after: DraftState) -> None:
    """Let go of a state made of another that nobody will read: the next one takes its place."""
    given_back(after.partition.vertices, before.partition.vertices)
    given_back(after.degrees, before.degrees)


def _kept(
    before: Mapping[CellCode, T], new: Mapping[CellCode, T], gone: Iterable[CellCode]
) -> dict[CellCode, T]:
    kept = {**before, **new}
    for code in gone:
        kept.pop(code, None)
    return kept


def _degrees(base: DraftBase, before: VertexTable, partition: Partition) -> VertexTable:
    new = partition.xy[before.count :]
    return appended(before, frames.storage_xy(new, base.crs)) if len(new) else before


def _on_facts(state: DraftState, edit: edits.OnFacts, override: str) -> DraftState:
    """Return the state after an edit that moves no land."""
    grid = GridCode(edit.grid)
    require_grid(state.grids, grid)
    match edit:
        case edits.SetLock(is_locked=is_locked):
            locked = state.locked | {grid} if is_locked else state.locked - {grid}
            return replace(state, locked=locked)
        case edits.Excuse():
            if not override.strip():
                raise EditRefused("no_reason", grid=grid)
            return replace(state, excused=state.excused | {grid})
        case edits.Rename() | edits.SetKind():
            if grid in state.locked:
                raise GridLocked(grid=grid)
            return replace(state, grids=described(state.grids, edit))


def _rules(base: DraftBase, state: DraftState, override: str) -> EditRules:
    villages = {code: facts.village for code, facts in state.grids.items() if facts.village}
    return EditRules(
        locked=state.locked,
        village_of_cell=base.village_of_cell,
        village_of_grid=villages,
        may_disconnect=bool(override.strip()),
        may_leave_village=bool(override.strip()),
    )
