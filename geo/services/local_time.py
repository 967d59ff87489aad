"""UTC seconds to local days and months, and back; knows no clock and no holidays."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

EPOCH = date(1970, 1, 1)
DEFAULT_ZONE = "Asia/Shanghai"


def local_days(utc_s: NDArray[np.int64], timezone: str) -> NDArray[np.int32]:
    """Return the local day of each moment, counted from 1970-01-01."""
    moments = pd.DatetimeIndex(utc_s.astype("datetime64[s]"), tz="UTC")
    local = moments.tz_convert(ZoneInfo(timezone)).tz_localize(None)
    return np.asarray(local.to_numpy().astype("datetime64[D]").astype(np.int32))


def day_number(day: date) -> int:
    """Return the days from 1970-01-01 to `day`."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day that lies `number` days after 1970-01-01."""
    return EPOCH + timedelta(days=int(number))


def start_s(day: date, timezone: str) -> int:
    """Return the UTC second at which a local day begins."""
    return int(datetime.combine(day, time.min, ZoneInfo(timezone)).timestamp())


def end_of_day(day: date, timezone: str) -> datetime:
    """Return the last second of a local day."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(timezone))


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Local days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Return the number of days in it."""
        return (self.last - self.first).days + 1

    def bounds_s(self, timezone: str) -> tuple[int, int]:
        """Return the UTC seconds [from, until) it spans."""
        return start_s(self.first, timezone), start_s(self.last + timedelta(days=1), timezone)

    def until(self, last: date) -> "Period":
        """Return the part of it up to a day (itself when it ends before)."""
        return Period(self.first, max(self.first, min(self.last, last)))


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month in the town's time zone."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        """Return the month that a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Return the month written as YYYY-MM (ValueError when it is none)."""
        return cls.of(date.fromisoformat(f"{text}-01"))

    def shifted(self, months: int) -> "Month":
        """Return the month so many months later (earlier when negative)."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    @property
    def period(self) -> Period:
        """Return its days."""
        following = self.shifted(1)
        last = date(following.year, following.month, 1) - timedelta(days=1)
        return Period(date(self.year, self.month, 1), last)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
