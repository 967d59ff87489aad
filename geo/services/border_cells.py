"""Names the cells that a moved border would hand over; which border moves is decided elsewhere."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import shapely

from geo.domain.staffing import ActionKind, Cause, Reason, StaffingAction, Suggestion
from geo.services.snapshot import Snapshot
from geo.spatial.adjacency import shared_borders
from geo.spatial.frames import MetricFrame, as_storage, to_metric
from geo.staffing.assessment import Assessment
from geo.staffing.town import Floats
from geo.staffing.transfer import Border, transfer

_FIXED = (Cause.MEETINGS, Cause.STATION_DUTY)
_HOURS_DECIMALS = 1


def with_cells(snapshot: Snapshot, found: Assessment, advice: Suggestion) -> Suggestion:
    """Return the advice in which every moved border names cells, their hours and what they share.

    Its values gain `grid_cells` (how many the grid has), `cells` (`code:hours,…`, at most five)
    and `basis`: hours are shared out by households, else by residents, else by area.
    """
    place = {str(code): position for position, code in enumerate(found.town.codes)}
    named = (
        _named(snapshot, found, action, place.__getitem__)
        if action.kind is ActionKind.SHIFT_BORDER
        else action
        for action in advice.actions
    )
    return replace(advice, actions=tuple(named))


def _named(
    snapshot: Snapshot, found: Assessment, action: StaffingAction, place: Callable[[str], int]
) -> StaffingAction:
    heavy, light = place(str(action.grid)), place(str(action.detail.values["neighbour"]))
    owner = snapshot.cells["grid"].to_numpy()
    mine, other = np.flatnonzero(owner == heavy), np.flatnonzero(owner == light)
    values = {**action.detail.values, "grid_cells": len(mine), "cells": "", "basis": "area"}
    if len(mine) > 1:
        cells = snapshot.cells.iloc[np.concatenate((mine, other))]
        metric = to_metric(as_storage(cells), snapshot.metric_crs)
        basis, share = _shares(metric, len(mine))
        hours = share * _movable_h(found, heavy)
        given = transfer(_border(metric, hours), action.hours_week)
        codes = cells["code"].astype(str).to_list()
        said = ",".join(f"{codes[cell]}:{hours[cell]:.{_HOURS_DECIMALS}f}" for cell in given)
        values |= {"cells": said, "basis": basis}
    return replace(action, detail=Reason(action.detail.code, values))


def _movable_h(found: Assessment, place: int) -> float:
    """Return the hours of a grid that go with its people: all but what each grid has anyway."""
    hours = found.work.hours
    fixed = sum(float(np.nan_to_num(hours[cause][place])) for cause in _FIXED)
    fixed += found.book.value("forms_h_week") if found.town.is_inhabited[place] else 0.0
    return max(float(found.work.total_h[place]) - fixed, 0.0)


def _shares(cells: MetricFrame, count: int) -> tuple[str, Floats]:
    """Return by what the first `count` cells share their grid's hours, and each one's share."""
    for basis in ("households", "residents"):
        known = cells[basis].to_numpy(dtype=float, na_value=np.nan)[:count]
        if np.isfinite(known).all() and known.sum() > 0:
            return basis, known / known.sum()
    area = shapely.area(cells.geometry.to_numpy()[:count])
    return "area", area / area.sum()


def _border(cells: MetricFrame, hours: Floats) -> Border:
    """Return how the first cells, whose hours are given, touch each other and the rest."""
    count = len(hours)
    links: dict[int, set[int]] = {cell: set() for cell in range(count)}
    at_border = set[int]()
    pairs = shared_borders(cells)[["first", "second"]].to_numpy()
    for first, second in pairs.tolist():
        if second < count:
            links[first].add(second)
            links[second].add(first)
        elif first < count:
            at_border.add(first)
    touching = {cell: frozenset(near) for cell, near in links.items()}
    return Border(dict(enumerate(hours.tolist())), touching, frozenset(at_border))
