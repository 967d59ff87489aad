"""Disputes and petitions inside a shape: only as sums of fixed blocks of grids with ten and more.

They are counted where they are drawn, at their grid's centre, month by month: each block of a
month holds at least ten, so months, and shapes, taken from one another leave such blocks as well
(`blocks`). A block counts where all of its grids' centres lie inside.
"""

import numpy as np
from numpy.typing import NDArray

from geo.services import sensitive
from geo.services.area_query.blocks import blocks
from geo.services.derived import once_a_question
from geo.services.grid_figures import per_grid
from geo.services.local_time import Month, Period, day_of
from geo.services.scope import Scope, within
from geo.services.small_counts.least import LEAST_SHOWN
from geo.services.snapshot import Snapshot
from geo.spatial import frames


def sensitive_inside(snapshot: Snapshot, scope: Scope, is_inside: NDArray[np.bool_]) -> int | None:
    """Return how many of a scope lie in whole blocks, None where none may be told.

    `is_inside` has a flag a grid: its centre lies in the shape. Only a scope that is nothing but
    whole months is answered: by category, state or day the blocks could be told apart.
    """
    months = whole_months(snapshot, scope)
    if months is None or not len(is_inside):
        return None
    total = sum(_inside(snapshot, month, is_inside) for month in months)
    return total or None


def whole_months(snapshot: Snapshot, scope: Scope) -> tuple[Month, ...] | None:
    """Return the months that a scope is made of, None where it is anything else."""
    if scope != Scope(reported=scope.reported):
        return None
    days = scope.reported or _all_days(snapshot)
    if days is None:
        return ()
    first, last = Month.of(days.first), Month.of(days.last)
    if days != Period(first.period.first, last.period.last):
        return None
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(first.shifted(number) for number in range(count))


def _all_days(snapshot: Snapshot) -> Period | None:
    days = snapshot.incidents.day
    if not len(days):
        return None
    first, last = Month.of(day_of(int(days.min()))), Month.of(day_of(int(days.max())))
    return Period(first.period.first, last.period.last)


def _inside(snapshot: Snapshot, month: Month, is_inside: NDArray[np.bool_]) -> int:
    label, count = _blocks(snapshot, month)
    held = label >= 0
    if not held.any():
        return 0
    size = int(label.max()) + 1
    missed = np.bincount(label[held], weights=~is_inside[held], minlength=size)
    totals = np.bincount(label[held], weights=count[held], minlength=size)
    return int(totals[missed == 0].sum())


@once_a_question
def _blocks(snapshot: Snapshot, month: Month) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return each grid's block and count of a month."""
    reported = within(snapshot.incidents.reported_s, month.period, snapshot.timezone)
    count = per_grid(snapshot, sensitive.sensitive_flags(snapshot) & reported)
    centres = sensitive.grid_centres_deg(snapshot)
    xy = frames.metric_xy(centres[:, 0], centres[:, 1], snapshot.metric_crs)
    return blocks(xy, count.astype(np.int64), LEAST_SHOWN), count.astype(np.int64)
