"""Month after month and category by category: frames that a chart or a table draws as they are."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.policy import Action, Actor, require
from geo.services import comparison, lateness
from geo.services.derived import once_a_question
from geo.services.grid_figures import share
from geo.services.handling import handling_h
from geo.services.indicators import known_months, present_month
from geo.services.local_time import Month
from geo.services.monthly import monthly_counts
from geo.services.scope import EVERYTHING, Scope, within
from geo.services.snapshot import Snapshot
from geo.services.workdays import Calendar, workdays

USUAL_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Trends:
    """Answers with series and breakdowns from the present snapshot."""

    current: Callable[[], Snapshot]

    def monthly(
        self,
        actor: Actor,
        scope: Scope = EVERYTHING,
        months: int = USUAL_MONTHS,
        shown: Month | None = None,
    ) -> pd.DataFrame:
        """Return one row a month, oldest first, with the columns of `monthly_series`.

        They are the newest months, or those up to `shown` where it lies before them.

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_MAP)
        # A shallow copy: what a caller adds to it is his own, the numbers are shared.
        return _kept_series(self.current(), scope, months, shown).copy(deep=False)

    def by_category(
        self,
        actor: Actor,
        month: Month | None = None,
        scope: Scope = EVERYTHING,
    ) -> pd.DataFrame:
        """Return one row a category, most received first, with the columns of `category_figures`.

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        return category_figures(snapshot, month or present_month(snapshot), scope.mask(snapshot))


@once_a_question
def _kept_series(
    snapshot: Snapshot, scope: Scope, months: int, chosen: Month | None
) -> pd.DataFrame:
    return monthly_series(snapshot, scope, months, chosen)


def monthly_series(
    snapshot: Snapshot, scope: Scope, months: int = USUAL_MONTHS, chosen: Month | None = None
) -> pd.DataFrame:
    """Return the newest months in which anything may have been reported, oldest first.

    Where `chosen` lies before them they are the months up to it.

    Columns: month (first day), label (YYYY-MM), received, workdays, received_per_workday, due,
    late, overdue_share (NaN where nothing was due), is_running, is_calendar_published.
    """
    shown = _window(known_months(snapshot), months, chosen)
    counts = monthly_counts(snapshot, shown, scope.mask(snapshot))
    received, due, late = (
        table.sum(axis=1) for table in (counts.received, counts.due, counts.late)
    )
    periods = [month.period.until(snapshot.now.date()) for month in shown]
    worked = [workdays(period, snapshot.timezone) for period in periods]
    days = np.array([one.days for one in worked], np.int64)
    return pd.DataFrame(
        {
            "month": pd.to_datetime([month.period.first for month in shown]),
            "label": [str(month) for month in shown],
            "received": received,
            "workdays": days,
            "received_per_workday": share(received, days),
            "due": due,
            "late": late,
            "overdue_share": share(late, due),
            "is_running": [
                period != month.period for period, month in zip(periods, shown, strict=True)
            ],
            "is_calendar_published": [one.calendar is not Calendar.UNPUBLISHED for one in worked],
        },
    )


def _window(known: tuple[Month, ...], months: int, chosen: Month | None) -> tuple[Month, ...]:
    """Return so many of the known months (newest first), oldest first."""
    newest = known[:months]
    if chosen is not None and chosen < newest[-1]:
        newest = tuple(month for month in known if month <= chosen)[:months] or newest
    return newest[::-1]


def category_figures(
    snapshot: Snapshot,
    month: Month,
    chosen: NDArray[np.bool_],
) -> pd.DataFrame:
    """Return one row a category that occurs in a month among the chosen, most received first.

    Columns: category, received, received_last_month, due, late, overdue_share, overdue_open (at
    the month's end), hours (handling time of those received; NaN where no norm is known).
    """
    period = month.period.until(snapshot.now.date())
    before = comparison.last_month(month)
    due = lateness.due_in(snapshot, period)
    reported_s, timezone = snapshot.incidents.reported_s, snapshot.timezone
    overdue = lateness.is_overdue_at(snapshot, comparison.end_s(snapshot, period))

    def counted(flags: NDArray[np.bool_]) -> NDArray[np.int64]:
        places = snapshot.incidents.category[flags & chosen]
        return np.bincount(places, minlength=len(snapshot.categories))

    received = counted(within(reported_s, period, timezone))
    due_count, late = counted(due.due), counted(due.late)
    table = pd.DataFrame(
        {
            "category": list(snapshot.categories),
            "received": received,
            "received_last_month": counted(within(reported_s, before, timezone)),
            "due": due_count,
            "late": late,
            "overdue_share": share(late, due_count),
            "overdue_open": counted(overdue),
            "hours": received * handling_h(snapshot),
        },
    )
    occurring = table[table[["received", "due", "overdue_open"]].sum(axis=1) > 0]
    order = ["received", "overdue_open", "category"]
    return occurring.sort_values(order, ascending=[False, False, True], ignore_index=True)
