"""A monthly measure of every grid in every month the store knows, in classes that stay the same."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.errors import BadValue
from geo.domain.policy import Action, Actor, require
from geo.services.indicators import timeline
from geo.services.local_time import Month
from geo.services.measures import MEASURES, Measure, breaks_over_time
from geo.services.monthly import recorded
from geo.services.scope import EVERYTHING, Scope
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class PeriodValues:
    """One measure of all months, oldest first: `values` (months × grids), NaN is unknown.

    `is_recorded` says of each month whether the store holds any incident reported in it; `breaks`
    are those of every month.
    """

    measure: Measure
    months: tuple[Month, ...]
    values: NDArray[np.float64]
    is_recorded: tuple[bool, ...]
    breaks: tuple[float, ...]
    decimals: int
    is_change: bool


@dataclass(frozen=True, slots=True)
class PeriodMeasures:
    """Answers with a measure of all months from the present snapshot."""

    current: Callable[[], Snapshot]

    def months(self, actor: Actor) -> tuple[Month, ...]:
        """Return the months that there are values of, oldest first.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        return timeline(self.current())

    def of(self, actor: Actor, measure: Measure, scope: Scope = EVERYTHING) -> PeriodValues:
        """Return a measure of every known month; the scope limits incidents.

        Raises:
            NotPermitted: the actor may not see what it is made of.
            BadValue: the measure is the same in every month.
        """
        spec = MEASURES[measure]
        require(actor, spec.action)
        if not spec.is_monthly or spec.values is None:
            raise BadValue(field="measure", value=measure.value)
        snapshot = self.current()
        months = timeline(snapshot)
        return PeriodValues(
            measure=measure,
            months=months,
            values=spec.values(snapshot, months, scope),
            is_recorded=tuple(bool(one) for one in recorded(snapshot, months)),
            breaks=breaks_over_time(snapshot, measure, scope),
            decimals=spec.decimals,
            is_change=spec.is_change,
        )
