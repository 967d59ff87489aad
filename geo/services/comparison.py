"""The figures of any period and how two periods compare: per working day, 春节 aligned."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from geo.services import lateness
from geo.services.local_time import Month, Period, day_of, start_s
from geo.services.scope import within
from geo.services.snapshot import Snapshot
from geo.services.workdays import CHINESE_ZONES, Calendar, spring_festival, workdays

_LAST_MONTH_OF_SPRING_FESTIVAL = 3
_DAYS_THAT_MAY_LACK = 6


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """What came in and what was due in a period; None is unknown (no working day, nothing due)."""

    received: int
    received_per_workday: float | None
    due: int
    late: int
    overdue_share: float | None
    overdue_open: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """An earlier period and what changed since.

    `received_change_share` is per working day (0.1 is 10 % more); `overdue_change_share` is a
    difference of shares (0.014 is 1.4 points more); `overdue_open_change` a count.
    `is_spring_festival_aligned`: the period was moved so that 春节 falls on the same days.
    """

    period: Period
    calendar: Calendar
    is_spring_festival_aligned: bool
    figures: PeriodFigures
    received_change_share: float | None
    overdue_change_share: float | None
    overdue_open_change: int


def period_figures(snapshot: Snapshot, period: Period, chosen: NDArray[np.bool_]) -> PeriodFigures:
    """Return the figures of a period for the chosen incidents."""
    due = lateness.due_in(snapshot, period)
    received = within(snapshot.incidents.reported_s, period, snapshot.timezone) & chosen
    days = workdays(period, snapshot.timezone).days
    due_count, late = int((due.due & chosen).sum()), int((due.late & chosen).sum())
    overdue = lateness.is_overdue_at(snapshot, end_s(snapshot, period)) & chosen
    return PeriodFigures(
        received=int(received.sum()),
        received_per_workday=int(received.sum()) / days if days else None,
        due=due_count,
        late=late,
        overdue_share=late / due_count if due_count else None,
        overdue_open=int(overdue.sum()),
    )


def compared(
    snapshot: Snapshot,
    figures: PeriodFigures,
    earlier: Period,
    chosen: NDArray[np.bool_],
) -> Comparison | None:
    """Return how figures differ from those of an earlier period; None before the first reports."""
    if not is_covered(snapshot, earlier):
        return None
    before = period_figures(snapshot, earlier, chosen)
    return Comparison(
        period=earlier,
        calendar=workdays(earlier, snapshot.timezone).calendar,
        is_spring_festival_aligned=earlier.first.day != 1,
        figures=before,
        received_change_share=_ratio(figures.received_per_workday, before.received_per_workday),
        overdue_change_share=_difference(figures.overdue_share, before.overdue_share),
        overdue_open_change=figures.overdue_open - before.overdue_open,
    )


def last_month(month: Month) -> Period:
    """Return the days of the month before."""
    return month.shifted(-1).period


def last_year(period: Period, timezone: str) -> Period:
    """Return the same days a year before.

    January to March are moved by the lunar date: by the days between the two 春节, where both are
    published; else, and in every other month, they are the calendar's.
    """
    year = period.first.year
    this, before = spring_festival(year), spring_festival(year - 1)
    is_lunar = timezone in CHINESE_ZONES and period.first.month <= _LAST_MONTH_OF_SPRING_FESTIVAL
    if is_lunar and this and before:
        step = this - before
        return Period(period.first - step, period.last - step)
    month = Month.of(period.first).shifted(-12)
    whole = month.period
    is_whole = period == Month.of(period.first).period
    return whole if is_whole else whole.until(whole.first + timedelta(days=period.days - 1))


def first_day(snapshot: Snapshot) -> date | None:
    """Return the local day of the first report, None when there is none."""
    day = snapshot.incidents.day
    return day_of(int(day.min())) if len(day) else None


def is_covered(snapshot: Snapshot, period: Period) -> bool:
    """Return whether reports had begun within the first week of a period."""
    first = first_day(snapshot)
    return first is not None and first <= period.first + timedelta(days=_DAYS_THAT_MAY_LACK)


def end_s(snapshot: Snapshot, period: Period) -> int:
    """Return the moment at which a period ended, or now while it runs."""
    after = start_s(period.last + timedelta(days=1), snapshot.timezone) - 1
    return min(after, int(snapshot.now.timestamp()))


def _ratio(now: float | None, before: float | None) -> float | None:
    return None if now is None or not before else now / before - 1


def _difference(now: float | None, before: float | None) -> float | None:
    return None if now is None or before is None else now - before
