"""Reads plans, boundary sets and editions over connections it is given."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, select

from geo.domain.errors import NotFound
from geo.domain.layers import Layer
from geo.domain.plans import Approval, BoundarySet, Edition, Plan, PlanStep
from geo.spatial.frames import StorageFrame
from geo.store import plan_rows
from geo.store.packing import unpacked_rows, unpacked_shapes
from geo.store.plan_tables import (
    APPROVALS,
    BOUNDARY_SETS,
    EDITIONS,
    PLAN_STEPS,
    PLANS,
    RETIRED_CODES,
)
from geo.store.small_answers import Kept, asked_anew


class SqlPlans:
    """Reads what planning left behind."""

    def __init__(
        self, connect: Callable[[], AbstractContextManager[Connection]], kept: Kept = asked_anew
    ) -> None:
        self._connect = connect
        self._kept = kept

    def listed(self) -> Sequence[Plan]:
        """Return every plan, newest first."""
        return list(self._kept("plans", self._listed))

    def _listed(self) -> Sequence[Plan]:
        statement = select(PLANS).order_by(PLANS.c.created_at.desc(), PLANS.c.id.desc())
        return tuple(plan_rows.plan_of(row) for row in self._rows(statement))

    def plan(self, plan_id: str) -> Plan:
        """Return one plan (NotFound)."""
        row = self._one(select(PLANS).where(PLANS.c.id == plan_id), "plan", plan_id)
        return plan_rows.plan_of(row)

    def steps(self, plan_id: str) -> Sequence[PlanStep]:
        """Return its steps by number, those undone included."""
        statement = select(PLAN_STEPS).where(PLAN_STEPS.c.plan_id == plan_id)
        return [plan_rows.step_of(row) for row in self._rows(statement.order_by(PLAN_STEPS.c.n))]

    def approvals(self, plan_id: str) -> Sequence[Approval]:
        """Return its moves along the chain, oldest first."""
        statement = select(APPROVALS).where(APPROVALS.c.plan_id == plan_id)
        return [
            plan_rows.approval_of(row) for row in self._rows(statement.order_by(APPROVALS.c.id))
        ]

    def boundary_sets(self) -> Sequence[BoundarySet]:
        """Return the kept sets by id."""
        table = BOUNDARY_SETS.c
        statement = select(table.id, table.cells_revision, table.grids_revision).order_by(table.id)
        return [plan_rows.boundary_set_of(row) for row in self._rows(statement)]

    def boundaries(self, set_id: int, layer: Layer) -> StorageFrame:
        """Return CELLS or GRIDS of a set, as `LayerReader.shapes` does (NotFound)."""
        column = BOUNDARY_SETS.c.cells if layer is Layer.CELLS else BOUNDARY_SETS.c.grids
        statement = select(column.label("blob")).where(BOUNDARY_SETS.c.id == set_id)
        return unpacked_shapes(layer, self._one(statement, "boundary_set", str(set_id))["blob"])

    def editions(self) -> Sequence[Edition]:
        """Return what was in force and was replaced, oldest first."""
        return list(self._kept("editions", self._editions))

    def _editions(self) -> Sequence[Edition]:
        table = EDITIONS.c
        columns = (table.id, table.from_day, table.until_day, table.set_id, table.plan_id)
        found = self._rows(select(*columns).order_by(table.id))
        return tuple(plan_rows.edition_of(row) for row in found)

    def edition_staff(self, edition_id: int) -> pd.DataFrame:
        """Return STAFF as it was when the edition was replaced (NotFound)."""
        statement = select(EDITIONS.c.staff).where(EDITIONS.c.id == edition_id)
        blob = self._one(statement, "edition", str(edition_id))["staff"]
        return unpacked_rows(Layer.STAFF, blob)

    def edition_shapes(self, edition_id: int) -> StorageFrame | None:
        """Return SHAPES as it was then, None where it was not kept (NotFound)."""
        statement = select(EDITIONS.c.shapes).where(EDITIONS.c.id == edition_id)
        blob = self._one(statement, "edition", str(edition_id))["shapes"]
        return None if blob is None else unpacked_shapes(Layer.SHAPES, blob)

    def used_codes(self) -> frozenset[str]:
        """Return every code that is retired."""
        return frozenset(row["code"] for row in self._rows(select(RETIRED_CODES.c.code)))

    def _one(self, statement: Select[Any], what: str, key: str) -> Mapping[str, Any]:
        found = self._rows(statement)
        if not found:
            raise NotFound(what=what, key=key)
        return found[0]

    def _rows(self, statement: Select[Any]) -> Sequence[Mapping[str, Any]]:
        with self._connect() as connection:
            return [dict(row) for row in connection.execute(statement).mappings()]
