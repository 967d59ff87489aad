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
_NEAR_M, _CORNER = 0.5, 4.0
"""A line half a metre off the other grid runs through a cell that touches more than its corner."""


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
    cells = snapshot.cells[snapshot.cells["grid"] == heavy]
    values = {**action.detail.values, "grid_cells": len(cells), "cells": "", "basis": "area"}
    if len(cells) > 1:
        metric = to_metric(as_storage(cells), snapshot.metric_crs)
        basis, share = _shares(metric)
        hours = share * _movable_h(found, heavy)
        border = _border(metric, snapshot.metric_grids.geometry.iloc[light], hours)
        given = transfer(border, action.hours_week)
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


def _shares(cells: MetricFrame) -> tuple[str, Floats]:
    """Return by what cells share their grid's hours, and the share of each."""
    for basis in ("households", "residents"):
        known = cells[basis].to_numpy(dtype=float, na_value=np.nan)
        if np.isfinite(known).all() and known.sum() > 0:
            return basis, known / known.sum()
    area = shapely.area(cells.geometry.to_numpy())
    return "area", area / area.sum()


def _border(cells: MetricFrame, other: shapely.Geometry, hours: Floats) -> Border:
    """Return how cells, whose hours are given, touch each other and the other grid (metres)."""
    links: dict[int, set[int]] = {cell: set() for cell in range(len(hours))}
    for first, second in shared_borders(cells)[["first", "second"]].to_numpy().tolist():
        links[first].add(second)
        links[second].add(first)
    near_m = shapely.length(
        shapely.intersection(cells.geometry.to_numpy(), shapely.buffer(other, _NEAR_M).boundary)
    )
    return Border(
        dict(enumerate(hours.tolist())),
        {cell: frozenset(near) for cell, near in links.items()},
        frozenset(np.flatnonzero(near_m > _CORNER * _NEAR_M).tolist()),
    )
