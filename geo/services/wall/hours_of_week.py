"""When in the week incidents come in, from the last twelve months; town-wide and by part of day."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.services.derived import once_a_snapshot
from geo.services.indicators import present_month
from geo.services.local_time import Period
from geo.services.monthly import latest_months
from geo.services.scope import within
from geo.services.snapshot import Snapshot

HOURS_A_DAY = 24
HOURS_A_WEEK = 168
MONTHS = 12


@once_a_snapshot
def hour_of_week(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return each report's local hour of the week, from Monday 0 o'clock; −1 before the year."""
    months = latest_months(present_month(snapshot), MONTHS)
    year = Period(months[0].period.first, snapshot.now.date())
    local = pd.DatetimeIndex(
        snapshot.incidents.reported_s.astype("datetime64[s]"), tz="UTC"
    ).tz_convert(snapshot.timezone)
    hours = local.day_of_week.to_numpy() * HOURS_A_DAY + local.hour.to_numpy()
    is_in = within(snapshot.incidents.reported_s, year, snapshot.timezone)
    return np.where(is_in, hours, -1).astype(np.int64)


def by_hour(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the reports of twelve months by hour of the week."""
    hours = hour_of_week(snapshot)
    return np.bincount(hours[hours >= 0], minlength=HOURS_A_WEEK)


def busiest(snapshot: Snapshot) -> int | None:
    """Return the hour of the week with most reports, None where there is none."""
    counts = by_hour(snapshot)
    return int(counts.argmax()) if counts.any() else None
