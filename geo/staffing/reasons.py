"""Why a grid needs what it needs, and what was not known: codes and values, no sentences."""

from collections.abc import Iterator
from math import isnan

from geo.domain.kinds import GridKind
from geo.domain.staffing import Cause, Reason
from geo.staffing.assessment import Assessment
from geo.staffing.demand import Demand
from geo.staffing.norms import DEFAULT_HANDLING
from geo.staffing.target import Target
from geo.staffing.town import Reports
from geo.staffing.travel import Way
from geo.staffing.workload import DUTY

_SILENT_EXPECTED = 5.0
"""A grid expected to report five times reports nothing by chance in 0.7 % of cases."""
_PULL_SHOWN_SHARE = 0.1
_RATE_SHOWN = 1.3


def missing(found: Assessment, place: int) -> tuple[str, ...]:
    """Return the names of unknown inputs of one grid, in a fixed order."""
    town = found.town
    unknown = {
        "kind": town.kinds[place] is None,
        "households": isnan(town.households[place]) and town.is_inhabited[place],
        "residents": isnan(town.residents[place]) and isnan(town.households[place]),
        "incidents": town.reports is None,
        "channel": town.reports is not None and bool(town.reports.unknown_channel[place]),
        "stations": isnan(found.work.hours[Cause.STATION_DUTY][place]),
        "station_kind": _has_unlisted_station(found, place),
        "settlements": town.kinds[place] is GridKind.PASTORAL and isnan(town.settlement_km[place]),
        "staff": found.capacity is None,
        "staff_hours": found.capacity is not None and bool(found.capacity.hours_unknown[place]),
    }
    return tuple(name for name, is_unknown in unknown.items() if is_unknown)


def _has_unlisted_station(found: Assessment, place: int) -> bool:
    stations = found.town.stations or {}
    unlisted = [kind for kind in stations if f"{DUTY}.{kind}" not in found.book.norms]
    return any(stations[kind][place] > 0 for kind in unlisted)


def reasons(found: Assessment, aim: Target, place: int) -> tuple[Reason, ...]:
    """Return what speaks for one grid's figure, the verdict first."""
    return (
        _verdict(found, aim, place),
        _interval(found, place),
        *_largest_part(found, place),
        *_incidents(found, place),
        *_travelled(found, place),
    )


def _verdict(found: Assessment, aim: Target, place: int) -> Reason:
    if not found.town.is_inhabited[place]:
        return Reason("uninhabited")
    fte, needed = float(aim.fte_before[place]), float(found.needed.fte[place])
    gap_h = (needed - fte) * found.book.productive_h_week
    values = {"need": needed, "fte": fte, "gap_h": abs(gap_h)}
    if found.needed.low[place] <= fte <= found.needed.high[place]:
        return Reason("within_noise", values)
    tolerance = found.book.value("balance_tolerance_share")
    if abs(needed - fte) <= tolerance * fte:
        return Reason("within_tolerance", {**values, "tolerance": tolerance})
    return Reason("short" if gap_h > 0 else "slack", values)


def _interval(found: Assessment, place: int) -> Reason:
    low, high = float(found.needed.low[place]), float(found.needed.high[place])
    return Reason("interval", {"low": low, "high": high, "level": found.needed.level_share})


def _largest_part(found: Assessment, place: int) -> Iterator[Reason]:
    hours = {cause: float(part[place]) for cause, part in found.work.hours.items()}
    cause = max(hours, key=lambda one: 0.0 if isnan(hours[one]) else hours[one])
    total = float(found.work.total_h[place])
    if total > 0:
        share = hours[cause] / total
        yield Reason("largest_part", {"part": str(cause), "hours": hours[cause], "share": share})


def _incidents(found: Assessment, place: int) -> Iterator[Reason]:
    reports, demand = found.town.reports, found.demand
    if reports is None or demand is None:
        return
    count, week = int(reports.counts[place].sum()), float(demand.week_rate[place].sum())
    raw = count / reports.weeks
    seen = {"count": count, "weeks": reports.weeks, "raw": raw, "week": week}
    is_pulled = abs(week - raw) > _PULL_SHOWN_SHARE * max(raw, week)
    yield Reason("incidents_pulled" if is_pulled else "incidents_seen", seen)
    yield from _against_town(demand, reports, place, count)
    if reports.left_out[place]:
        yield Reason("patrol_left_out", {"count": int(reports.left_out[place])})
    share = float(found.work.default_share[place])
    if share > 0:
        minutes = found.book.value(DEFAULT_HANDLING)
        yield Reason("default_handling", {"share": share, "minutes": minutes})


def _against_town(demand: Demand, reports: Reports, place: int, count: int) -> Iterator[Reason]:
    expected = float(demand.pooled_week_rate[place]) * reports.weeks
    basis = demand.basis_of(place)
    if not count and expected >= _SILENT_EXPECTED:
        yield Reason("silent", {"expected": expected})
    elif expected > 0:
        ratio = float(demand.week_rate[place].sum()) * reports.weeks / expected
        if max(ratio, 1 / max(ratio, 1e-9)) >= _RATE_SHOWN:
            yield Reason("rate", {"ratio": ratio, "basis": basis})


def _travelled(found: Assessment, place: int) -> Iterator[Reason]:
    hours = float(found.work.hours[Cause.TRAVEL][place])
    way = Way(int(found.work.travel.way[place]))
    if hours > 0:
        far = found.town.settlement_km if way is Way.SETTLEMENTS else found.town.area_km2
        yield Reason(
            f"travel_{way.name.lower()}",
            {
                "hours": hours,
                "calls": float(found.work.calls_week[place]),
                "extent": float(far[place]),
            },
        )
        if way is Way.SETTLEMENTS and place in found.town.seasons:
            yield Reason("season_range", {"season": found.town.seasons[place]})
