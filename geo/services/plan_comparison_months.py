"""A monthly series under two sets of boundaries; what small counts would show is left out."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.services.local_time import Month
from geo.services.monthly import monthly_pairs
from geo.services.plan_comparison_flows import Flows, flows_between
from geo.services.plan_comparison_values import NOWHERE, BothMonths, Pair
from geo.services.scope import EVERYTHING, Scope
from geo.services.small_counts.hanging import joined
from geo.services.small_counts.least import LEAST_SHOWN, is_small
from geo.services.snapshot import Snapshot
from geo.services.trends import monthly_series

_RECEIVED = ["received", "received_per_workday"]
_LATE = ["due", "late", "overdue_share"]
Flags = NDArray[np.bool_]


def both_months(
    left: Snapshot, right: Snapshot, grid: str, hidden_within: Iterable[Pair] | None
) -> BothMonths:
    """Return the series of the town, or of a grid, on both sides.

    `hidden_within` are the hand-overs of ground for those who may not see small counts; None shows
    them all. The town's own counts are the same on both sides and hide nothing.
    """
    series = _series(left, grid), _series(right, grid)
    if hidden_within is None or not grid:
        return BothMonths(*series)
    flows = flows_between(left, right)
    here, there = (None if one is None else _without_small(one) for one in series)
    if flows is None or here is None or there is None:
        return BothMonths(here, there)
    months = tuple(Month.parse(label) for label in here["label"])
    flags = _flags(left, flows, months, GridCode(grid), hidden_within)
    by_label = dict(zip(here["label"], zip(*flags, strict=True), strict=True))
    return BothMonths(here, *_without(there, by_label))


def _series(snapshot: Snapshot, grid: str) -> pd.DataFrame | None:
    if not grid:
        return monthly_series(snapshot, EVERYTHING)
    if not (snapshot.grids["code"] == grid).any():
        return None
    return monthly_series(snapshot, Scope(grids=(GridCode(grid),)))


def _without_small(series: pd.DataFrame) -> pd.DataFrame:
    """Return a series without the counts, and the shares of counts, that are small."""
    received = series["received"].map(is_small)
    late = series["due"].map(is_small) | series["late"].map(is_small)
    return _masked(series, received, late)


def _masked(
    series: pd.DataFrame, received: "pd.Series[bool]", late: "pd.Series[bool]"
) -> pd.DataFrame:
    hidden = {name: series[name].astype(float).mask(received) for name in _RECEIVED}
    hidden |= {name: series[name].astype(float).mask(late) for name in _LATE}
    return series.assign(**hidden)


def _flags(
    left: Snapshot,
    flows: Flows,
    months: tuple[Month, ...],
    grid: GridCode,
    ground: Iterable[Pair],
) -> tuple[Flags, Flags]:
    """Return in which months few incidents changed hands among the grids that hang together."""
    sets = joined([*ground, *flows.pairs, (grid, grid)])
    together = sets.subset(grid) | {NOWHERE}
    own = np.array([together.issuperset(pair) for pair in flows.pairs] or [False], bool)
    counted = monthly_pairs(left, months, np.where(own[flows.pair], flows.pair, -1))
    received, due, late = (
        np.asarray(((one > 0) & (one < LEAST_SHOWN)).any(axis=1), bool) for one in counted
    )
    return received, np.asarray(due | late, bool)


def _without(
    series: pd.DataFrame, by_label: dict[str, tuple[bool, bool]]
) -> tuple[pd.DataFrame, int]:
    """Return the right side's series without those months, and how many they are."""
    flags = [by_label.get(label, (False, False)) for label in series["label"]]
    received, late = (
        pd.Series([pair[place] for pair in flags], index=series.index, dtype=bool)
        for place in (0, 1)
    )
    return _masked(series, received, late), int((received | late).sum())
