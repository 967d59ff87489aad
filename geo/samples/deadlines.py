"""Deadlines and closing times of the demo's incidents, and the state each is in at its now."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from geo.domain.kinds import Channel, IncidentState
from geo.samples.happenings import month_number, month_of, now_s
from geo.samples.plane import Array
from geo.samples.tables import invented
from geo.samples.workclock import DAY_S, HOUR_S, WORK_DAY_H, work_clock

_WORK_DAY_S = WORK_DAY_H * HOUR_S
_LEAST_SHARE, _MOST_SHARE = 0.02, 4.0
_OFFICE_S = (9.5 * HOUR_S, 18.0 * HOUR_S)
_WORK_RULES = ("work_hours", "work_days")
_MERGED_SHARE, _TRANSFERRED_SHARE = 0.03, 0.012


def due_s(category: Array, channel: Sequence[str], reported_s: Array) -> Array:
    """Return the deadline in local seconds, by category and, for the hotline, by its own rule."""
    rule, amount = _rules(category, channel)
    clock = work_clock()
    worked = clock.worked(reported_s)
    in_days = clock.moment((np.floor(worked / _WORK_DAY_S) + amount + 1) * _WORK_DAY_S)
    choices = {
        "work_hours": clock.moment(worked + amount * HOUR_S),
        "work_days": in_days,
        "clock_hours": reported_s + amount * HOUR_S,
        "days": (np.floor(reported_s / DAY_S) + amount + 1) * DAY_S - 1,
    }
    return np.select([rule == name for name in choices], list(choices.values()))


def closed_s(
    incidents: pd.DataFrame,
    slowness: Array,
    rng: np.random.Generator,
) -> Array:
    """Return when each incident is closed, in local seconds, also after now.

    `incidents` has category (position), channel, reported_s and due_s; handling takes a lognormal
    share of the time allowed, in working time where the deadline runs in it.
    """
    rule, _ = _rules(incidents["category"].to_numpy(), incidents["channel"].tolist())
    table = invented("categories")["categories"]
    pace = np.asarray([row["pace"] for row in table])[incidents["category"]]
    spread = rng.normal(0.0, invented("handling")["spread_time"], len(incidents))
    slow = slowness * _day_off_slowness(incidents, rule)
    share = np.clip(pace * slow * np.exp(spread), _LEAST_SHARE, _MOST_SHARE)
    reported, due = incidents["reported_s"].to_numpy(), incidents["due_s"].to_numpy()
    clock = work_clock()
    worked, allowed = clock.worked(reported), clock.worked(due) - clock.worked(reported)
    at_work = clock.moment(worked + share * allowed)
    by_clock = reported + share * (due - reported)
    office = _in_office(by_clock, reported, rng)
    closed = np.where(np.isin(rule, _WORK_RULES), at_work, by_clock)
    return np.asarray(np.maximum(np.where(rule == "days", office, closed), reported + 120))


def states(incidents: pd.DataFrame, rng: np.random.Generator) -> list[str]:
    """Return the state of each incident at now; `closed_s` beyond now means still open."""
    closed, age = incidents["closed_s"].to_numpy(), now_s() - incidents["reported_s"].to_numpy()
    luck = rng.uniform(size=len(incidents))
    is_hotline = incidents["channel"].to_numpy() == Channel.HOTLINE
    is_closed = closed <= now_s()
    cases = [
        (is_closed & is_hotline & (luck < _MERGED_SHARE), IncidentState.DUPLICATE),
        (is_closed & (luck > 1 - _TRANSFERRED_SHARE), IncidentState.TRANSFERRED),
        (is_closed, IncidentState.CLOSED),
        ((age < 4 * HOUR_S) & (luck < 0.8), IncidentState.NEW),
        ((age < 2 * DAY_S) & (luck < 0.22), IncidentState.NEW),
        (closed - now_s() < 6 * HOUR_S, IncidentState.ANSWERED),
        (age < DAY_S, IncidentState.DISPATCHED),
    ]
    named = np.select(
        [mask for mask, _ in cases],
        [state.value for _, state in cases],
        IncidentState.IN_PROGRESS.value,
    )
    return [str(state) for state in named]


def grid_slowness(grid: pd.Series, reported_s: Array, rng: np.random.Generator) -> Array:
    """Return how many times its usual share each incident's handling takes.

    `grid` holds each incident's grid name; the town's months, the grids, their months and the
    hot spots multiply.
    """
    table = invented("handling")
    names, position = np.unique(grid.to_numpy(), return_inverse=True)
    month = month_of(reported_s)
    town = np.asarray(table["slowness"])
    usual = np.exp(rng.normal(0.0, table["spread_grid_slowness"], len(names)))
    monthly = np.exp(rng.normal(0.0, table["spread_grid_month"], (len(names), len(town))))
    for spot in table["hotspots"]:
        monthly[names == spot["grid"], :] *= _spot_months(spot, len(town))
    return np.asarray(town[month] * usual[position] * monthly[position, month])


def _spot_months(spot: dict[str, Any], months: int) -> Array:
    factors = np.ones(months)
    for month in spot["months"]:
        factors[month_number(month)] = spot["slowness"]
    return factors


def _rules(category: Array, channel: Sequence[str]) -> tuple[np.ndarray, Array]:
    rows = invented("categories")["categories"]
    rule = np.asarray([row["due"]["rule"] for row in rows])[category]
    amount = np.asarray([float(row["due"]["amount"]) for row in rows])[category]
    is_hotline = np.isin(rule, _WORK_RULES) & (np.asarray(channel) == Channel.HOTLINE.value)
    days = float(invented("handling")["hotline_work_days"])
    return np.where(is_hotline, "work_days", rule), np.where(is_hotline, days, amount)


def _day_off_slowness(incidents: pd.DataFrame, rule: np.ndarray) -> Array:
    midnight = np.floor(incidents["reported_s"].to_numpy() / DAY_S) * DAY_S
    clock = work_clock()
    is_off = clock.worked(midnight + DAY_S) - clock.worked(midnight) < 1.0
    return np.where(is_off & (rule == "clock_hours"), invented("handling")["day_off_slowness"], 1.0)


def _in_office(moment_s: Array, reported_s: Array, rng: np.random.Generator) -> Array:
    """Return moments of the same day within office hours, never before the report."""
    office = np.floor(moment_s / DAY_S) * DAY_S + rng.uniform(*_OFFICE_S, len(moment_s))
    return np.where(office > reported_s, office, moment_s)
