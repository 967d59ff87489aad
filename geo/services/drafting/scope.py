"""Which grids of a draft are balanced against each other, and what their cells weigh."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from geo.domain.codes import AreaCode, CellCode, GridCode
from geo.domain.kinds import GridKind
from geo.domain.units import DAYS_PER_WEEK, MIN_PER_H, WEEKS_PER_YEAR
from geo.services.drafting.figures import Engine, figures_of
from geo.services.drafting.points import rows_in
from geo.services.drafting.state import DraftState
from geo.spatial.partition import NO_RULES, relabel
from geo.staffing.rebalance import Weigh
from geo.staffing.town import Floats, Ints

WORKLOAD, HOUSEHOLDS, RESIDENTS = "workload", "households", "residents"
WEIGHTS = (WORKLOAD, HOUSEHOLDS, RESIDENTS)
_BALANCED_KINDS = frozenset({None, GridKind.ALL_PURPOSE})
_FEWEST_GRIDS = 2
_EVENTS = 2.0
"""A count of n with handling times as spread as their mean is known to √(2/n)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Grids that are to become alike, and the cells they have, both ascending."""

    grids: tuple[GridCode, ...]
    cells: tuple[CellCode, ...]

    def groups(self, state: DraftState) -> Ints:
        """Return the position in `grids` of each cell's grid."""
        place = {code: position for position, code in enumerate(self.grids)}
        return np.array([place[state.partition.grid_of(code)] for code in self.cells], np.int64)


def scopes(state: DraftState, *, by_village: bool, only: Sequence[str] = ()) -> list[Scope]:
    """Return the scopes of a state: one a village, or one of all; special grids are in none.

    `only` names the grids to look at, all when it is empty. A scope has two grids at least.
    """
    found: dict[AreaCode | None, list[GridCode]] = defaultdict(list)
    for code, facts in sorted(state.grids.items()):
        if facts.kind in _BALANCED_KINDS and (not only or code in only):
            found[facts.village if by_village else None].append(code)
    return [_scope(state, grids) for grids in found.values() if len(grids) >= _FEWEST_GRIDS]


def _scope(state: DraftState, grids: Sequence[GridCode]) -> Scope:
    cells = sorted(code for grid in grids for code in state.partition.cells_of(grid))
    return Scope(tuple(grids), tuple(cells))


def cell_weights(engine: Engine, state: DraftState, scope: Scope, weight: str) -> Floats:
    """Return what each cell of a scope weighs: people, or hours a week that add up over cells.

    The hours are those of its reports and visits; travel, meetings and duty belong to grids.
    What is unknown weighs nothing.
    """
    people = [state.people[code] for code in scope.cells]
    if weight == RESIDENTS:
        return np.array([float(one.residents or 0) for one in people])
    homes = np.array([float(one.households or 0) for one in people])
    if weight == HOUSEHOLDS:
        return homes
    return _report_hours(engine, state, scope) + homes * _visit_hours(engine, state, scope)


def hours_of(engine: Engine, state: DraftState, scope: Scope) -> Weigh:
    """Return how the hours of a scope's grids are counted under other labels of its cells."""

    def weighed(groups: Ints) -> Floats:
        labels = {
            code: scope.grids[place]
            for code, place in zip(scope.cells, groups.tolist(), strict=True)
        }
        step = relabel(state.partition, labels, NO_RULES)
        after = replace(state, partition=step.partition)
        figures = figures_of(engine, after, scope.grids)
        return np.array([figures[code].hours_week or 0.0 for code in scope.grids])

    return weighed


def noise_shares(engine: Engine, state: DraftState, scope: Scope) -> Floats:
    """Return √(2/n) for each grid, n its reports; 0 where nothing was reported."""
    counts = np.array(
        [len(_reports(engine, state, state.partition.cells_of(grid))) for grid in scope.grids],
        float,
    )
    share = np.divide(_EVENTS, counts, out=np.zeros_like(counts), where=counts > 0)
    return np.asarray(np.sqrt(share))


def _report_hours(engine: Engine, state: DraftState, scope: Scope) -> Floats:
    window = engine.learnt.window
    if window is None:
        return np.zeros(len(scope.cells))
    handling_h = np.array(
        [engine.book.handling(name).value / MIN_PER_H for name in engine.learnt.categories]
    )
    weeks = window.days / DAYS_PER_WEEK
    found = [_reports(engine, state, (code,)) for code in scope.cells]
    return np.array([handling_h[engine.learnt.category[rows]].sum() / weeks for rows in found])


def _reports(engine: Engine, state: DraftState, cells: Sequence[CellCode]) -> Ints:
    window = engine.learnt.window
    rows = rows_in(state.incidents, cells)
    if window is None:
        return rows[:0]
    return np.asarray(rows[window.recent[rows] & window.shows_need[rows]])


def _visit_hours(engine: Engine, state: DraftState, scope: Scope) -> Floats:
    """Return visiting hours a week of one household of each cell, by the kind of its grid."""
    book = engine.book
    yearly = {
        grid: book.of_kind("visits_per_household_year", state.grids[grid].kind).value
        for grid in scope.grids
    }
    hours = book.value("visit_min") / MIN_PER_H / WEEKS_PER_YEAR
    return np.array([yearly[state.partition.grid_of(code)] * hours for code in scope.cells])
