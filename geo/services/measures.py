"""The choropleth measures: one number a grid in the unit it is shown in, with its class breaks.

A measure is one small function and a row in `MEASURES`. Unknown is NaN, never 0. The title is the
message `measures.<code>`, the unit `measures.<code>_unit`; shares are shown in percent.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.domain.policy import Action, Actor, is_permitted, require
from geo.services import measure_values as of
from geo.services.breaks import readable_breaks
from geo.services.derived import once_a_question
from geo.services.indicators import present_month, timeline
from geo.services.local_time import Month
from geo.services.scope import EVERYTHING, Scope
from geo.services.snapshot import Snapshot

Values = NDArray[np.float64]
HoursPerWorker = Callable[[Actor], Values]
"""Hours a week per worker of each grid: NaN where unknown, infinite where nobody works."""

ByMonth = Callable[[Snapshot, tuple[Month, ...], Scope], Values]
"""Snapshot, consecutive months (oldest first) and scope → (months × grids), or one row."""


class Measure(StrEnum):
    """What a choropleth can show; the order is that of the choice on screen."""

    OVERDUE_SHARE = "overdue_share"
    OVERDUE_OPEN = "overdue_open"
    INCIDENTS = "incidents"
    INCIDENTS_PER_100_HOUSEHOLDS = "incidents_per_100_households"
    CHANGE_MONTH = "change_month"
    HOURS_PER_WORKER = "hours_per_worker"
    HOUSEHOLDS = "households"
    RESIDENTS = "residents"
    COVERED_SHARE = "covered_share"
    STATION_DISTANCE_KM = "station_distance_km"


OF_PEOPLE = frozenset({Measure.HOUSEHOLDS, Measure.RESIDENTS, Measure.INCIDENTS_PER_100_HOUSEHOLDS})
"""Measures from which the people of a grid can be told."""


@dataclass(frozen=True, slots=True)
class MeasureSpec:
    """How one measure is worked out and shown.

    `values` is None for the one measure that comes from staffing. `breaks` are fixed, or None to
    be found in all months' values. Where `is_monthly` is false the month makes no difference.
    """

    values: ByMonth | None
    action: Action = Action.VIEW_MAP
    decimals: int = 0
    breaks: tuple[float, ...] | None = None
    is_change: bool = False
    is_monthly: bool = True


MEASURES: Mapping[Measure, MeasureSpec] = {
    Measure.OVERDUE_SHARE: MeasureSpec(of.overdue_percent, breaks=(5, 10, 20, 40)),
    Measure.OVERDUE_OPEN: MeasureSpec(of.overdue_open),
    Measure.INCIDENTS: MeasureSpec(of.incidents),
    Measure.INCIDENTS_PER_100_HOUSEHOLDS: MeasureSpec(of.incidents_per_100_households, decimals=1),
    Measure.CHANGE_MONTH: MeasureSpec(of.change_percent, breaks=(-30, -10, 10, 30), is_change=True),
    Measure.HOURS_PER_WORKER: MeasureSpec(
        None, Action.VIEW_STAFFING, decimals=1, breaks=(20, 26, 34, 42), is_monthly=False
    ),
    Measure.HOUSEHOLDS: MeasureSpec(of.households, is_monthly=False),
    Measure.RESIDENTS: MeasureSpec(of.residents, is_monthly=False),
    Measure.COVERED_SHARE: MeasureSpec(
        of.covered_percent, Action.VIEW_CAMERAS, 1, breaks=(0.5, 2, 5, 15), is_monthly=False
    ),
    Measure.STATION_DISTANCE_KM: MeasureSpec(
        of.station_km, Action.VIEW_STATIONS, 1, breaks=(1, 3, 10, 30), is_monthly=False
    ),
}


@dataclass(frozen=True, slots=True)
class MeasureValues:
    """One measure of every grid, in position order and in the unit shown; NaN is unknown.

    `breaks` are four rising numbers that part five classes (a value on a break belongs above), the
    same for every month; empty where no value is known.
    """

    measure: Measure
    values: Values
    breaks: tuple[float, ...]
    decimals: int
    is_change: bool

    @property
    def title_key(self) -> str:
        """Return the message that names it."""
        return f"measures.{self.measure}"

    @property
    def unit_key(self) -> str:
        """Return the message that gives its unit."""
        return f"measures.{self.measure}_unit"


@dataclass(frozen=True, slots=True)
class Measures:
    """Answers with measures from the present snapshot.

    `hours_per_worker` comes from the staffing suggestion; without it that measure is unknown.
    """

    current: Callable[[], Snapshot]
    hours_per_worker: HoursPerWorker | None = field(default=None)

    def permitted(self, actor: Actor) -> tuple[Measure, ...]:
        """Return the measures that the actor may see."""
        return tuple(
            measure for measure in Measure if is_permitted(actor.role, MEASURES[measure].action)
        )

    def comparable(self, actor: Actor) -> tuple[Measure, ...]:
        """Return those of them that fall into the same classes under any boundaries."""
        permitted = self.permitted(actor)
        return tuple(measure for measure in permitted if MEASURES[measure].breaks is not None)

    def of(
        self,
        actor: Actor,
        measure: Measure,
        month: Month | None = None,
        scope: Scope = EVERYTHING,
    ) -> MeasureValues:
        """Return a measure for a month (that of `now` by default); the scope limits incidents.

        Raises:
            NotPermitted: the actor may not see what it is made of.
        """
        spec = MEASURES[measure]
        require(actor, spec.action)
        snapshot = self.current()
        if spec.values is None:
            values = finite_hours(self.hours_per_worker, actor, snapshot)
        else:
            months = (month or present_month(snapshot),)
            values = spec.values(snapshot, months, scope)[-1]
        breaks = breaks_over_time(snapshot, measure, scope)
        return MeasureValues(measure, values, breaks, spec.decimals, spec.is_change)


def finite_hours(
    source: HoursPerWorker | None,
    actor: Actor,
    snapshot: Snapshot,
) -> Values:
    """Return hours a week per worker; NaN where unknown and where there is no worker."""
    if source is None:
        return np.full(len(snapshot.grids), np.nan)
    hours = source(actor)
    return np.where(np.isfinite(hours), hours, np.nan)


@once_a_question
def breaks_over_time(snapshot: Snapshot, measure: Measure, scope: Scope) -> tuple[float, ...]:
    """Return the breaks of all months together, so that they stay while the month changes."""
    spec = MEASURES[measure]
    if spec.breaks is not None or spec.values is None:
        return spec.breaks or ()
    table = spec.values(snapshot, timeline(snapshot), scope)
    return readable_breaks(table.ravel(), is_count=spec.decimals == 0)
