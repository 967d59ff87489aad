"""Which dated shape of a pasture is in force on a day (转场): seasons come back every year.

A season runs from a month-day to a month-day, both inclusive, over new year where it starts later
than it ends. 29 February counts in leap years alone: a season that ends with it ends on the 28th
in other years, one that begins with it begins on 1 March.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTH_DAY = re.compile(r"(\d\d)-(\d\d)")
_LEAP_YEAR = 2024
_FEBRUARY = 2
_YEARS_ASKED = 9
"""Between two leap days lie at most eight years (1896 and 1904)."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of any year."""

    month: int
    day: int

    def __str__(self) -> str:
        """Return it as stored, such as 05-20."""
        return f"{self.month:02d}-{self.day:02d}"

    def first_in(self, year: int) -> date:
        """Return the day in a year, the next one where the year has none."""
        return _date_of(self, year) or date(year, _FEBRUARY + 1, 1)

    def last_in(self, year: int) -> date:
        """Return the day in a year, the one before where the year has none."""
        return _date_of(self, year) or date(year, _FEBRUARY, 28)


def month_day(text: str) -> MonthDay | None:
    """Return the day that text such as 05-20 names, None where it names none."""
    found = _MONTH_DAY.fullmatch(text)
    if found is None:
        return None
    named = MonthDay(int(found[1]), int(found[2]))
    return named if _date_of(named, _LEAP_YEAR) else None


@dataclass(frozen=True, slots=True)
class Season:
    """From a month-day to a month-day, both inclusive."""

    starts: MonthDay
    ends: MonthDay

    def holds_on(self, day: date) -> bool:
        """Return whether a day lies in it."""
        return self.holds(MonthDay(day.month, day.day))

    def holds(self, named: MonthDay) -> bool:
        """Return whether a day of any year lies in it."""
        if self.starts <= self.ends:
            return self.starts <= named <= self.ends
        return named >= self.starts or named <= self.ends

    def overlaps(self, other: "Season") -> bool:
        """Return whether the two have a day in common."""
        return self.holds(other.starts) or other.holds(self.starts)


@dataclass(frozen=True, slots=True)
class Standing:
    """Which seasons hold (positions), on which days without a change, and which hold then.

    No position stands for a gap. `since` and `until` are None where nothing ever changes.
    """

    now: tuple[int, ...]
    since: date | None
    until: date | None
    then: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Spell:
    """A `Standing` by the names of its seasons: what holds (nothing in a gap), and what then."""

    seasons: tuple[str, ...]
    since: date | None
    until: date | None
    then: tuple[str, ...]


def in_force(seasons: Sequence[Season], day: date) -> tuple[int, ...]:
    """Return the positions of the seasons that hold on a day."""
    return tuple(place for place, one in enumerate(seasons) if one.holds_on(day))


def standing(seasons: Sequence[Season], day: date) -> Standing:
    """Return what holds on a day, since when and until when, both inclusive."""
    now = in_force(seasons, day)
    turns = sorted(set(_turns(seasons, day.year)))
    since = (t for t in reversed(turns) if t <= day and in_force(seasons, t - _A_DAY) != now)
    after = next((t for t in turns if t > day and in_force(seasons, t) != now), None)
    return Standing(
        now=now,
        since=next(since, None),
        until=after - _A_DAY if after else None,
        then=in_force(seasons, after) if after else now,
    )


def _turns(seasons: Sequence[Season], year: int) -> Iterator[date]:
    """Yield the days around a year on which a season begins, or the day after one ends."""
    first, last = date.min.year + 1, date.max.year - 1
    for near in range(max(year - _YEARS_ASKED, first), min(year + _YEARS_ASKED, last) + 1):
        for one in seasons:
            yield one.starts.first_in(near)
            yield one.ends.last_in(near) + _A_DAY


def _date_of(named: MonthDay, year: int) -> date | None:
    try:
        return date(year, named.month, named.day)
    except ValueError:
        return None
