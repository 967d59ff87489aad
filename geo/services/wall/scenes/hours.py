"""Incidents over the week, four hours at a time: a column a village, a cursor on the week."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from geo.messages.wall_scenes import Column, Step, Week
from geo.services.small_counts.least import LEAST_SHOWN
from geo.services.small_counts.same_total import lines_of_total
from geo.services.wall.figures import figures
from geo.services.wall.hours_of_week import HOURS_A_DAY, HOURS_A_WEEK, by_hour, hour_of_week
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

HOURS_A_STEP = 4
_STEPS = HOURS_A_WEEK // HOURS_A_STEP
Counts = NDArray[np.int64]


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step for every four hours of the week."""
    by_hours, by_village, is_held = _shown(town)
    week, columns = _shares(by_hours), _shares(by_village)
    note = town.say("held_note", least=LEAST_SHOWN) if is_held else ""
    shown, camera = figures(town, spec.measures), cameras(spec)[0]
    days = tuple(town.say(f"day_{day}") for day in range(7))
    told = tuple(float(share) for share in week)
    return tuple(
        Step(
            spec.seconds / _STEPS,
            camera,
            figures=shown,
            said=_said(town, first),
            columns=_columns(town, columns[first // HOURS_A_STEP]),
            panel=Week(town.say("week_title"), days, told, first, first + HOURS_A_STEP, note),
        )
        for first in range(0, HOURS_A_WEEK, HOURS_A_STEP)
    )


def _said(town: WallTown, first: int) -> str:
    day, hour = divmod(first, HOURS_A_DAY)
    until = hour + HOURS_A_STEP
    return town.say("day_and_hour", day=town.say(f"day_{day}"), hour=hour, until=until)


def _shown(town: WallTown) -> tuple[Counts, Counts, bool]:
    """Return reports by hour and by village (four hours × villages), and whether some are held.

    What a public wall holds back stands as 0: four hours and the villages in them have one sum.
    """
    hours, places = by_hour(town.snapshot), _by_place(town)
    if not town.book.is_public:
        return hours, places[:, :-1], False
    lines = [
        lines_of_total(four.tolist(), line.tolist())
        for four, line in zip(hours.reshape(_STEPS, HOURS_A_STEP), places, strict=True)
    ]
    shown_hours = _counts(one for four, _ in lines for one in four)
    shown_places = _counts(one for _, line in lines for one in line).reshape(places.shape)
    is_held = shown_hours.sum() + shown_places.sum() < hours.sum() + places.sum()
    return shown_hours, shown_places[:, :-1], bool(is_held)


def _counts(line: Iterable[int | None]) -> Counts:
    return np.array([one or 0 for one in line], np.int64)


def _by_place(town: WallTown) -> Counts:
    """Return reports of twelve months: (four hours of the week × villages, then in no grid)."""
    hours, grid = hour_of_week(town.snapshot), town.snapshot.incidents.grid
    is_in, size = hours >= 0, len(town.villages.names) + 1
    place = np.full(len(grid), size - 1)
    place[grid >= 0] = town.villages.of_grid[grid[grid >= 0]]
    key = hours[is_in] // HOURS_A_STEP * size + place[is_in]
    return np.bincount(key, minlength=_STEPS * size).reshape(_STEPS, size)


def _shares(counts: Counts) -> NDArray[np.float64]:
    return np.round(counts / max(int(counts.max(initial=0)), 1), 3)


def _columns(town: WallTown, shares: NDArray[np.float64]) -> tuple[Column, ...]:
    """Return a column for every village, flat where nothing is shown, so that each can grow."""
    places = [town.villages.centre_deg(town.snapshot, one) for one in range(len(shares))]
    return tuple(
        Column(lon, lat, float(share)) for (lon, lat), share in zip(places, shares, strict=True)
    )
