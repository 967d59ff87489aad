"""Changes of plans inside one transaction."""

from collections.abc import Collection
from datetime import date

import pandas as pd
from sqlalchemy import Connection, delete, func, insert, select

from geo.domain.layers import Layer
from geo.domain.plans import Approval, Plan, PlanStep
from geo.spatial.frames import StorageFrame
from geo.store import plan_rows
from geo.store.packing import packed
from geo.store.plan_tables import (
    APPROVALS,
    BOUNDARY_SETS,
    EDITIONS,
    PLAN_STEPS,
    PLANS,
    RETIRED_CODES,
)


class SqlPlanWriter:
    """Writes over the connection of the transaction it belongs to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, plan: Plan) -> None:
        """Add a plan or replace the one of its id."""
        self._connection.execute(delete(PLANS).where(PLANS.c.id == plan.id))
        self._connection.execute(insert(PLANS), plan_rows.plan_row(plan))

    def add_step(self, step: PlanStep) -> None:
        """Add a step; those of its number and above go."""
        of_plan = PLAN_STEPS.c.plan_id == step.plan_id
        self._connection.execute(delete(PLAN_STEPS).where(of_plan, PLAN_STEPS.c.n >= step.n))
        self._connection.execute(insert(PLAN_STEPS), plan_rows.step_row(step))

    def approve(self, approval: Approval) -> None:
        """Record one move along the chain."""
        self._connection.execute(insert(APPROVALS), plan_rows.approval_row(approval))

    def keep_boundaries(
        self, cells: StorageFrame, grids: StorageFrame, cells_revision: int, grids_revision: int
    ) -> int:
        """Keep a boundary set and return its id; one of the same revisions is kept once."""
        known = self._connection.execute(
            select(BOUNDARY_SETS.c.id).where(
                BOUNDARY_SETS.c.cells_revision == cells_revision,
                BOUNDARY_SETS.c.grids_revision == grids_revision,
            )
        ).scalar()
        if known is not None:
            return int(known)
        row = {
            "cells_revision": cells_revision,
            "grids_revision": grids_revision,
            "cells": packed(Layer.CELLS, cells),
            "grids": packed(Layer.GRIDS, grids),
        }
        kept = insert(BOUNDARY_SETS).returning(BOUNDARY_SETS.c.id)
        return int(self._connection.execute(kept, row).scalar_one())

    def archive(
        self,
        set_id: int,
        staff: pd.DataFrame,
        until_day: date,
        plan_id: str | None,
        shapes: StorageFrame | None = None,
    ) -> None:
        """Keep what is being replaced; what lasted no whole day is not kept."""
        from_day = self._connection.execute(select(func.max(EDITIONS.c.until_day))).scalar()
        until = until_day.isoformat()
        if from_day is not None and from_day >= until:
            return
        row = {
            "from_day": from_day,
            "until_day": until,
            "set_id": set_id,
            "plan_id": plan_id,
            "staff": packed(Layer.STAFF, staff),
            "shapes": None if shapes is None else packed(Layer.SHAPES, shapes),
        }
        self._connection.execute(insert(EDITIONS), row)

    def retire(self, codes: Collection[str], on: date) -> None:
        """Note codes that are never to be used again."""
        known = set(self._connection.execute(select(RETIRED_CODES.c.code)).scalars())
        rows = [{"code": code, "retired_on": on.isoformat()} for code in sorted({*codes} - known)]
        if rows:
            self._connection.execute(insert(RETIRED_CODES), rows)
