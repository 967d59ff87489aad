"""A plan comes into force: one transaction that compares, validates, numbers, writes and signs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

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
from geo.services.plan_conflicts import (
    conflicting_grids,
    is_moved_on,
    plan_in_force,
    publications_since,
)
from geo.services.plan_numbering import Numbered, numbered, renamed, tied_anew
from geo.services.plan_shapes import Carried, carry_shapes
from geo.services.plans import ChainMove, approval, chain_of, require_short, require_way
from geo.spatial import frames
from geo.spatial.partition import build_partition

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: codes issued (provisional → final) and retired, workers and shapes moved."""

    plan: Plan
    grid_codes: Mapping[GridCode, GridCode]
    cell_codes: Mapping[CellCode, CellCode]
    retired: tuple[str, ...]
    staff_moved: int
    shapes: Carried


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
            BadValue: a text is too long, or the chain asks for a document number.
            Refused: the chain has not led it here, it breaks a rule, or it changes nothing.
        """
        require_short(move)
        with self.store.write(actor, Action.PUBLISH_PLAN, plan_id, at) as transaction:
            plan = self.store.plans.plan(plan_id)
            move = replace(move, to_state=IN_FORCE)
            require_way(chain_of(self.store), plan, move, actor)
            _require_unmoved(self.store, plan)
            standing = self.standing(plan_id)
            _require_lawful(standing)
            done = self._written(transaction, plan, standing, local_day(self.store, at))
            transaction.plans.approve(approval(plan, move, actor, at))
            transaction.note(
                f"{len(done.grid_codes)} grids made, {len(done.retired)} codes retired, "
                f"{done.staff_moved} workers tied anew, {done.shapes.moved} dated shapes given "
                f"to another grid, {done.shapes.left} left without one"
            )
        return replace(done, plan=self.store.plans.plan(plan_id))

    def _written(
        self, transaction: Transaction, plan: Plan, standing: Standing, today: date
    ) -> Published:
        former = plan_in_force(self.store)
        archive_present(transaction, self.store, today)
        if former is not None:
            transaction.plans.put(replace(former, state=REPLACED))
        made = numbered(self.store, standing)
        _validated(made, standing)
        staff_moved = _write_layers(transaction, self.store, made, standing)
        shapes = carry_shapes(transaction, self.store, made, standing)
        revisions = self.store.layers.revisions()
        result = transaction.plans.keep_boundaries(
            made.cells, made.grids, revisions[Layer.CELLS] + 1, revisions[Layer.GRIDS] + 1
        )
        transaction.plans.retire(made.retired, today)
        after = replace(plan, state=IN_FORCE, result_set=result, in_force_from=today)
        transaction.plans.put(after)
        codes = (made.grid_codes, made.cell_codes, made.retired)
        return Published(after, *codes, staff_moved, shapes)


def _require_unmoved(reading: Reading, plan: Plan) -> None:
    if not is_moved_on(reading, plan):
        return
    grids, others = conflicting_grids(reading, plan), publications_since(reading, plan)
    named = ", ".join(grids[:_NAMED]) + (f" … ({len(grids)})" if len(grids) > _NAMED else "")
    if not others:
        raise PlanConflict("file", grids=named, count=len(grids))
    raise PlanConflict(plan=others[-1].plan.title, grids=named, count=len(grids))


def _require_lawful(standing: Standing) -> None:
    blocking = [one for one in standing.broken if one.blocks]
    if blocking:
        raise Refused("plan_breaks_rules", count=len(blocking), grid=str(blocking[0].grid))
    if not standing.is_changed:
        raise Refused("plan_changes_nothing")


def _validated(made: Numbered, standing: Standing) -> None:
    """Refuse boundaries that are no partition, in degrees as stored and in metres."""
    if not shapely.coverage_is_valid(made.cells.geometry.to_numpy()):
        raise NotAPartition(cells="", count=1)
    build_partition(frames.to_metric(made.cells, standing.base.crs))


def _write_layers(
    transaction: Transaction, reading: Reading, made: Numbered, standing: Standing
) -> int:
    """Write cells, grids, and staff whose grid is gone; return how many workers that is."""
    for layer, rows in ((Layer.CELLS, made.cells), (Layer.GRIDS, made.grids)):
        transaction.clear(layer)
        transaction.append(layer, rows)
    ties = tied_anew(reading, made, standing)
    if ties:
        staff = reading.layers.rows(Layer.STAFF)
        heirs = {tie.from_grid: tie.to_grid for tie in ties}
        transaction.clear(Layer.STAFF)
        transaction.append(Layer.STAFF, staff.assign(grid_code=renamed(staff["grid_code"], heirs)))
    return len(ties)
