"""Where is it tight today: a column a grid, hours of work a week for each worker there is."""

import math

import numpy as np

from geo.messages import numbers
from geo.messages.wall_scenes import Column, Step
from geo.services.grid_names import named_grid
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

_STEP_H = 10.0


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a camera position, the columns the same in all."""
    shots = cameras(spec)
    shown, columns = figures(town, spec.measures), _columns(town)
    seconds = spec.seconds / len(shots)
    return tuple(Step(seconds, shot, figures=shown, columns=columns) for shot in shots)


def _columns(town: WallTown) -> tuple[Column, ...]:
    hours = np.where(np.isfinite(town.hours), town.hours, 0.0)
    if not hours.any():
        return ()
    top = math.ceil(float(hours.max()) / _STEP_H) * _STEP_H
    worst = int(hours.argmax())
    return tuple(
        Column(
            float(town.centres_deg[place, 0]),
            float(town.centres_deg[place, 1]),
            float(hours[place] / top),
            _named(town, place, hours[place]) if place == worst else "",
        )
        for place in np.flatnonzero(hours > 0).tolist()
    )


def _named(town: WallTown, place: int, hours: float) -> str:
    name = named_grid(town.snapshot, place).name
    return town.say("column_hours", name=name, hours=numbers.count(hours))
