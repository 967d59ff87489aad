"""A plan comes into force: one transaction that compares, validates, numbers, writes and signs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

import pandas as pd
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.domain.errors import NotAPartition, PlanConflict, Refused
from geo.domain.layers import Layer
from geo.domain.plans import IN_FORCE, REPLACED, Plan
from geo.domain.policy import Action, Actor
from geo.ports.store import Reading, Store
from geo.ports.transactions import Transaction
from geo.services.drafting.standing import Standing
from geo.services.history import archive_present, local_day
from geo.services.plan_codes import issued_grid_codes
from geo.services.plan_conflicts import conflicting_grids, is_moved_on, plan_in_force
from geo.services.plans import ChainMove, approval, chain_of, require_way
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.spatial.partition import build_partition
from geo.spatial.partition.codes import issue_codes

Code = TypeVar("Code", GridCode, CellCode)
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: codes issued (provisional → final), codes retired, workers tied anew."""

    plan: Plan
    grid_codes: Mapping[GridCode, GridCode]
    cell_codes: Mapping[CellCode, CellCode]
    retired: tuple[str, ...]
    staff_moved: int


@dataclass(frozen=True, slots=True)
class Publishing:
    """Brings the plans of one store into force."""

    store: Store
    standing: Callable[[str], Standing]

    def publish(self, actor: Actor, plan_id: str, move: ChainMove, at: datetime) -> Published:
        """Put a plan in force from today on; what was in force is kept.

        Raises:
            NotPermitted: the actor's role does not publish.
            NotFound: there is no such plan.
            PlanConflict: boundaries changed since it was drawn; values: plan, grids.
            NotAPartition: what it comes to is none.
            Refused: the chain has not led it here, it breaks a rule, or it changes nothing.
        """
        with self.store.write(actor, Action.PUBLISH_PLAN, plan_id, at) as transaction:
            plan = self.store.plans.plan(plan_id)
            move = replace(move, to_state=IN_FORCE)
            require_way(chain_of(self.store), plan, IN_FORCE, actor)
            _require_unmoved(self.store, plan)
            standing = self.standing(plan_id)
            _require_lawful(standing)
            done = self._written(transaction, plan, standing, local_day(self.store, at))
            transaction.plans.approve(approval(plan, move, actor, at))
            transaction.note(
                f"{len(done.grid_codes)} grids made, {len(done.retired)} codes retired, "
                f"{done.staff_moved} workers tied anew"
            )
        return replace(done, plan=self.store.plans.plan(plan_id))

    def _written(
        self, transaction: Transaction, plan: Plan, standing: Standing, today: date
    ) -> Published:
        former = plan_in_force(self.store)
        archive_present(transaction, self.store, today)
        if former is not None:
            transaction.plans.put(replace(former, state=REPLACED))
        numbered = _numbered(self.store, standing)
        _validated(numbered, standing)
        staff_moved = _write_layers(transaction, self.store, numbered, standing)
        revisions = self.store.layers.revisions()
        result = transaction.plans.keep_boundaries(
            numbered.cells, numbered.grids, revisions[Layer.CELLS] + 1, revisions[Layer.GRIDS] + 1
        )
        transaction.plans.retire(numbered.retired, today)
        after = replace(plan, state=IN_FORCE, result_set=result, in_force_from=today)
        transaction.plans.put(after)
        return Published(
            after, numbered.grid_codes, numbered.cell_codes, numbered.retired, staff_moved
        )


@dataclass(frozen=True, slots=True)
class _Numbered:
    """Boundaries under final codes."""

    cells: StorageFrame
    grids: StorageFrame
    grid_codes: Mapping[GridCode, GridCode]
    cell_codes: Mapping[CellCode, CellCode]
    retired: tuple[str, ...]


def _require_unmoved(reading: Reading, plan: Plan) -> None:
    if is_moved_on(reading, plan):
        other = plan_in_force(reading)
        grids = conflicting_grids(reading, plan)
        named = ", ".join(grids[:_NAMED]) + (f" … ({len(grids)})" if len(grids) > _NAMED else "")
        raise PlanConflict(plan=other.title if other else "", grids=named, count=len(grids))


def _require_lawful(standing: Standing) -> None:
    blocking = [one for one in standing.broken if one.blocks]
    if blocking:
        raise Refused("plan_breaks_rules", count=len(blocking), grid=str(blocking[0].grid))
    if not standing.is_changed:
        raise Refused("plan_changes_nothing")


def _numbered(reading: Reading, standing: Standing) -> _Numbered:
    cells, grids = standing.boundaries.cells, standing.boundaries.grids
    before = standing.base.boundaries
    known = {str(code) for frame in (before.cells, before.grids) for code in frame["code"]}
    used = known | reading.plans.used_codes()
    made = [code for code in standing.state.grids if code not in standing.base.grids]
    villages = [(code, standing.state.grids[code].village) for code in sorted(made)]
    grid_codes = issued_grid_codes(villages, used)
    cell_codes = issue_codes(standing.state.partition, used)
    cells = frames.as_storage(
        cells.assign(
            code=_renamed(cells["code"], cell_codes),
            grid_code=_renamed(cells["grid_code"], grid_codes),
        )
    )
    grids = frames.as_storage(grids.assign(code=_renamed(grids["code"], grid_codes)))
    now = {str(code) for frame in (cells, grids) for code in frame["code"]}
    return _Numbered(cells, grids, grid_codes, cell_codes, tuple(sorted(known - now)))


def _renamed(codes: "pd.Series[str]", names: Mapping[Code, Code]) -> "pd.Series[str]":
    plain = {str(old): str(new) for old, new in names.items()}
    return codes.map(lambda code: plain.get(code, code)).astype("string")


def _validated(numbered: _Numbered, standing: Standing) -> None:
    """Refuse boundaries that are no partition, in degrees as stored and in metres."""
    if not shapely.coverage_is_valid(numbered.cells.geometry.to_numpy()):
        raise NotAPartition(cells="", count=1)
    build_partition(frames.to_metric(numbered.cells, standing.base.crs))


def _write_layers(
    transaction: Transaction, reading: Reading, numbered: _Numbered, standing: Standing
) -> int:
    """Write cells, grids, and staff whose grid is gone; return how many workers that is."""
    for layer, rows in ((Layer.CELLS, numbered.cells), (Layer.GRIDS, numbered.grids)):
        transaction.clear(layer)
        transaction.append(layer, rows)
    staff = reading.layers.rows(Layer.STAFF)
    heirs = {code: numbered.grid_codes.get(heir, heir) for code, heir in standing.heirs().items()}
    is_moved = staff["grid_code"].isin(list(heirs))
    if is_moved.any():
        transaction.clear(Layer.STAFF)
        transaction.append(Layer.STAFF, staff.assign(grid_code=_renamed(staff["grid_code"], heirs)))
    return int(is_moved.sum())
