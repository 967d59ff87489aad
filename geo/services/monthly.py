"""Counts by month and grid in one pass over the columns: what trends and class breaks read."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.services import comparison, lateness
from geo.services.derived import once_a_snapshot
from geo.services.local_time import Month, local_days
from geo.services.snapshot import UNKNOWN_S, Snapshot

Counts = NDArray[np.int64]
_EPOCH_MONTHS = 1970 * 12


@dataclass(frozen=True, slots=True)
class MonthlyCounts:
    """Counts of `months`, oldest first: arrays (months × grids), a last column for no grid.

    `late` is a part of `due`, as `lateness.due_in` defines them.
    """

    months: tuple[Month, ...]
    received: Counts
    due: Counts
    late: Counts


def monthly_counts(
    snapshot: Snapshot,
    months: tuple[Month, ...],
    chosen: NDArray[np.bool_],
) -> MonthlyCounts:
    """Return the counts of consecutive months, oldest first, for the chosen incidents."""
    settled = lateness.due_by_now(snapshot)
    return MonthlyCounts(
        months,
        _table(snapshot, months, _report_months(snapshot), chosen),
        _table(snapshot, months, _due_months(snapshot), chosen & settled.due),
        _table(snapshot, months, _due_months(snapshot), chosen & settled.late),
    )


def monthly_pairs(
    snapshot: Snapshot, months: tuple[Month, ...], pair: NDArray[np.int64]
) -> tuple[Counts, Counts, Counts]:
    """Return received, due and late by month and pair: arrays (months × pairs).

    `pair` names the pair of each incident from 0 on, −1 none.
    """
    settled, columns = lateness.due_by_now(snapshot), int(pair.max(initial=-1)) + 1
    is_in = pair >= 0
    received = _counted(months, _report_months(snapshot)[is_in], pair[is_in], columns)
    due, late = (
        _counted(months, _due_months(snapshot)[is_in & flags], pair[is_in & flags], columns)
        for flags in (settled.due, settled.late)
    )
    return received, due, late


def recorded(snapshot: Snapshot, months: tuple[Month, ...]) -> NDArray[np.bool_]:
    """Return of each of consecutive months whether anything at all was reported in it."""
    reported = _report_months(snapshot)
    one_column = _counted(months, reported, np.zeros(len(reported), np.int64), 1)
    return np.asarray(one_column[:, 0] > 0)


def latest_months(last: Month, count: int) -> tuple[Month, ...]:
    """Return so many months up to `last`, oldest first."""
    return tuple(last.shifted(step - count + 1) for step in range(count))


def overdue_by_month(
    snapshot: Snapshot,
    months: tuple[Month, ...],
    chosen: NDArray[np.bool_],
) -> Counts:
    """Return how many were open past due at each month's end: (months × grids + 1)."""
    ends = [comparison.end_s(snapshot, month.period) for month in months]
    rows = [_by_grid(snapshot, lateness.is_overdue_at(snapshot, end) & chosen) for end in ends]
    return np.array(rows, np.int64).reshape(len(months), len(snapshot.grids) + 1)


def _table(
    snapshot: Snapshot,
    months: tuple[Month, ...],
    month: NDArray[np.int32],
    chosen: NDArray[np.bool_],
) -> Counts:
    columns = len(snapshot.grids) + 1
    # Position −1, no grid, is counted in the last column.
    return _counted(months, month[chosen], snapshot.incidents.grid[chosen] % columns, columns)


def _counted(
    months: tuple[Month, ...],
    month: NDArray[np.int32],
    column: NDArray[np.int32] | NDArray[np.int64],
    columns: int,
) -> Counts:
    """Return how many there are of each month and column; other months are left out."""
    row = month - _number(months[0])
    known = (row >= 0) & (row < len(months))
    key = row[known].astype(np.int64) * columns + column[known]
    counts = np.bincount(key, minlength=len(months) * columns)
    return counts.reshape(len(months), columns)


def _by_grid(snapshot: Snapshot, flags: NDArray[np.bool_]) -> Counts:
    columns = len(snapshot.grids) + 1
    return np.bincount(snapshot.incidents.grid[flags] % columns, minlength=columns)


@once_a_snapshot
def _report_months(snapshot: Snapshot) -> NDArray[np.int32]:
    return _months(snapshot.incidents.day)


@once_a_snapshot
def _due_months(snapshot: Snapshot) -> NDArray[np.int32]:
    due_s = snapshot.incidents.due_s
    known = due_s != UNKNOWN_S
    months = np.full(len(due_s), np.iinfo(np.int32).min // 2, np.int32)
    months[known] = _months(local_days(due_s[known], snapshot.timezone))
    return months


def _months(day: NDArray[np.int32]) -> NDArray[np.int32]:
    """Return months counted from January 1970."""
    return np.asarray(day.astype("datetime64[D]").astype("datetime64[M]").astype(np.int32))


def _number(month: Month) -> int:
    return month.year * 12 + month.month - 1 - _EPOCH_MONTHS
