"""The figures a scene may show beside its map: a metric is one small function and a row here.

What stands under a figure is said in words: from six metres nobody reads a second number.
"""

from collections.abc import Callable, Mapping

import numpy as np

from geo.messages import numbers
from geo.messages.figures import KeyFigure, Note, Tone
from geo.services import stations_load
from geo.services.comparison import Comparison
from geo.services.small_counts.least import LEAST_SHOWN, is_small
from geo.services.small_counts.totals import Protected, part_and_whole, parts_of_total
from geo.services.wall import hours_of_week
from geo.services.wall.town import WallTown

Measure = Callable[[WallTown], KeyFigure]


def figures(town: WallTown, names: tuple[str, ...]) -> tuple[KeyFigure, ...]:
    """Return the named figures in their order."""
    return tuple(MEASURES[name](town) for name in names)


def counted(town: WallTown, count: int | None, *, is_sensitive: bool = False) -> str:
    """Return a count of incidents as the wall may show it: small ones as fewer than ten."""
    if count is None:
        return town.say("unknown")
    is_held = (town.book.is_public or is_sensitive) and is_small(count)
    return town.say("fewer", least=LEAST_SHOWN) if is_held else numbers.count(count)


def _figure(town: WallTown, name: str, value: str, *notes: Note, unit: str = "") -> KeyFigure:
    return KeyFigure(town.say(f"measure_{name}"), value, unit, tuple(n for n in notes if n.words))


def _cases(town: WallTown, name: str, count: int, *notes: Note) -> KeyFigure:
    return _figure(town, name, counted(town, count), *notes, unit=town.say("unit_cases"))


def _held(town: WallTown, name: str) -> KeyFigure:
    return _figure(town, name, town.say("held_back"))


def _tells(town: WallTown, part: int, whole: int) -> bool:
    """Return whether a share would tell a small count on a public wall."""
    return town.book.is_public and None in part_and_whole(part, whole)


def _tells_any(town: WallTown, *counts: int) -> bool:
    return town.book.is_public and any(is_small(count) for count in counts)


def _on_time_share(town: WallTown) -> KeyFigure:
    month = town.month
    is_held = _tells(town, month.late, month.due)
    if month.on_time_share is None or is_held:
        return _figure(town, "on_time_share", town.say("held_back" if is_held else "unknown"))
    value = numbers.percent(month.on_time_share)
    return _figure(town, "on_time_share", value, _points(town, month.last_month), unit="%")


def _points(town: WallTown, earlier: Comparison | None) -> Note:
    if earlier is None or earlier.overdue_change_share is None:
        return Note("")
    if _tells(town, earlier.figures.late, earlier.figures.due):
        return Note("")
    if earlier.overdue_change_share < 0:
        return Note(town.say("above_last_month"), Tone.GOOD)
    is_worse = earlier.overdue_change_share > 0
    return Note(town.say("below_last_month"), Tone.BAD) if is_worse else Note("")


def _due_today(town: WallTown) -> KeyFigure:
    month = town.month
    waiting = month.due_today_undispatched
    if not waiting:
        return _cases(town, "due_today", month.due_today)
    part, whole = part_and_whole(waiting, month.due_today)
    is_shown = not town.book.is_public or (part is not None and whole is not None)
    note = town.say("not_dispatched") if is_shown else ""
    return _cases(town, "due_today", month.due_today, Note(note, Tone.BAD))


def _overdue_open(town: WallTown) -> KeyFigure:
    if town.book.is_public and overdue_open(town).total is None:
        return _held(town, "overdue_open")
    return _cases(town, "overdue_open", town.month.overdue_open)


def overdue_open(town: WallTown) -> Protected:
    """Return what a public wall may show of those overdue by village, the last in no grid."""
    return parts_of_total(town.overdue_by_village)


def _received_month(town: WallTown) -> KeyFigure:
    return _cases(town, "received_month", town.month.received)


def _received_per_workday(town: WallTown) -> KeyFigure:
    found = town.month.received_per_workday
    if _tells_any(town, town.month.received):
        return _held(town, "received_per_workday")
    value = town.say("unknown") if found is None else numbers.three_digits(found)
    return _figure(town, "received_per_workday", value, unit=town.say("unit_cases"))


def _received_change(town: WallTown) -> KeyFigure:
    earlier = town.month.last_year
    change = earlier.received_change_share if earlier else None
    if earlier is None or change is None:
        return _figure(town, "received_change", town.say("not_comparable"))
    if _tells_any(town, town.month.received, earlier.figures.received):
        return _held(town, "received_change")
    value = numbers.signed(change * numbers.PERCENT)
    return _figure(town, "received_change", value, unit="%")


def _on_time_change(town: WallTown) -> KeyFigure:
    earlier = town.month.last_year
    change = earlier.overdue_change_share if earlier else None
    if earlier is None or change is None:
        return _figure(town, "on_time_change", town.say("not_comparable"))
    if any(_tells(town, one.late, one.due) for one in (town.month, earlier.figures)):
        return _held(town, "on_time_change")
    value = numbers.signed(-change * numbers.PERCENT, 1)
    return _figure(town, "on_time_change", value, unit=town.say("unit_points"))


def _staff(town: WallTown) -> KeyFigure:
    count = numbers.count(len(town.snapshot.staff))
    return _figure(town, "staff", count, unit=town.say("unit_men"))


def _mobile_staff(town: WallTown) -> KeyFigure:
    mobile = int(town.snapshot.staff["mobile"].eq(other=True).fillna(value=False).sum())
    return _figure(town, "mobile_staff", numbers.count(mobile), unit=town.say("unit_men"))


def _stations(town: WallTown) -> KeyFigure:
    count = len(town.snapshot.stations)
    return _figure(town, "stations", numbers.count(count), unit=town.say("unit_stations"))


def _station_disputes(town: WallTown) -> KeyFigure:
    count = stations_load.station_totals(town.load).disputes
    value = counted(town, count, is_sensitive=True)
    return _figure(town, "station_disputes", value, unit=town.say("unit_cases"))


def _station_backlog(town: WallTown) -> KeyFigure:
    count = stations_load.station_totals(town.load).backlog
    value = counted(town, count, is_sensitive=True)
    return _figure(town, "station_backlog", value, unit=town.say("unit_cases"))


def _within_30_days(town: WallTown) -> KeyFigure:
    ended, share = (
        float(town.load["ended"].sum()),
        stations_load.station_totals(town.load).within_30_days_share,
    )
    timely = 0 if share is None else round(share * ended)
    if share is not None and None in part_and_whole(timely, round(ended)):
        return _held(town, "within_30_days")
    return _share(town, "within_30_days", share)


def _cameras_alive(town: WallTown) -> KeyFigure:
    value, unit = numbers.count(town.cameras.alive), town.say("unit_sites")
    return _figure(town, "cameras_alive", value, cameras_off(town, town.cameras.dead), unit=unit)


def cameras_off(town: WallTown, dead: int) -> Note:
    """Return that some cameras are dead, in words: how many is a figure of its own."""
    return Note(town.say("cameras_off") if dead else "", Tone.BAD)


def _cameras_dead(town: WallTown) -> KeyFigure:
    value = numbers.count(town.cameras.dead)
    return _figure(town, "cameras_dead", value, unit=town.say("unit_sites"))


def _covered_share(town: WallTown) -> KeyFigure:
    table = town.coverage
    is_lived_in = (town.snapshot.grids["households"].fillna(0) > 0).to_numpy(bool)
    shares = table["covered_share"].to_numpy(float)[is_lived_in]
    median = float(np.nanmedian(shares)) if np.isfinite(shares).any() else None
    return _share(town, "covered_share", median)


def _incidents_covered(town: WallTown) -> KeyFigure:
    table = town.coverage
    total = int(table["incidents_total"].sum())
    inside = int(table["incidents_inside"].fillna(0).sum())
    if _tells(town, inside, total):
        return _held(town, "incidents_covered")
    return _share(town, "incidents_covered", inside / total if total else None)


def _busiest_hour(town: WallTown) -> KeyFigure:
    found = hours_of_week.busiest(town.snapshot)
    if found is None:
        return _figure(town, "busiest_hour", town.say("unknown"))
    day, hour = divmod(found, hours_of_week.HOURS_A_DAY)
    value = town.say("day_and_hour", day=town.say(f"day_{day}"), hour=hour, until=hour + 1)
    return _figure(town, "busiest_hour", value)


def _grids(town: WallTown) -> KeyFigure:
    return _figure(
        town, "grids", numbers.count(len(town.snapshot.grids)), unit=town.say("unit_grids")
    )


def _villages(town: WallTown) -> KeyFigure:
    return _figure(
        town, "villages", numbers.count(len(town.villages.names)), unit=town.say("unit_villages")
    )


def _share(town: WallTown, name: str, share: float | None) -> KeyFigure:
    if share is None:
        return _figure(town, name, town.say("unknown"))
    return _figure(town, name, numbers.percent(share), unit="%")


MEASURES: Mapping[str, Measure] = {
    "on_time_share": _on_time_share,
    "due_today": _due_today,
    "overdue_open": _overdue_open,
    "received_month": _received_month,
    "received_per_workday": _received_per_workday,
    "received_change": _received_change,
    "on_time_change": _on_time_change,
    "staff": _staff,
    "mobile_staff": _mobile_staff,
    "stations": _stations,
    "station_disputes": _station_disputes,
    "station_backlog": _station_backlog,
    "within_30_days": _within_30_days,
    "cameras_alive": _cameras_alive,
    "cameras_dead": _cameras_dead,
    "covered_share": _covered_share,
    "incidents_covered": _incidents_covered,
    "busiest_hour": _busiest_hour,
    "grids": _grids,
    "villages": _villages,
}
