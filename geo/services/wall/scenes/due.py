"""What falls due today and what is overdue: shares and counts by village, never by grid."""

import numpy as np
from numpy.typing import NDArray

from geo.messages import numbers
from geo.messages.figures import Tone
from geo.messages.wall_scenes import BarRow, Bars, Step
from geo.services import lateness
from geo.services.small_counts.least import LEAST_SHOWN
from geo.services.small_counts.totals import part_and_whole
from geo.services.wall.classes import legend, shades
from geo.services.wall.figures import figures, overdue_open
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.scene_kinds import MEASURES_MOST
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

_BREAKS = (0.05, 0.1, 0.2, 0.3)


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a camera position."""
    shots = cameras(spec)
    shown = figures(town, spec.measures)
    late = shades(_late_share(town)[town.villages.of_grid], _BREAKS)
    panel = _overdue(town, MEASURES_MOST + 1 - len(shown))
    return tuple(
        Step(
            spec.seconds / len(shots),
            shot,
            figures=shown,
            shades=late,
            panel=panel,
            legend=legend(_BREAKS),
        )
        for shot in shots
    )


def _late_share(town: WallTown) -> NDArray[np.float64]:
    """Return each village's overdue share this month; NaN where it would tell a small count."""
    due = lateness.due_in(town.snapshot, town.month.period)
    grid = town.snapshot.incidents.grid
    due_count, late = (town.villages.counted(grid[flags]) for flags in (due.due, due.late))
    shares = np.full(len(due_count), np.nan)
    for village, (all_due, all_late) in enumerate(zip(due_count, late, strict=True)):
        part, whole = part_and_whole(int(all_late), int(all_due))
        is_shown = not town.book.is_public or (part is not None and whole is not None)
        if is_shown and all_due:
            shares[village] = all_late / all_due
    return shares


def _overdue(town: WallTown, most: int) -> Bars:
    """Return the villages with most open past due, as far as they may be shown."""
    parts = overdue_open(town).parts if town.book.is_public else town.overdue_by_village
    shown = [(count, place) for place, count in enumerate(parts[:-1]) if count]
    shown.sort(key=lambda one: (-one[0], one[1]))
    rows = tuple(
        BarRow(
            town.villages.names[place],
            count / shown[0][0],
            town.say("cases", count=numbers.count(count)),
            Tone.BAD,
        )
        for count, place in shown[:most]
    )
    return Bars(town.say("overdue_title"), rows, _note(town, is_held=None in parts))


def _note(town: WallTown, *, is_held: bool) -> str:
    return town.say("held_note", least=LEAST_SHOWN) if is_held else ""
