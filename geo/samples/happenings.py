"""When the demo's incidents are reported: seasons, weekdays, hours, spells of dust and flood."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import chinese_calendar
import numpy as np
from numpy.typing import NDArray

from geo.samples.plane import Array
from geo.samples.streams import stream
from geo.samples.tables import invented
from geo.samples.workclock import DAY_S, HOUR_S, day_number

_DAY_NOISE = 0.22
_OFFICE_WEEK = "work"
_WEDNESDAY, _SATURDAY, _SUNDAY = 2, 5, 6


@dataclass(frozen=True, slots=True)
class Reports:
    """Parallel arrays: category (position in the table) and local second of each report."""

    category: NDArray[np.int64]
    reported_s: Array


def first_day() -> date:
    """Return the first day of the demo's incidents."""
    return date.fromisoformat(invented("handling")["first_day"])


def now_s() -> float:
    """Return the demo's now in local seconds."""
    moment = datetime.fromisoformat(invented("handling")["now"])
    return day_number(moment.date()) * DAY_S + moment.hour * HOUR_S + moment.minute * 60.0


def month_of(local_s: Array) -> NDArray[np.int64]:
    """Return the number of each moment's month, 0 for the demo's first."""
    months = np.asarray(local_s).astype("datetime64[s]").astype("datetime64[M]")
    start = np.datetime64(f"{first_day():%Y-%m}", "M")
    return (months - start).astype(np.int64)


def month_number(month: str) -> int:
    """Return the number of a month (YYYY-MM), 0 for the demo's first."""
    day = date.fromisoformat(f"{month}-01")
    return (day.year - first_day().year) * 12 + day.month - first_day().month


def all_reports(seed: int) -> Reports:
    """Return every usual report up to now, by category in the table's order."""
    days = _days()
    categories, moments = [], []
    for position, row in enumerate(invented("categories")["categories"]):
        rng = stream(seed, f"reports-{row['name']}")
        found = _moments(row, days, rng)
        found = found[found <= now_s()]
        categories.append(np.full(len(found), position))
        moments.append(found)
    return Reports(np.concatenate(categories), np.concatenate(moments))


def moments_in(row: Mapping[str, Any], month: str, count: int, rng: np.random.Generator) -> Array:
    """Return `count` local moments of a category within one month (YYYY-MM), up to now."""
    days = [day for day in _days() if day.isoformat().startswith(month)]
    weights = np.asarray([_weekday_weight(row, day) for day in days])
    chosen = rng.choice(len(days), count, p=weights / weights.sum())
    moments = _at_hours(row, np.asarray([day_number(day) for day in days])[chosen], rng)
    return np.minimum(moments, now_s() - 600.0)


def _moments(row: Mapping[str, Any], days: list[date], rng: np.random.Generator) -> Array:
    usual = np.asarray([_usual_weight(row, day) for day in days])
    expected = usual * row["yearly"] * len(days) / 365.25
    expected /= usual.sum()
    strange = [_episode_factor(row["name"], day) * _growth(day) for day in days]
    noise = np.exp(rng.normal(0.0, _DAY_NOISE, len(days)))
    counts = rng.poisson(expected * strange * noise)
    return _at_hours(row, np.repeat([day_number(day) for day in days], counts), rng)


def _at_hours(row: Mapping[str, Any], day: Array, rng: np.random.Generator) -> Array:
    weights = np.asarray(invented("categories")["hours"][row["hours"]], dtype=float)
    hour = rng.choice(24, len(day), p=weights / weights.sum())
    return day * DAY_S + hour * HOUR_S + rng.integers(0, HOUR_S, len(day))


def _usual_weight(row: Mapping[str, Any], day: date) -> float:
    return float(row["months"][day.month - 1]) * _weekday_weight(row, day)


def _weekday_weight(row: Mapping[str, Any], day: date) -> float:
    number = _as_worked(day) if row["weekday"] == _OFFICE_WEEK else day.weekday()
    return float(invented("categories")["weekdays"][row["weekday"]][number])


def _as_worked(day: date) -> int:
    """Return the weekday a day is worked like: a 调休 day as Wednesday, a holiday as Sunday."""
    is_weekend = day.weekday() >= _SATURDAY
    if chinese_calendar.is_workday(day):
        return _WEDNESDAY if is_weekend else day.weekday()
    return day.weekday() if is_weekend else _SUNDAY


def _growth(day: date) -> float:
    return float(invented("handling")["volume"][str(day.year)])


def _episode_factor(category: str, day: date) -> float:
    text = day.isoformat()
    factors = [
        float(episode["factor"])
        for episode in invented("handling")["episodes"]
        if episode["from"] <= text <= episode["to"] and category in episode["categories"]
    ]
    return max(factors, default=1.0)


def _days() -> list[date]:
    last = date.fromisoformat(invented("handling")["now"][:10])
    return [first_day() + timedelta(days=number) for number in range((last - first_day()).days + 1)]
