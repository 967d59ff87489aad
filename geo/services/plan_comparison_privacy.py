"""Leaves out of a comparison what would show a count below ten, by itself or by subtraction.

Grids that exchange ground hang together: what one loses the others gain, so that a small number
hidden alone could be worked out from the rest. All counts of such a set are shown, or none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from scipy.cluster.hierarchy import DisjointSet

from geo.domain.codes import GridCode
from geo.services.draft_values import Figures
from geo.services.plan_comparison_flows import joined
from geo.services.plan_comparison_values import NOWHERE, Compared, GridChange, GroupMove, Pair
from geo.services.wall.suppression import LEAST_SHOWN

PEOPLE = frozenset({"residents", "households"})
REPORTS = frozenset({"incidents_year"})
_NOTHING = Figures()


def is_small(count: float | None) -> bool:
    """Return whether a count may not be shown; nothing at all may."""
    return count is not None and 0 < count < LEAST_SHOWN


def suppressed(compared: Compared, reports: Mapping[Pair, int]) -> Compared:
    """Return a comparison for those who may not see small counts; `reports` counts incidents."""
    moves = [(one.from_grid, one.to_grid) for one in compared.groups]
    sets = joined([*moves, *reports, *((one.code, one.code) for one in compared.grids)])
    small_people = _hanging(sets, [*_small_groups(compared), *_small(compared.grids, PEOPLE)])
    small_reports = _hanging(sets, [*_small_pairs(reports), *_small(compared.grids, REPORTS)])
    groups = tuple(_group(one, small_people) for one in compared.groups)
    # Of two hidden counts even a large sum tells: 18 of two below ten is nine each.
    is_total_hidden = any(one.is_hidden for one in groups)
    return replace(
        compared,
        grids=tuple(_grid(one, small_people, small_reports) for one in compared.grids),
        groups=groups,
        cells=None,
        households_moved=None if is_total_hidden else compared.households_moved,
        is_total_hidden=is_total_hidden,
    )


def _small_groups(compared: Compared) -> Iterable[GridCode]:
    for one in compared.groups:
        if is_small(one.of.households):
            yield from (one.from_grid, one.to_grid)


def _small_pairs(reports: Mapping[Pair, int]) -> Iterable[GridCode]:
    for pair, count in reports.items():
        if is_small(count):
            yield from pair


def _small(grids: Iterable[GridChange], names: frozenset[str]) -> Iterable[GridCode]:
    """Return the grids of which a figure, or its change, is a small count."""
    for one in grids:
        before, after = one.before or _NOTHING, one.after or _NOTHING
        for name in names:
            amounts = [getattr(before, name), getattr(after, name)]
            known = [amount for amount in amounts if amount is not None]
            change = abs(known[1] - known[0]) if len(known) == len(amounts) else None
            if any(is_small(amount) for amount in (*known, change)):
                yield one.code


def _hanging(sets: "DisjointSet[GridCode]", small: Iterable[GridCode]) -> frozenset[GridCode]:
    """Return the grids that hang together with one of these."""
    found: set[GridCode] = set()
    for code in small:
        if code != NOWHERE:
            found |= sets.subset(code)
    return frozenset(found)


def _group(one: GroupMove, small: frozenset[GridCode]) -> GroupMove:
    if one.from_grid not in small and one.to_grid not in small:
        return one
    return replace(one, of=replace(one.of, households=None), is_hidden=True)


def _grid(one: GridChange, people: frozenset[GridCode], reports: frozenset[GridCode]) -> GridChange:
    hidden = (PEOPLE if one.code in people else frozenset()) | (
        REPORTS if one.code in reports else frozenset()
    )
    return replace(
        one, before=_without(one.before, hidden), after=_without(one.after, hidden), hidden=hidden
    )


def _without(figures: Figures | None, names: frozenset[str]) -> Figures | None:
    unknown: dict[str, Any] = dict.fromkeys(names)
    return None if figures is None else replace(figures, **unknown)
