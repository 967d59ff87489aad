"""Whether boundaries changed since a plan was drawn, and where: grid by grid, and who did it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import pandas as pd
import shapely

from geo.domain.codes import GridCode
from geo.domain.layers import Layer
from geo.domain.plans import IN_FORCE, Plan
from geo.ports.store import Reading
from geo.services.boundary_views import kept_boundaries
from geo.services.other_boundaries import Boundaries
from geo.services.plan_base import base_boundaries

_FACTS = ["name", "kind", "residents", "households"]
_SAME_DEG = 1e-7
"""About a centimetre: a line that ends on a border adds a node there, and moves nothing."""
_Cells = Mapping[str, shapely.Geometry]
_Described = Mapping[str, tuple[str, _Cells, object]]
"""By grid its name, its cells with their shapes, and what else is said of it."""


class Change(StrEnum):
    """What became of a grid since a plan's base was kept."""

    SHAPE = "shape"
    FACTS = "facts"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Publication:
    """A plan that came into force, by whom and when."""

    plan: Plan
    actor_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class GridConflict:
    """A grid that is not what it was; `by` is the plan that did it last, None where a file did."""

    code: GridCode
    name: str
    change: Change
    by: Publication | None


def is_moved_on(reading: Reading, plan: Plan) -> bool:
    """Return whether cells or grids were written since the plan's base was kept."""
    base = next(one for one in reading.plans.boundary_sets() if one.id == plan.base_set)
    revisions = reading.layers.revisions()
    then = base.cells_revision, base.grids_revision
    return then != (revisions[Layer.CELLS], revisions[Layer.GRIDS])


def conflicts(reading: Reading, plan: Plan) -> Sequence[GridConflict]:
    """Return the grids that are not what they were in the plan's base, by code."""
    before = _described(kept_boundaries(reading.plans, plan.base_set))
    now = _described(Boundaries(*base_boundaries(reading)))
    changed = _changes(before, now)
    doers = _doers(reading, plan, changed) if changed else {}
    return [
        GridConflict(GridCode(code), (now.get(code) or before[code])[0], change, doers.get(code))
        for code, change in changed.items()
    ]


def conflicting_grids(reading: Reading, plan: Plan) -> list[str]:
    """Return the grids that are not what they were in the plan's base, by name where known."""
    return [one.name for one in conflicts(reading, plan)]


def publications_since(reading: Reading, plan: Plan) -> Sequence[Publication]:
    """Return the plans that came into force since a plan's base was kept, the earliest first."""
    later = [
        one
        for one in reading.plans.listed()
        if one.result_set is not None and one.result_set > plan.base_set and one.id != plan.id
    ]
    return [
        _publication(reading, one) for one in sorted(later, key=lambda one: one.result_set or 0)
    ]


def plan_in_force(reading: Reading) -> Plan | None:
    """Return the plan that is in force, None where none ever came."""
    return next((one for one in reading.plans.listed() if one.state == IN_FORCE), None)


def _publication(reading: Reading, plan: Plan) -> Publication:
    moves = reading.plans.approvals(plan.id)
    last = next((one for one in reversed(moves) if one.to_state == IN_FORCE), None)
    if last is None:
        return Publication(plan, plan.created_by, plan.created_at)
    return Publication(plan, last.actor_id, last.at)


def _doers(reading: Reading, plan: Plan, changed: Mapping[str, Change]) -> dict[str, Publication]:
    """Return by grid the plan that changed it last, since a plan's base was kept."""
    found = dict[str, Publication]()
    for one in publications_since(reading, plan):
        sets = one.plan.base_set, one.plan.result_set or one.plan.base_set
        before, after = (_described(kept_boundaries(reading.plans, set_id)) for set_id in sets)
        found |= dict.fromkeys(_changes(before, after).keys() & changed.keys(), one)
    return found


def _changes(before: _Described, now: _Described) -> dict[str, Change]:
    found = dict[str, Change]()
    for code in sorted(before.keys() | now.keys()):
        if code not in now:
            found[code] = Change.GONE
        elif code not in before:
            found[code] = Change.NEW
        elif not _alike(before[code][1], now[code][1]):
            found[code] = Change.SHAPE
        elif before[code][2] != now[code][2]:
            found[code] = Change.FACTS
    return found


def _alike(before: _Cells, now: _Cells) -> bool:
    """Return whether a grid has the same cells, none of whose borders moved."""
    if before.keys() != now.keys():
        return False
    others = [
        (shape, now[code])
        for code, shape in before.items()
        if not shapely.equals_exact(shape, now[code])
    ]
    return all(shapely.hausdorff_distance(one, other) < _SAME_DEG for one, other in others)


def _described(boundaries: Boundaries) -> _Described:
    """Return by grid its cells with their shapes: that is what a grid is."""
    cells = boundaries.cells
    shapes = shapely.normalize(cells.geometry.to_numpy())
    own: dict[str, dict[str, shapely.Geometry]] = {}
    for code, grid, shape in zip(cells["code"], cells["grid_code"], shapes, strict=True):
        own.setdefault(str(grid), {})[str(code)] = shape
    codes, facts = boundaries.grids["code"], _facts(boundaries.grids)
    return {
        str(code): (str(said[0] or code), own.get(str(code), {}), said)
        for code, said in zip(codes, facts, strict=True)
    }


def _facts(grids: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = grids[_FACTS].astype("object")
    return [tuple(row) for row in plain.where(plain.notna(), None).to_numpy()]
