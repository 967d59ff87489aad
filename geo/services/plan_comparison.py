"""Two sets of boundaries beside each other: what changes, who changes hands, and every trend.

Incidents are located in the grids of each side and never tagged anew, so that the boundaries
alone differ; only "as of" a day is a side the whole town of that day.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from geo.domain.codes import AreaCode, CellCode, GridCode
from geo.domain.errors import NotFound
from geo.domain.policy import Action, Actor, is_permitted, require
from geo.ports.layers import LayerReader
from geo.services.balance import balance_of
from geo.services.draft_values import Figures
from geo.services.drafting.base import village_names, villages_of_cells
from geo.services.drafting.groups import groups_of
from geo.services.drafting.handover import hand_overs, households_moved
from geo.services.drafting.settled import settled_in
from geo.services.plan_comparison_figures import figures_of, kinds_of, learnt_from, recent
from geo.services.plan_comparison_flows import flows_between
from geo.services.plan_comparison_ground import Ground, cells_of, moved_ground
from geo.services.plan_comparison_months import both_months
from geo.services.plan_comparison_privacy import suppressed
from geo.services.plan_comparison_values import (
    BothMonths,
    CellMove,
    Change,
    Compared,
    GridChange,
    GroupMove,
    Pair,
)
from geo.services.snapshot import Snapshot
from geo.services.view_choice import ViewChoice
from geo.spatial import frames

Names = Mapping[GridCode, str]
_Found = tuple[Compared, Mapping[Pair, int]]
_Kept = WeakKeyDictionary[Snapshot, WeakKeyDictionary[Snapshot, _Found]]


@dataclass(frozen=True, slots=True)
class _Villages:
    """The villages that hand-overs are summed by."""

    village_of_cell: Mapping[CellCode, AreaCode]
    village_names: Mapping[AreaCode, str]


@dataclass(frozen=True, slots=True)
class PlanComparisons:
    """Compares views of one store; `on` gives the snapshot of a view by its name."""

    choice: ViewChoice
    on: Callable[[str], Snapshot]
    layers: LayerReader
    _kept: _Kept = field(default_factory=WeakKeyDictionary)

    def compare(self, actor: Actor, left: str, right: str) -> Compared:
        """Return what is not the same on both sides, the left taken as the one before.

        Raises:
            NotPermitted: the actor may not see plans.
            BadValue, Refused: one of the views cannot be shown.
        """
        compared, reports = self._found(actor, left, right)
        may_see_all = is_permitted(actor.role, Action.EDIT_PLAN)
        return compared if may_see_all else suppressed(compared, reports)

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
        ground = moved_ground(cells_of(left, crs), cells_of(right, crs), settled)
        learnt = learnt_from(left)
        before, after = figures_of(left, learnt), figures_of(right, learnt)
        flows = flows_between(left, right)
        compared = Compared(
            grids=_changes(ground, (_names(left), _names(right)), before, after),
            before=balance_of(before, kinds_of(left)),
            after=balance_of(after, kinds_of(right)),
            cells=ground.cells,
            groups=self._groups(ground.cells, left, right),
            households_moved=households_moved(ground.cells),
            names={**_names(left), **_names(right)},
            is_same_incidents=flows is not None,
        )
        return compared, {} if flows is None else _counted(left, flows.pairs, flows.pair)

    def _groups(
        self, moves: tuple[CellMove, ...], left: Snapshot, right: Snapshot
    ) -> tuple[GroupMove, ...]:
        villages = _Villages(
            {**_villages(right), **_villages(left)},
            village_names(self.layers),
        )
        sides = (frames.to_metric(one.cells, left.metric_crs) for one in (right, left))
        groups = {
            code: name for side in sides for code, name in groups_of(side, self.layers).items()
        }
        by_pair: dict[Pair, list[CellMove]] = defaultdict(list)
        for one in moves:
            by_pair[one.from_grid, one.to_grid].append(one)
        return tuple(
            GroupMove(*pair, of)
            for pair, own in sorted(by_pair.items())
            for of in hand_overs(villages, own, groups)
        )


def _changes(
    ground: Ground,
    names: tuple[Names, Names],
    before: Mapping[GridCode, Figures],
    after: Mapping[GridCode, Figures],
) -> tuple[GridChange, ...]:
    """Return the grids that changed, by code."""
    former, later = names
    found = []
    for code in sorted(former.keys() | later.keys()):
        if change := _change(code, ground, former, later):
            called, was = later.get(code, former.get(code, "")), former.get(code, "")
            found.append(GridChange(code, called, was, change, before.get(code), after.get(code)))
    return tuple(found)


def _change(code: GridCode, ground: Ground, former: Names, later: Names) -> Change | None:
    if code not in former:
        return Change.NEW
    if code not in later:
        return Change.GONE
    if code in ground.changed:
        return Change.CELLS
    return Change.RENAMED if former[code] != later[code] else None


def _names(snapshot: Snapshot) -> Names:
    codes = [GridCode(str(code)) for code in snapshot.grids["code"]]
    names = snapshot.grids["name"].fillna(snapshot.grids["code"])
    return dict(zip(codes, (str(name) for name in names), strict=True))


def _villages(snapshot: Snapshot) -> Mapping[CellCode, AreaCode]:
    cells = snapshot.cells
    codes = np.array([*snapshot.grids["code"].astype(str), ""], object)
    named = pd.DataFrame({"code": cells["code"], "grid_code": codes[cells["grid"].to_numpy()]})
    return villages_of_cells(named)


def _counted(left: Snapshot, pairs: tuple[Pair, ...], pair: np.ndarray) -> Mapping[Pair, int]:
    """Return how many incidents of the days that a year's count is made of change each way."""
    days = recent(left)
    if days is None:
        return {}
    return Counter(pairs[place] for place in pair[days.recent & (pair >= 0)].tolist())
