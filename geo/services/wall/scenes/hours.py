"""Incidents over the week, four hours at a time: a column a village, a cursor on the week."""

import numpy as np
from numpy.typing import NDArray

from geo.messages.wall_scenes import Column, Step, Week
from geo.services.small_counts.least import LEAST_SHOWN
from geo.services.wall.figures import figures
from geo.services.wall.hours_of_week import HOURS_A_DAY, HOURS_A_WEEK, by_hour, hour_of_week
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

HOURS_A_STEP = 4
_STEPS = HOURS_A_WEEK // HOURS_A_STEP


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step for every four hours of the week."""
    counts = _by_village(town)
    if town.book.is_public:
        counts = np.where(counts < LEAST_SHOWN, 0, counts)
    top = max(int(counts.max(initial=0)), 1)
    shown, camera = figures(town, spec.measures), cameras(spec)[0]
    shares = by_hour(town.snapshot) / max(int(by_hour(town.snapshot).max()), 1)
    days = tuple(town.say(f"day_{day}") for day in range(7))
    week = tuple(round(float(share), 3) for share in shares)
    return tuple(
        Step(
            spec.seconds / _STEPS,
            camera,
            figures=shown,
            said=_said(town, first),
            columns=_columns(town, counts[first // HOURS_A_STEP] / top),
            panel=Week(town.say("week_title"), days, week, first, first + HOURS_A_STEP),
        )
        for first in range(0, HOURS_A_WEEK, HOURS_A_STEP)
    )


def _said(town: WallTown, first: int) -> str:
    day, hour = divmod(first, HOURS_A_DAY)
    until = hour + HOURS_A_STEP
    return town.say("day_and_hour", day=town.say(f"day_{day}"), hour=hour, until=until)


def _by_village(town: WallTown) -> NDArray[np.int64]:
    """Return reports of twelve months: (four hours of the week × villages)."""
    hours, grid = hour_of_week(town.snapshot), town.snapshot.incidents.grid
    counted = (hours >= 0) & (grid >= 0)
    size = len(town.villages.names)
    village = town.villages.of_grid[grid[counted]]
    key = hours[counted] // HOURS_A_STEP * size + village
    return np.bincount(key, minlength=_STEPS * size).reshape(_STEPS, size)


def _columns(town: WallTown, shares: NDArray[np.float64]) -> tuple[Column, ...]:
    """Return a column for every village, flat where nothing is shown, so that each can grow."""
    places = [town.villages.centre_deg(town.snapshot, one) for one in range(len(shares))]
    return tuple(
        Column(lon, lat, round(float(share), 3))
        for (lon, lat), share in zip(places, shares, strict=True)
    )
