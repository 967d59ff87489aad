"""The figures of one month by grid, as a frame in position order; one row a grid, no totals."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.services import comparison, lateness
from geo.services.local_time import Month, Period
from geo.services.scope import EVERYTHING, Scope, within
from geo.services.snapshot import UNKNOWN_S, Snapshot
from geo.services.workdays import workdays

Numbers = NDArray[np.int64] | NDArray[np.float64]


def grid_figures(snapshot: Snapshot, month: Month, scope: Scope = EVERYTHING) -> pd.DataFrame:
    """Return one row a grid, index the grid position.

    Columns: code, name, received, received_last_month (per working day and scaled to this month's
    working days; NaN where not comparable), change_share (received against it), due, late,
    overdue_share (NaN where nothing was due), unknown_due, unclear_closing, overdue_open.
    """
    chosen = scope.mask(snapshot)
    period = month.period.until(snapshot.now.date())
    due = lateness.due_in(snapshot, period)
    received_flags = within(snapshot.incidents.reported_s, period, snapshot.timezone) & chosen
    received = per_grid(snapshot, received_flags)
    before = _expected_by_last_month(snapshot, month, period, chosen)
    due_count, late = per_grid(snapshot, due.due & chosen), per_grid(snapshot, due.late & chosen)
    end_s = comparison.end_s(snapshot, period)
    return pd.DataFrame(
        {
            "code": snapshot.grids["code"].to_numpy(),
            "name": snapshot.grids["name"].to_numpy(),
            "received": received,
            "received_last_month": before,
            "change_share": share(received - before, before),
            "due": due_count,
            "late": late,
            "overdue_share": share(late, due_count),
            "unknown_due": per_grid(
                snapshot, received_flags & (snapshot.incidents.due_s == UNKNOWN_S)
            ),
            "unclear_closing": per_grid(snapshot, due.unclear & chosen),
            "overdue_open": per_grid(snapshot, lateness.is_overdue_at(snapshot, end_s) & chosen),
        },
    )


def per_grid(snapshot: Snapshot, flags: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many flagged incidents lie in each grid; those in no grid are left out."""
    position = snapshot.incidents.grid[flags]
    return np.bincount(position[position >= 0], minlength=len(snapshot.grids))


def share(part: Numbers, whole: Numbers) -> NDArray[np.float64]:
    """Return part ÷ whole, NaN where the whole is 0 or unknown."""
    known = np.asarray(whole, np.float64)
    return np.asarray(part, np.float64) / np.where(known > 0, known, np.nan)


def _expected_by_last_month(
    snapshot: Snapshot, month: Month, period: Period, chosen: NDArray[np.bool_]
) -> NDArray[np.float64]:
    before = comparison.last_month(month)
    if not comparison.is_covered(snapshot, before):
        return np.full(len(snapshot.grids), np.nan)
    flags = within(snapshot.incidents.reported_s, before, snapshot.timezone) & chosen
    days_before = workdays(before, snapshot.timezone).days
    scale = workdays(period, snapshot.timezone).days / days_before if days_before else np.nan
    return np.asarray(per_grid(snapshot, flags) * scale, np.float64)
