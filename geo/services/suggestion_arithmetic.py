"""The arithmetic of one grid, line by line, each with the norm and source it rests on."""

from collections.abc import Iterator

import numpy as np

from geo.domain.records import Cell
from geo.domain.staffing import ArithmeticLine, Cause, Reason
from geo.domain.units import MIN_PER_H, WEEKS_PER_YEAR
from geo.staffing.assessment import Assessment
from geo.staffing.need import root_of_squares_h
from geo.staffing.travel import Way
from geo.staffing.workload import DUTY, visits_week

CATEGORIES_SHOWN = 8
_HOURS = "h/week"
_FTE = "person"


def arithmetic(found: Assessment, place: int) -> tuple[ArithmeticLine, ...]:
    """Return every line of a grid's hours by cause, then their sum and the workers needed."""
    return (
        *_incidents(found, place),
        *_travel(found, place),
        *_visits(found, place),
        *_duty(found, place),
        *_meetings_and_forms(found, place),
        *_needed(found, place),
    )


def _line(
    found: Assessment,
    code: str,
    value: float,
    norm_key: str = "",
    cause: Cause | None = None,
    **values: Cell,
) -> ArithmeticLine:
    """Return a line in hours a week that names its norm and the norm's source."""
    norm = found.book.norm(norm_key) if norm_key else None
    shown = values if norm is None else {"norm": norm.value, **values}
    source = norm.source if norm else ""
    return ArithmeticLine(Reason(code, shown), value, _HOURS, cause, norm_key, source)


def _incidents(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    demand, reports = found.demand, found.town.reports
    if demand is None or reports is None:
        return
    rate = demand.week_rate[place]
    norms = [found.book.handling(name) for name in reports.categories]
    hours = rate * np.array([norm.value / MIN_PER_H for norm in norms])
    order = np.argsort(-hours, kind="stable")
    shown = [c for c in order[:CATEGORIES_SHOWN].tolist() if hours[c] > 0]
    for c in shown:
        yield _line(
            found,
            "handling",
            float(hours[c]),
            norms[c].key,
            Cause.INCIDENTS,
            category=reports.categories[c],
            count=int(reports.counts[place, c]),
            week=float(rate[c]),
        )
    rest = order[len(shown) :]
    if hours[rest].sum() > 0:
        week, kinds = float(rate[rest].sum()), int(np.count_nonzero(hours[rest]))
        total = float(hours[rest].sum())
        yield _line(found, "other_kinds", total, "", Cause.INCIDENTS, kinds=kinds, week=week)


def _travel(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    town, book, kind = found.town, found.book, found.town.kinds[place]
    hours = float(found.work.hours[Cause.TRAVEL][place])
    if np.isnan(hours):
        return
    way = Way(int(found.work.travel.way[place]))
    extent = town.settlement_km if way is Way.SETTLEMENTS else town.area_km2
    yield _line(
        found,
        f"travel_{way.name.lower()}",
        hours,
        book.of_kind("speed_kmh", kind).key,
        Cause.TRAVEL,
        calls=float(found.work.calls_week[place]),
        extent=float(extent[place]),
        detour=book.value("detour_factor"),
        rounds=book.of_kind("rounds_per_week", kind).value,
    )


def _visits(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    hours = float(found.work.hours[Cause.VISITS][place])
    if np.isnan(hours):
        return
    yearly = found.book.of_kind("visits_per_household_year", found.town.kinds[place])
    yield _line(
        found,
        "visits",
        hours,
        yearly.key,
        Cause.VISITS,
        households=float(np.nan_to_num(found.town.households[place])),
        minutes=found.book.value("visit_min"),
        week=float(visits_week(found.town, found.book)[place]),
    )


def _duty(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    for kind, share in (found.town.stations or {}).items():
        key = f"{DUTY}.{kind}"
        if key in found.book.norms and found.town.is_inhabited[place] and share[place] > 0:
            hours = float(share[place]) * found.book.value(key)
            values: dict[str, Cell] = {"station": kind, "share": float(share[place])}
            yield _line(found, "station_duty", hours, key, Cause.STATION_DUTY, **values)


def _meetings_and_forms(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    book = found.book
    if found.town.is_inhabited[place]:
        for cause in (Cause.MEETINGS, Cause.FORMS):
            key = f"{cause}_h_week"
            yield _line(found, str(cause), book.value(key), key, cause)
    if found.demand is not None:
        week = float(found.demand.calls_week[place])
        key = "forms_min_per_incident"
        yield _line(
            found, "filing", week * book.value(key) / MIN_PER_H, key, Cause.FORMS, week=week
        )


def _needed(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    book, needed = found.book, found.needed
    total = float(found.work.total_h[place])
    yield _line(found, "total", total)
    available = book.value("available_h_year")
    share = book.value("utilisation_share")
    yield _line(
        found,
        "productive",
        book.productive_h_week,
        "available_h_year",
        weeks=WEEKS_PER_YEAR,
        share=share,
        available=available,
    )
    yield _persons("need", float(needed.fte[place]), total=total, each=book.productive_h_week)
    yield from _doubts(found, place)
    low, high = float(needed.low[place]), float(needed.high[place])
    yield _persons("interval", high - low, low=low, high=high, level=needed.level_share)
    if found.capacity is not None:
        persons, fte = int(found.capacity.persons[place]), float(found.capacity.fte[place])
        yield _persons("present", fte, persons=persons, contract=book.value("contract_h_week"))


def _doubts(found: Assessment, place: int) -> Iterator[ArithmeticLine]:
    """Yield what the interval is made of: the noise of incidents, the error of the norms."""
    book, needed, each = found.book, found.needed, found.book.productive_h_week
    below, above = float(needed.fewer_h[place]) / each, float(needed.more_h[place]) / each
    if above > 0:
        level, mean = needed.level_share, (below + above) / 2
        yield _persons("doubt_incidents", mean, below=below, above=above, level=level)
    hours, norm = float(needed.norm_h[place]), book.norm("norm_error_share")
    squares = float(root_of_squares_h(found.work)[place]) ** 2
    values: dict[str, Cell] = {"z": needed.z, "norm": norm.value, "squares": squares}
    label = Reason("doubt_norms", {**values, "hours": hours})
    yield ArithmeticLine(label, hours / each, _FTE, None, norm.key, norm.source)


def _persons(code: str, value: float, **values: Cell) -> ArithmeticLine:
    return ArithmeticLine(Reason(code, values), value, _FTE)
