"""What who may not edit plans sees of counts: those below ten are held back, with what shows them.

Land, form and hours are no counts of persons and stay.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.domain.policy import Action, Actor, is_permitted
from geo.services.draft_values import Figures, GridImpact, HandOver, Impact
from geo.services.wall.suppression import LEAST_SHOWN, parts_of_total

_COUNTS = ("residents", "households", "incidents_year")


def is_discreet(actor: Actor) -> bool:
    """Return whether small counts are held back from this actor."""
    return not is_permitted(actor.role, Action.EDIT_PLAN)


def discreet(impact: Impact) -> Impact:
    """Return what steps do, without counts from one to nine and without what adds up to them."""
    known = [one.households for one in impact.moved if one.households is not None]
    shown = parts_of_total(known)
    is_few = bool(known) and shown.total is None and impact.households_moved is not None
    return replace(
        impact,
        grids=[_grid(one) for one in impact.grids],
        households_moved=None if is_few else impact.households_moved,
        is_few=is_few,
        moved=_handed(impact.moved, iter(shown.parts)),
    )


def _handed(moved: Sequence[HandOver], shown: Iterator[int | None]) -> list[HandOver]:
    found = []
    for one in moved:
        count = None if one.households is None else next(shown)
        is_few = one.households is not None and count is None
        found.append(replace(one, households=count, is_few=is_few))
    return found


def _grid(grid: GridImpact) -> GridImpact:
    before, after = grid.before, grid.after
    return replace(
        grid,
        before=_figures(before, [name for name in _COUNTS if _is_few(before, name)]),
        after=_figures(after, [name for name in _COUNTS if _tells(before, after, name)]),
    )


def _figures(figures: Figures | None, few: Sequence[str]) -> Figures | None:
    if figures is None or not few:
        return figures
    return replace(figures, few=tuple(few), **dict.fromkeys(few))


def _is_few(figures: Figures | None, name: str) -> bool:
    count = getattr(figures, name, None)
    return count is not None and 0 < count < LEAST_SHOWN


def _tells(before: Figures | None, after: Figures | None, name: str) -> bool:
    """Return whether a figure is small, or differs by a small one from what it was."""
    was, now = getattr(before, name, None), getattr(after, name, None)
    if was is None or now is None:
        return _is_few(after, name)
    return _is_few(after, name) or 0 < abs(now - was) < LEAST_SHOWN
