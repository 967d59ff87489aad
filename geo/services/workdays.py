"""Working days of a period with 调休, where the calendar is published; else Monday to Friday.

The published calendar is mainland China's; towns in other time zones count Monday to Friday.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import chinese_calendar

from geo.services.local_time import Period

CHINESE_ZONES = frozenset(
    {"Asia/Shanghai", "Asia/Urumqi", "Asia/Chongqing", "Asia/Harbin", "Asia/Kashgar", "PRC"},
)
_FRIDAY = 4


class Calendar(StrEnum):
    """What working days were counted by; UNPUBLISHED is 调休未公布."""

    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    WEEKDAYS = "weekdays"


@dataclass(frozen=True, slots=True)
class Workdays:
    """The number of working days of a period and what they were counted by."""

    days: int
    calendar: Calendar


@cache
def workdays(period: Period, timezone: str) -> Workdays:
    """Return the working days of a period in a town of that time zone."""
    if timezone not in CHINESE_ZONES:
        return Workdays(_weekdays(period), Calendar.WEEKDAYS)
    try:
        days = sum(chinese_calendar.is_workday(day) for day in _days(period))
    except NotImplementedError:
        return Workdays(_weekdays(period), Calendar.UNPUBLISHED)
    return Workdays(days, Calendar.PUBLISHED)


@cache
def spring_festival(year: int) -> date | None:
    """Return the first day off for 春节 in a year, None where the calendar is not published."""
    try:
        days = (day for day in _days(Period(date(year, 1, 1), date(year, 3, 1))))
        named = (day for day in days if _is_spring_festival(day))
        return next(named, None)
    except NotImplementedError:
        return None


def _is_spring_festival(day: date) -> bool:
    is_off, name = chinese_calendar.get_holiday_detail(day)
    return bool(is_off) and name == chinese_calendar.Holiday.spring_festival.value


def _days(period: Period) -> Iterator[date]:
    return (period.first + timedelta(days=step) for step in range(period.days))


def _weekdays(period: Period) -> int:
    return sum(day.weekday() <= _FRIDAY for day in _days(period))
