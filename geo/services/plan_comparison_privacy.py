"""Leaves out of a comparison what would show a count below ten, by itself or by subtraction.

Grids that exchange ground hang together: what one loses the others gain, so that a small number
hidden alone could be worked out from the rest. All counts of such a set are shown, or none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from geo.domain.codes import GridCode
from geo.services.draft_values import Figures
from geo.services.plan_comparison_values import Compared, GridChange, GroupMove, Pair
from geo.services.small_counts.coarse import coarse_balance, coarse_figures
from geo.services.small_counts.hanging import Told, held_back
from geo.services.small_counts.withheld import NOTHING_WITHHELD, Withheld

PEOPLE = frozenset({"residents", "households"})
REPORTS = frozenset({"incidents_year"})
_NOTHING = Figures()


def suppressed(
    compared: Compared, reports: Mapping[Pair, int], of_plan: Withheld = NOTHING_WITHHELD
) -> Compared:
    """Return a comparison for those who may not see small counts; `reports` counts incidents.

    `of_plan` names the grids of which the steps of a plan, shown elsewhere, would tell some.
    """
    moves = [(one.from_grid, one.to_grid) for one in compared.groups]
    links = [*moves, *reports]
    given = [Told((one.from_grid, one.to_grid), (one.of.households,)) for one in compared.groups]
    counted = [Told(pair, (count,)) for pair, count in reports.items()]
    people = held_back([*given, *_told(compared.grids, PEOPLE)], links, of_plan.people)
    few_reports = held_back([*counted, *_told(compared.grids, REPORTS)], links, of_plan.reports)
    groups = tuple(_group(one, people) for one in compared.groups)
    # Of two hidden counts even a large sum tells: 18 of two below ten is nine each.
    is_total_hidden = any(one.is_hidden for one in groups)
    grids = tuple(_grid(one, people, few_reports) for one in compared.grids)
    is_coarse = any(one.hidden for one in grids)
    return replace(
        compared,
        grids=grids,
        before=coarse_balance(compared.before) if is_coarse else compared.before,
        after=coarse_balance(compared.after) if is_coarse else compared.after,
        groups=groups,
        cells=None,
        households_moved=None if is_total_hidden else compared.households_moved,
        is_total_hidden=is_total_hidden,
    )


def _told(grids: Iterable[GridChange], names: frozenset[str]) -> Iterable[Told]:
    """Return what each grid's figures tell, and by how much they differ."""
    for one in grids:
        before, after = one.before or _NOTHING, one.after or _NOTHING
        for name in sorted(names):
            was, now = getattr(before, name), getattr(after, name)
            change = None if was is None or now is None else abs(now - was)
            yield Told((one.code,), (was, now, change))


def _group(one: GroupMove, small: frozenset[GridCode]) -> GroupMove:
    if one.from_grid not in small and one.to_grid not in small:
        return one
    return replace(one, of=replace(one.of, households=None), is_hidden=True)


def _grid(one: GridChange, people: frozenset[GridCode], reports: frozenset[GridCode]) -> GridChange:
    hidden = (PEOPLE if one.code in people else frozenset()) | (
        REPORTS if one.code in reports else frozenset()
    )
    if not hidden:
        return one
    before, after = (_without(side, hidden) for side in (one.before, one.after))
    return replace(one, before=before, after=after, hidden=hidden)


def _without(figures: Figures | None, names: frozenset[str]) -> Figures | None:
    unknown: dict[str, Any] = dict.fromkeys(names)
    return None if figures is None else coarse_figures(replace(figures, **unknown))
