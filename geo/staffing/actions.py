"""Remedies for grids that are short, in the order they are considered; moving people comes last.

Each frees hours a week. Dropping work is always proposed to a short grid; each further remedy only
while hours are still lacking. A border moves only towards a neighbour that surely has slack.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.domain.kinds import GridKind
from geo.domain.records import Cell
from geo.domain.staffing import ActionKind, Cause, Reason, StaffingAction
from geo.staffing.assessment import Assessment
from geo.staffing.target import Target
from geo.staffing.town import Bools, Floats

_LEAST_HIRE_SHARE = 0.25
_LEAST_PATROL_H_WEEK = 0.25
Reach = dict[int, list[tuple[int, float]]]
_DROPPABLE = (Cause.FORMS, Cause.MEETINGS)


@dataclass(slots=True, eq=False)
class _Case:
    """One short grid while its remedies are gathered; `lacking_h` falls with each."""

    place: int
    lacking_h: float
    found: Assessment
    aim: Target
    reach: Reach
    givers: list[int]

    @property
    def is_closed(self) -> bool:
        return self.lacking_h <= 0

    def action(self, kind: ActionKind, code: str, hours: float, **values: Cell) -> StaffingAction:
        self.lacking_h -= hours
        detail = Reason(code, {"hours": hours, **values})
        return StaffingAction(kind, self.found.town.codes[self.place], detail, hours)


def is_short(found: Assessment, fte: Floats) -> Bools:
    """Return which grids surely lack staff: outside the interval and outside the tolerance."""
    tolerance = 1 + found.book.value("balance_tolerance_share")
    apart = (found.needed.low > fte) & (found.needed.fte > tolerance * fte)
    return np.asarray(apart & found.town.is_inhabited)


def slack_h(found: Assessment, fte: Floats) -> Floats:
    """Return hours a week that a grid can surely take on (n), 0 where that is in doubt."""
    free = (fte - found.needed.fte) * found.book.productive_h_week
    sure = (found.needed.high < fte) & found.town.is_inhabited
    return np.where(sure, free, 0.0)


def actions(found: Assessment, aim: Target) -> tuple[StaffingAction, ...]:
    """Return the remedies of short grids, largest shortage first, then of uninhabited land."""
    per_worker = found.book.productive_h_week
    gap_h = found.work.total_h - aim.fte_before * per_worker
    slack = slack_h(found, aim.fte_after)
    short = np.flatnonzero(is_short(found, aim.fte_before))
    reach, givers = neighbours(found.town.borders), _givers(aim)
    advice: list[StaffingAction] = []
    for place in short[np.argsort(-gap_h[short], kind="stable")]:
        moved_h = float(aim.fte_after[place] - aim.fte_before[place]) * per_worker
        lacking_h = float(gap_h[place]) - max(moved_h, 0.0)
        case = _Case(int(place), lacking_h, found, aim, reach, givers.get(int(place), []))
        advice += sorted(_remedies(case, slack), key=lambda one: list(ActionKind).index(one.kind))
    return (*advice, *_patrols(found, reach))


def _remedies(case: _Case, slack: Floats) -> Iterator[StaffingAction]:
    yield from _dropped(case)
    yield from _supported(case)
    if not case.is_closed:
        yield from _shifted(case, slack)
    if not case.is_closed:
        yield from _extended(case)
    if not case.is_closed:
        yield from _carved_out(case)
    if not case.is_closed:
        yield from _hired(case)


def _dropped(case: _Case) -> Iterator[StaffingAction]:
    for cause in _DROPPABLE:
        share = case.found.book.value(f"droppable_share.{cause}")
        part_h = float(case.found.work.hours[cause][case.place])
        if share * part_h > 0:
            hours = share * part_h
            yield case.action(ActionKind.DROP_TASK, f"drop_{cause}", hours, share=share, of=part_h)


def _supported(case: _Case) -> Iterator[StaffingAction]:
    """Yield the mobile workers that move here; their hours are already off what is lacking."""
    codes, per_worker = case.found.town.codes, case.found.book.productive_h_week
    staff = len(case.givers)
    if staff:
        origin = ",".join(sorted({codes[giver] for giver in case.givers}))
        hours = staff * case.aim.mover_fte * per_worker
        values: dict[str, Cell] = {"hours": hours, "staff": staff, "neighbour": origin}
        yield StaffingAction(
            ActionKind.MOBILE_SUPPORT,
            codes[case.place],
            Reason("mobile_support", values),
            hours,
        )


def _shifted(case: _Case, slack: Floats) -> Iterator[StaffingAction]:
    """Yield one border towards the neighbour that can take most, which loses that slack."""
    reach = case.reach.get(case.place)
    if not reach:
        return
    other, border_m = max(reach, key=lambda pair: (slack[pair[0]], -pair[0]))
    hours = min(float(slack[other]), case.lacking_h)
    if hours > 0:
        slack[other] -= hours
        town = case.found.town
        share = hours / float(case.found.work.total_h[case.place])
        yield case.action(
            ActionKind.SHIFT_BORDER,
            "shift_border",
            hours,
            neighbour=town.codes[other],
            border_m=border_m,
            share=share,
        )


def _extended(case: _Case) -> Iterator[StaffingAction]:
    have = case.found.capacity
    if have is None or not case.aim.is_today or not have.part_persons[case.place]:
        return
    persons = int(have.part_persons[case.place])
    each_h = float(have.part_gap_fte[case.place]) / persons * case.found.book.productive_h_week
    enough = min(persons, int(np.ceil(case.lacking_h / each_h)))
    yield case.action(
        ActionKind.PART_TO_FULL, "part_to_full", enough * each_h, staff=enough, each=each_h
    )


def _carved_out(case: _Case) -> Iterator[StaffingAction]:
    town, book, place = case.found.town, case.found.book, case.place
    spot = town.hotspot
    if spot is None or town.kinds[place] is GridKind.SPECIAL:
        return
    busy = spot.share[place] >= book.value("special_grid_share")
    if busy and spot.count[place] >= book.value("special_grid_incidents_min"):
        hours = float(spot.share[place] * case.found.work.variable_h[place])
        yield case.action(
            ActionKind.SPECIAL_GRID,
            "special_grid",
            hours,
            share=float(spot.share[place]),
            count=int(spot.count[place]),
            lon_deg=float(spot.lon_deg[place]),
            lat_deg=float(spot.lat_deg[place]),
        )


def _hired(case: _Case) -> Iterator[StaffingAction]:
    fte = case.lacking_h / case.found.book.productive_h_week
    if fte >= _LEAST_HIRE_SHARE:
        yield case.action(ActionKind.HIRE, "hire", case.lacking_h, fte=fte)


def _patrols(found: Assessment, reach: Reach) -> Iterator[StaffingAction]:
    """Yield what mobile staff must cover where no worker is posted."""
    for place in np.flatnonzero(~found.town.is_inhabited):
        hours = float(found.work.total_h[place])
        if hours >= _LEAST_PATROL_H_WEEK:
            near = [p for p in reach.get(int(place), []) if found.town.is_inhabited[p[0]]]
            detail = Reason("patrol_uninhabited_alone", {"hours": hours})
            if near:
                base = found.town.codes[max(near, key=lambda pair: pair[1])[0]]
                detail = Reason("patrol_uninhabited", {"hours": hours, "neighbour": base})
            code = found.town.codes[place]
            yield StaffingAction(ActionKind.MOBILE_SUPPORT, code, detail, hours)


def neighbours(borders: Floats) -> Reach:
    """Return for every grid with neighbours their positions and the shared borders in metres."""
    reach: Reach = {}
    for first, second, border_m in borders.tolist():
        reach.setdefault(int(first), []).append((int(second), border_m))
        reach.setdefault(int(second), []).append((int(first), border_m))
    return reach


def _givers(aim: Target) -> dict[int, list[int]]:
    """Return for every grid that takes mobile staff the grids they come from, one entry each."""
    givers: dict[int, list[int]] = {}
    for step in aim.steps[: aim.advised]:
        givers.setdefault(step.taker, []).append(step.giver)
    return givers
