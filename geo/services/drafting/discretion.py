"""What who may not edit plans sees of counts: all of a kind, or none where one is below ten.

Grids that exchange ground can be subtracted from each other, their hand-overs and their sum. So
one small count of people holds back all that the plan changes of people, and so with incidents.
Land, form and hours are no counts of persons and stay.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.domain.policy import Action, Actor, is_permitted
from geo.services.draft_values import Figures, GridImpact, HandOver, Impact
from geo.services.drafting.handover import Moved
from geo.services.small_counts.least import LEAST_SHOWN

_PEOPLE = ("residents", "households")
_REPORTS = ("incidents_year",)


def is_discreet(actor: Actor) -> bool:
    """Return whether small counts are held back from this actor."""
    return not is_permitted(actor.role, Action.EDIT_PLAN)


def discreet(impact: Impact, moved: Iterable[Moved] = ()) -> Impact:
    """Return what steps do, without the counts of which one is from one to nine."""
    is_few = _has_few_people(impact, moved)
    names: tuple[str, ...] = _PEOPLE if is_few else ()
    if any(_is_small(one) for one in _amounts(impact.grids, _REPORTS)):
        names += _REPORTS
    return replace(
        impact,
        grids=[_grid(one, names) for one in impact.grids],
        households_moved=None if is_few else impact.households_moved,
        is_few=is_few,
        moved=[_handed(one) for one in impact.moved] if is_few else impact.moved,
    )


def _has_few_people(impact: Impact, moved: Iterable[Moved]) -> bool:
    between: Counter[tuple[str, str]] = Counter()
    for cell in moved:
        between[cell.from_grid, cell.to_grid] += cell.households or 0
    groups = [one.households for one in impact.moved]
    counts = [*_amounts(impact.grids, _PEOPLE), *groups, *between.values()]
    return any(_is_small(one) for one in counts)


def _amounts(grids: Iterable[GridImpact], names: Sequence[str]) -> Iterator[float | None]:
    """Return what each grid had and has, and by how much they differ."""
    for grid in grids:
        for name in names:
            was, now = getattr(grid.before, name, None), getattr(grid.after, name, None)
            yield from (was, now)
            if was is not None and now is not None:
                yield abs(now - was)


def _handed(one: HandOver) -> HandOver:
    return replace(one, households=None, is_few=one.households is not None)


def _grid(grid: GridImpact, names: Sequence[str]) -> GridImpact:
    few = [name for name in names if _is_small(getattr(grid.before, name, None))]
    return replace(grid, before=_figures(grid.before, few), after=_figures(grid.after, names))


def _figures(figures: Figures | None, names: Sequence[str]) -> Figures | None:
    few = [name for name in names if getattr(figures, name, None) is not None]
    if figures is None or not few:
        return figures
    return replace(figures, few=tuple(few), **dict.fromkeys(few))


def _is_small(count: float | None) -> bool:
    return count is not None and 0 < count < LEAST_SHOWN
