"""Hours a week of each grid by cause, and what was left out because it is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.domain.staffing import Cause
from geo.domain.units import MIN_PER_H, WEEKS_PER_YEAR
from geo.staffing.demand import Demand
from geo.staffing.norms import DEFAULT_HANDLING, NormBook
from geo.staffing.town import Floats, Town
from geo.staffing.travel import Going, Travel, travel

DUTY = "station_duty_h_week"


@dataclass(frozen=True, slots=True, eq=False)
class Workload:
    """Hours a week of n grids.

    `hours` has every cause, NaN where its input is unknown; `total_h` sums what is known and
    `variable_h` the part that follows incidents, whose variance is `variance_h2`. `calls_week`
    counts incidents and visits that are travelled to; `default_share` is the share of incidents
    whose category has no handling time of its own.
    """

    hours: Mapping[Cause, Floats]
    total_h: Floats
    variable_h: Floats
    variance_h2: Floats
    calls_week: Floats
    travel: Travel
    default_share: Floats


def handling_h(town: Town, book: NormBook) -> Floats:
    """Return the handling hours of one incident of each category (c), empty without reports."""
    categories = town.reports.categories if town.reports else ()
    return np.array([book.handling(name).value / MIN_PER_H for name in categories], dtype=float)


def visits_week(town: Town, book: NormBook) -> Floats:
    """Return visits a week (n): households × visits a household and year; NaN when unknown."""
    yearly = [book.of_kind("visits_per_household_year", kind).value for kind in town.kinds]
    return np.where(town.is_inhabited, town.households * np.array(yearly) / WEEKS_PER_YEAR, 0.0)


def duty_h(town: Town, book: NormBook) -> Floats:
    """Return station duty hours (n); NaN when no station of a kind that has a norm is known."""
    stations = town.stations or {}
    listed = {kind: f"{DUTY}.{kind}" for kind in stations if f"{DUTY}.{kind}" in book.norms}
    if not listed:
        return np.full(len(town.codes), np.nan)
    duty = np.zeros(len(town.codes), dtype=np.float64)
    for kind, key in listed.items():
        duty = duty + stations[kind] * book.value(key)
    return duty


def default_share(town: Town, demand: Demand, book: NormBook) -> Floats:
    """Return the share of a grid's incidents that the default handling time stands for (n)."""
    categories = town.reports.categories if town.reports else ()
    unlisted = np.array([book.handling(one).key == DEFAULT_HANDLING for one in categories], float)
    total = demand.calls_week
    hit = demand.week_rate @ unlisted
    return np.asarray(np.divide(hit, total, out=np.zeros_like(total), where=total > 0))


def workload(town: Town, demand: Demand | None, book: NormBook) -> Workload:
    """Return the hours of every grid; uninhabited grids hold no meetings and keep no forms."""
    visits = visits_week(town, book)
    calls = np.nan_to_num(_incidents_week(town, demand)) + np.nan_to_num(visits)
    way = travel(town, calls, Going.of(town, book))
    hours = _hours(town, demand, book, way)
    total = np.nansum(np.stack(list(hours.values())), axis=0)
    nothing = np.zeros_like(total)
    if demand is None:
        return Workload(hours, total, nothing, nothing, calls, way, nothing)
    handling = handling_h(town, book)
    slope = way.slope + book.value("forms_min_per_incident") / MIN_PER_H
    variable = demand.week_rate @ handling + slope * demand.calls_week
    variance = _variance_h2(demand, handling, slope, book.value("handling_cv"))
    unlisted = default_share(town, demand, book)
    return Workload(hours, total, variable, variance, calls, way, unlisted)


def _incidents_week(town: Town, demand: Demand | None) -> Floats:
    return np.full(len(town.codes), np.nan) if demand is None else demand.calls_week


def _hours(town: Town, demand: Demand | None, book: NormBook, way: Travel) -> dict[Cause, Floats]:
    is_open, visits = town.is_inhabited, visits_week(town, book)
    incidents = _incidents_week(town, demand)
    filing_h = np.nan_to_num(incidents) * book.value("forms_min_per_incident") / MIN_PER_H
    handled = incidents if demand is None else demand.week_rate @ handling_h(town, book)
    return {
        Cause.INCIDENTS: handled,
        Cause.TRAVEL: np.where(np.isnan(incidents) & np.isnan(visits), np.nan, way.hours),
        Cause.VISITS: visits * book.value("visit_min") / MIN_PER_H,
        Cause.STATION_DUTY: np.where(is_open, duty_h(town, book), 0.0),
        Cause.MEETINGS: np.where(is_open, book.value("meetings_h_week"), 0.0),
        Cause.FORMS: np.where(is_open, book.value("forms_h_week"), 0.0) + filing_h,
    }


def _variance_h2(demand: Demand, handling: Floats, slope: Floats, cv: float) -> Floats:
    """Return the variance of a grid's hours by the delta method (n).

    Three parts: how many there are at their mean hours and slope s, which kinds they are of, and
    how long each takes: ((h̄ + s)·λ)²·v + Σ(h − h̄)²·λ²·v_c + Σ(h·CV)²·λ²·v_c. With CV = 1, s = 0
    and nothing to shrink it is that of a compound Poisson sum, noise √(2/n) for n equal incidents.
    """
    rate, calls = demand.week_rate, demand.calls_week
    hours = rate @ handling
    mean_h = np.divide(hours, calls, out=np.zeros_like(calls), where=calls > 0)
    many = (hours + slope * calls) ** 2 * demand.total_variance
    weight = (handling[None, :] - mean_h[:, None]) ** 2 + (handling * cv) ** 2
    kinds_and_times = (rate**2 * demand.mix_variance * weight).sum(axis=1)
    return np.asarray(many + kinds_and_times)
