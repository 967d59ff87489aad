"""Working time of 2021–2023 with holidays and 调休 days, as a clock that runs only then.

Seconds are local seconds since 1970 (China has no summer time); `to_utc` takes them to UTC.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

from geo.samples.plane import Array

DAY_S = 86_400
HOUR_S = 3_600
WORK_DAY_H = 8.0
UTC_OFFSET_S = 8 * HOUR_S

_SHIFTS_H = ((9.0, 12.5), (14.0, 18.5))
_FIRST, _LAST = date(2020, 12, 1), date(2023, 12, 31)
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class WorkClock:
    """Knots of the map from local seconds to working seconds elapsed."""

    local_s: Array
    worked_s: Array

    def worked(self, local_s: Array) -> Array:
        """Return working seconds elapsed at each local moment."""
        return np.interp(local_s, self.local_s, self.worked_s)

    def moment(self, worked_s: Array) -> Array:
        """Return the first local moment at which so many working seconds have elapsed."""
        return np.interp(worked_s - 1e-6, self.worked_s, self.local_s)


@cache
def work_clock() -> WorkClock:
    """Return the clock of the published working days."""
    local, worked = [0.0], [0.0]
    for day in _days():
        if not chinese_calendar.is_workday(day):
            continue
        midnight = day_number(day) * DAY_S
        for start_h, end_h in _SHIFTS_H:
            local += [midnight + start_h * HOUR_S, midnight + end_h * HOUR_S]
            worked += [worked[-1], worked[-1] + (end_h - start_h) * HOUR_S]
    # A hair of slope outside shifts makes the map invertible.
    rising = np.asarray(worked) + np.arange(len(worked)) * 1e-7
    return WorkClock(np.asarray(local), rising)


def day_number(day: date) -> int:
    """Return days since 1970-01-01."""
    return (day - _EPOCH).days


def day_number_of(text: str) -> int:
    """Return days since 1970-01-01 of an ISO date."""
    return day_number(date.fromisoformat(text))


def to_utc(local_s: Array) -> NDArray[np.int64]:
    """Return UTC seconds, whole, for local seconds in Asia/Shanghai."""
    return np.asarray(np.round(local_s), dtype=np.int64) - UTC_OFFSET_S


def _days() -> list[date]:
    return [_FIRST + timedelta(days=number) for number in range((_LAST - _FIRST).days + 1)]
