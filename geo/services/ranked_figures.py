"""What each rankable measure is known from: counts and exposures of one month, to the posterior."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.services import posterior
from geo.services.local_time import Month
from geo.services.monthly import latest_months, monthly_counts, overdue_by_month
from geo.services.posterior import Known
from geo.services.scope import Scope
from geo.services.snapshot import Snapshot

_HUNDRED_HOUSEHOLDS = 100.0
_MONTHS_A_YEAR = 12


class RankedBy(StrEnum):
    """The measures by which grids can be ranked; more is worse."""

    OVERDUE_SHARE = "overdue_share"
    OVERDUE_OPEN = "overdue_open"
    INCIDENTS = "incidents"
    INCIDENTS_PER_100_HOUSEHOLDS = "incidents_per_100_households"
    HOURS_PER_WORKER = "hours_per_worker"


@dataclass(frozen=True, slots=True)
class Question:
    """What is ranked, over what; `hours` a week per worker come from the staffing suggestion."""

    measure: RankedBy
    month: Month
    scope: Scope
    seed: int
    hours: NDArray[np.float64] | None = None


def known_figures(snapshot: Snapshot, asked: Question) -> Known:
    """Return what a month says of each grid."""
    chosen, months = asked.scope.mask(snapshot), (asked.month,)
    size = len(snapshot.grids)
    if asked.measure is RankedBy.HOURS_PER_WORKER:
        hours = np.full(size, np.nan) if asked.hours is None else asked.hours
        year = latest_months(asked.month, _MONTHS_A_YEAR)
        received = monthly_counts(snapshot, year, chosen).received.sum(axis=0)[:-1]
        return posterior.of_hours(hours, received, asked.seed)
    if asked.measure is RankedBy.OVERDUE_OPEN:
        overdue = overdue_by_month(snapshot, months, chosen)[0, :-1]
        return posterior.of_rate(overdue, np.ones(size), asked.seed)
    counts = monthly_counts(snapshot, months, chosen)
    if asked.measure is RankedBy.OVERDUE_SHARE:
        return posterior.of_share(counts.late[0, :-1], counts.due[0, :-1], asked.seed)
    if asked.measure is RankedBy.INCIDENTS:
        return posterior.of_rate(counts.received[0, :-1], np.ones(size), asked.seed)
    households = snapshot.grids["households"].to_numpy(float, na_value=np.nan)
    exposure = np.asarray(households / _HUNDRED_HOUSEHOLDS, np.float64)
    return posterior.of_rate(counts.received[0, :-1], exposure, asked.seed)
