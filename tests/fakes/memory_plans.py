"""Plans in memory: what `SqlPlans` and `SqlPlanWriter` do, on lists and dicts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

import pandas as pd

from geo.domain.errors import NotFound
from geo.domain.layers import Layer
from geo.domain.plans import Approval, BoundarySet, Edition, Plan, PlanStep
from geo.spatial.frames import StorageFrame


def _to_the_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


@dataclass
class PlanState:
    plans: dict[str, Plan] = field(default_factory=dict)
    steps: dict[str, list[PlanStep]] = field(default_factory=dict)
    approvals: list[Approval] = field(default_factory=list)
    sets: list[tuple[BoundarySet, StorageFrame, StorageFrame]] = field(default_factory=list)
    editions: list[Edition] = field(default_factory=list)
    staff: list[pd.DataFrame] = field(default_factory=list)
    shapes: list[StorageFrame | None] = field(default_factory=list)
    retired: frozenset[str] = frozenset()

    def copy(self) -> "PlanState":
        return replace(
            self,
            plans=dict(self.plans),
            steps={plan_id: list(steps) for plan_id, steps in self.steps.items()},
            approvals=list(self.approvals),
            sets=list(self.sets),
            editions=list(self.editions),
            staff=list(self.staff),
            shapes=list(self.shapes),
        )


class MemoryPlans:
    def __init__(self, state: PlanState) -> None:
        self._state = state

    def listed(self) -> Sequence[Plan]:
        newest = sorted(self._state.plans.values(), key=lambda plan: (plan.created_at, plan.id))
        return newest[::-1]

    def plan(self, plan_id: str) -> Plan:
        if plan_id not in self._state.plans:
            raise NotFound(what="plan", key=plan_id)
        return self._state.plans[plan_id]

    def steps(self, plan_id: str) -> Sequence[PlanStep]:
        return list(self._state.steps.get(plan_id, []))

    def approvals(self, plan_id: str) -> Sequence[Approval]:
        return [one for one in self._state.approvals if one.plan_id == plan_id]

    def boundary_sets(self) -> Sequence[BoundarySet]:
        return [kept for kept, _, _ in self._state.sets]

    def boundaries(self, set_id: int, layer: Layer) -> StorageFrame:
        for kept, cells, grids in self._state.sets:
            if kept.id == set_id:
                return StorageFrame((cells if layer is Layer.CELLS else grids).copy())
        raise NotFound(what="boundary_set", key=str(set_id))

    def editions(self) -> Sequence[Edition]:
        return list(self._state.editions)

    def edition_staff(self, edition_id: int) -> pd.DataFrame:
        if not 1 <= edition_id <= len(self._state.staff):
            raise NotFound(what="edition", key=str(edition_id))
        return self._state.staff[edition_id - 1].copy()

    def edition_shapes(self, edition_id: int) -> StorageFrame | None:
        for edition, shapes in zip(self._state.editions, self._state.shapes, strict=True):
            if edition.id == edition_id:
                return shapes
        raise NotFound(what="edition", key=str(edition_id))

    def used_codes(self) -> frozenset[str]:
        return self._state.retired

    def put(self, plan: Plan) -> None:
        self._state.plans[plan.id] = replace(plan, created_at=_to_the_second(plan.created_at))

    def add_step(self, step: PlanStep) -> None:
        kept = [one for one in self._state.steps.get(step.plan_id, []) if one.n < step.n]
        self._state.steps[step.plan_id] = [*kept, replace(step, at=_to_the_second(step.at))]

    def approve(self, approval: Approval) -> None:
        self._state.approvals.append(replace(approval, at=_to_the_second(approval.at)))

    def keep_boundaries(
        self, cells: StorageFrame, grids: StorageFrame, cells_revision: int, grids_revision: int
    ) -> int:
        for kept, _, _ in self._state.sets:
            if (kept.cells_revision, kept.grids_revision) == (cells_revision, grids_revision):
                return kept.id
        number = len(self._state.sets) + 1
        kept = BoundarySet(number, cells_revision, grids_revision)
        copies = StorageFrame(cells.copy()), StorageFrame(grids.copy())
        self._state.sets.append((kept, *copies))
        return number

    def archive(
        self,
        set_id: int,
        staff: pd.DataFrame,
        until_day: date,
        plan_id: str | None,
        shapes: StorageFrame | None = None,
    ) -> None:
        from_day = self._state.editions[-1].until_day if self._state.editions else None
        if from_day is None or from_day < until_day:
            number = len(self._state.editions) + 1
            self._state.editions.append(Edition(number, from_day, until_day, set_id, plan_id))
            self._state.staff.append(staff.copy())
            self._state.shapes.append(None if shapes is None else StorageFrame(shapes.copy()))

    def retire(self, codes: Collection[str], on: date) -> None:
        self._state.retired = self._state.retired | frozenset(codes)
