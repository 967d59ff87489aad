"""Two sets of boundaries beside each other: what changes, who changes hands, and every trend.

Incidents are located in the grids of each side and never tagged anew, so that the boundaries
alone differ; only "as of" a day is a side the whole town of that day.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from weakref import WeakKeyDictionary

import numpy as np

from geo.domain.errors import NotFound
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.ports.layers import LayerReader
from geo.services.balance import balance_of
from geo.services.drafting.handover import households_moved
from geo.services.drafting.settled import settled_in
from geo.services.plan_base import cells_in_grids
from geo.services.plan_comparison_figures import figures_of, kinds_of, learnt_from, recent
from geo.services.plan_comparison_flows import flows_between
from geo.services.plan_comparison_grids import changes, names_of
from geo.services.plan_comparison_ground import (
    Cells,
    cells_of,
    grids_as_cells,
    moved_ground,
)
from geo.services.plan_comparison_groups import group_moves
from geo.services.plan_comparison_months import both_months
from geo.services.plan_comparison_privacy import suppressed
from geo.services.plan_comparison_values import (
    BothMonths,
    Compared,
    Pair,
)
from geo.services.small_counts.withheld import NOTHING_WITHHELD, Withheld, joint
from geo.services.snapshot import Snapshot
from geo.services.view_choice import ViewChoice
from geo.spatial.frames import MetricCrs

_Found = tuple[Compared, Mapping[Pair, int]]
_Kept = WeakKeyDictionary[Snapshot, WeakKeyDictionary[Snapshot, _Found]]


def _nothing(_plan_id: str) -> Withheld:
    return NOTHING_WITHHELD


@dataclass(frozen=True, slots=True)
class PlanComparisons:
    """Compares views of one store; `on` gives the snapshot of a view by its name.

    `withheld` says which counts of a plan are held back from who may not edit it.
    """

    choice: ViewChoice
    on: Callable[[str], Snapshot]
    layers: LayerReader
    withheld: Callable[[str], Withheld] = _nothing
    _kept: _Kept = field(default_factory=WeakKeyDictionary)

    def compare(self, actor: Actor, left: str, right: str) -> Compared:
        """Return what is not the same on both sides, the left taken as the one before.

        Raises:
            NotPermitted: the actor may not see plans.
            BadValue, Refused: one of the views cannot be shown.
        """
        compared, reports = self._found(actor, left, right)
        if is_permitted(actor.role, Action.EDIT_PLAN):
            return compared
        plans = [self.choice.view(actor, name).plan for name in (left, right)]
        of_plans = [self.withheld(plan.id) for plan in plans if plan is not None]
        return suppressed(compared, reports, joint(of_plans))

    def monthly(self, actor: Actor, left: str, right: str, grid: str = "") -> BothMonths:
        """Return the monthly series of the town or of a grid, on both sides.

        Raises:
            NotPermitted, BadValue, Refused: as `compare`.
            NotFound: neither side has that grid.
        """
        compared, _ = self._found(actor, left, right)
        if grid and grid not in compared.names:
            raise NotFound(what="grid", key=grid)
        may_see_all = is_permitted(actor.role, Action.EDIT_PLAN)
        pairs = [(one.from_grid, one.to_grid) for one in compared.groups]
        return both_months(self.on(left), self.on(right), grid, None if may_see_all else pairs)

    def _found(self, actor: Actor, left: str, right: str) -> _Found:
        require(actor, Action.VIEW_PLANS)
        for name in (left, right):
            self.choice.view(actor, name)
        here, there = self.on(left), self.on(right)
        kept = self._kept.setdefault(here, WeakKeyDictionary())
        if there not in kept:
            kept[there] = self._compared(here, there)
        return kept[there]

    def _compared(self, left: Snapshot, right: Snapshot) -> _Found:
        crs = left.metric_crs
        settled = cache(partial(settled_in, self.layers, crs))
        ground = moved_ground(self._cells(left, crs), self._cells(right, crs), settled)
        learnt = learnt_from(left)
        before, after = figures_of(left, learnt), figures_of(right, learnt)
        flows, names = flows_between(left, right), (names_of(left), names_of(right))
        compared = Compared(
            grids=changes(ground, names, before, after),
            before=balance_of(before, kinds_of(left)),
            after=balance_of(after, kinds_of(right)),
            cells=ground.cells,
            groups=group_moves(self.layers, ground.cells, left, right),
            households_moved=households_moved(ground.cells),
            names={**names[0], **names[1]},
            is_same_incidents=flows is not None,
            is_estimated=any(one.is_estimated for one in ground.cells),
        )
        return compared, {} if flows is None else _counted(left, flows.pairs, flows.pair)

    def _cells(self, snapshot: Snapshot, crs: MetricCrs) -> Cells:
        """Return the cells of a side; each grid as one where the store's cells are no part of it.

        So a plan takes them as well, and every state that is kept has cells that name their grid.
        """
        is_own = snapshot.revisions[Layer.CELLS] == self.layers.revision(Layer.CELLS)
        if is_own and cells_in_grids(self.layers) is None:
            return grids_as_cells(snapshot, crs)
        return cells_of(snapshot, crs)


def _counted(left: Snapshot, pairs: tuple[Pair, ...], pair: np.ndarray) -> Mapping[Pair, int]:
    """Return how many incidents of the days that a year's count is made of change each way."""
    days = recent(left)
    if days is None:
        return {}
    return Counter(pairs[place] for place in pair[days.recent & (pair >= 0)].tolist())
