"""Plans, their steps and approvals, kept boundary sets, and what was in force when."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

import pandas as pd

from geo.domain.layers import Layer
from geo.domain.plans import Approval, BoundarySet, Edition, Plan, PlanStep
from geo.spatial.frames import StorageFrame


class PlanReader(Protocol):
    """Reads what planning left behind."""

    def listed(self) -> Sequence[Plan]:
        """Return every plan, newest first."""

    def plan(self, plan_id: str) -> Plan:
        """Return one plan (NotFound)."""

    def steps(self, plan_id: str) -> Sequence[PlanStep]:
        """Return its steps by number, those undone included."""

    def approvals(self, plan_id: str) -> Sequence[Approval]:
        """Return its moves along the chain, oldest first."""

    def boundary_sets(self) -> Sequence[BoundarySet]:
        """Return the kept sets by id."""

    def boundaries(self, set_id: int, layer: Layer) -> StorageFrame:
        """Return CELLS or GRIDS of a set, as `LayerReader.shapes` does (NotFound)."""

    def editions(self) -> Sequence[Edition]:
        """Return what was in force and was replaced, oldest first."""

    def edition_staff(self, edition_id: int) -> pd.DataFrame:
        """Return STAFF as it was when the edition was replaced (NotFound)."""

    def edition_shapes(self, edition_id: int) -> StorageFrame | None:
        """Return SHAPES as it was then, None where it was not kept (NotFound)."""

    def used_codes(self) -> frozenset[str]:
        """Return every code of a grid or cell that was ever in force and is retired."""


class PlanWriter(Protocol):
    """Changes plans, inside `Store.write`."""

    def put(self, plan: Plan) -> None:
        """Add a plan or replace the one of its id."""

    def add_step(self, step: PlanStep) -> None:
        """Add a step; those of its number and above go."""

    def approve(self, approval: Approval) -> None:
        """Record one move along the chain."""

    def keep_boundaries(
        self, cells: StorageFrame, grids: StorageFrame, cells_revision: int, grids_revision: int
    ) -> int:
        """Keep a boundary set and return its id; one of the same revisions is kept once."""

    def archive(
        self,
        set_id: int,
        staff: pd.DataFrame,
        until_day: date,
        plan_id: str | None,
        shapes: StorageFrame | None = None,
    ) -> None:
        """Keep what is being replaced; it began where the edition before it ended.

        What lasted no whole day is not kept; without `shapes` SHAPES is not kept.
        """

    def retire(self, codes: Collection[str], on: date) -> None:
        """Note codes that are never to be used again."""
