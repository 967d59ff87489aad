"""The figures of one month: came in, due, late, open; for the town, by grid, against before.

Overdue share of a period = (due in it, and closed late or still open past due) ÷ due in it. What is
not yet due, has no due time or ended at an unknown time is in neither, and is counted beside it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.kinds import IncidentState
from geo.domain.policy import Action, Actor, require
from geo.services import comparison, lateness
from geo.services.comparison import Comparison
from geo.services.grid_figures import grid_figures
from geo.services.local_time import Month, Period
from geo.services.scope import EVERYTHING, Scope, within
from geo.services.snapshot import UNKNOWN_S, Snapshot
from geo.services.workdays import Workdays, workdays

_MOST_MONTHS = 120
_NEW = list(IncidentState).index(IncidentState.NEW)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month of a scope. None is unknown; shares are 0..1.

    `period` ends at `now` while the month runs. `unknown_due` came in without a due time;
    `unclear_closing` were due, ended, and when is unknown. `overdue_open` is as of the period's
    end, `due_today` as of now: due today and not closed, of them `undispatched` still new.
    """

    month: Month
    today: date
    period: Period
    is_running: bool
    workdays: Workdays
    received: int
    received_per_workday: float | None
    due: int
    late: int
    overdue_share: float | None
    on_time_share: float | None
    unknown_due: int
    unclear_closing: int
    overdue_open: int
    due_today: int
    due_today_undispatched: int | None
    last_month: Comparison | None
    last_year: Comparison | None

    @property
    def is_present(self) -> bool:
        """Return whether today lies in the month."""
        return Month.of(self.today) == self.month


@dataclass(frozen=True, slots=True)
class Indicators:
    """Answers with monthly figures from the present snapshot."""

    current: Callable[[], Snapshot]

    def month(
        self, actor: Actor, month: Month | None = None, scope: Scope = EVERYTHING
    ) -> MonthFigures:
        """Return the figures of a month (that of `now` by default) for a scope.

        Raises:
            NotPermitted: the actor may not look at the map.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        return month_figures(snapshot, month or present_month(snapshot), scope)

    def by_grid(
        self, actor: Actor, month: Month | None = None, scope: Scope = EVERYTHING
    ) -> pd.DataFrame:
        """Return one row a grid with the columns of `grid_figures`.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        return grid_figures(snapshot, month or present_month(snapshot), scope)

    def months(self, actor: Actor) -> tuple[Month, ...]:
        """Return every month from the first report to now, newest first.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        return known_months(self.current())


def timeline(snapshot: Snapshot) -> tuple[Month, ...]:
    """Return the latest known months, at most ten years of them, oldest first."""
    return tuple(reversed(known_months(snapshot)[:_MOST_MONTHS]))


def present_month(snapshot: Snapshot) -> Month:
    """Return the month that `now` lies in."""
    return Month.of(snapshot.now.date())


def known_months(snapshot: Snapshot) -> tuple[Month, ...]:
    """Return every month from the first report to now, newest first."""
    last = present_month(snapshot)
    first = comparison.first_day(snapshot)
    if first is None:
        return (last,)
    begun = Month.of(first)
    size = (last.year - begun.year) * 12 + last.month - begun.month
    return tuple(last.shifted(-step) for step in range(max(size, 0) + 1))


def month_figures(snapshot: Snapshot, month: Month, scope: Scope = EVERYTHING) -> MonthFigures:
    """Return the figures of one month for a scope."""
    chosen = scope.mask(snapshot)
    period = month.period.until(snapshot.now.date())
    figures = comparison.period_figures(snapshot, period, chosen)
    today = _due_today(snapshot) & chosen
    return MonthFigures(
        month=month,
        today=snapshot.now.date(),
        period=period,
        is_running=period != month.period,
        workdays=workdays(period, snapshot.timezone),
        received=figures.received,
        received_per_workday=figures.received_per_workday,
        due=figures.due,
        late=figures.late,
        overdue_share=figures.overdue_share,
        on_time_share=None if figures.overdue_share is None else 1 - figures.overdue_share,
        unknown_due=_unknown_due(snapshot, period, chosen),
        unclear_closing=int((lateness.due_in(snapshot, period).unclear & chosen).sum()),
        overdue_open=figures.overdue_open,
        due_today=int(today.sum()),
        due_today_undispatched=_undispatched(snapshot, today),
        last_month=comparison.compared(snapshot, figures, comparison.last_month(month), chosen),
        last_year=comparison.compared(
            snapshot, figures, comparison.last_year(period, snapshot.timezone), chosen
        ),
    )


def _unknown_due(snapshot: Snapshot, period: Period, chosen: NDArray[np.bool_]) -> int:
    incidents = snapshot.incidents
    received = within(incidents.reported_s, period, snapshot.timezone) & chosen
    return int((received & (incidents.due_s == UNKNOWN_S)).sum())


def _due_today(snapshot: Snapshot) -> NDArray[np.bool_]:
    today = snapshot.now.date()
    due = within(snapshot.incidents.due_s, Period(today, today), snapshot.timezone)
    return due & lateness.is_open_at(snapshot, int(snapshot.now.timestamp()))


def _undispatched(snapshot: Snapshot, today: NDArray[np.bool_]) -> int | None:
    """Return how many are still new; None when a state is unknown."""
    states = snapshot.incidents.state[today]
    return None if (states < 0).any() else int((states == _NEW).sum())
