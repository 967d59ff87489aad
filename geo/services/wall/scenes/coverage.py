"""What cameras see and which are dead; where exactly they stand is shown only when asked for."""

import numpy as np

from geo.domain.kinds import CameraState
from geo.messages import numbers
from geo.messages.figures import Tone
from geo.messages.wall_scenes import BarRow, Bars, Mark, Step
from geo.services.wall.classes import legend, shades
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.scene_kinds import MEASURES_MOST
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

_BREAKS = (0.002, 0.01, 0.05, 0.2)


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a camera position."""
    shots = cameras(spec)
    shown = figures(town, spec.measures)
    share = town.coverage["covered_share"].to_numpy(float)
    return tuple(
        Step(
            spec.seconds / len(shots),
            shot,
            figures=shown,
            shades=shades(share, _BREAKS),
            marks=_sites(town),
            legend=legend(_BREAKS),
            panel=_dead(town, MEASURES_MOST + 1 - len(shown)),
        )
        for shot in shots
    )


def _dead(town: WallTown, most: int) -> Bars:
    """Return the villages with most dead cameras."""
    dead = town.snapshot.cameras["state"].eq(CameraState.DEAD).fillna(value=False)
    grid = town.snapshot.cameras["grid"].to_numpy()
    by_village = town.villages.counted(grid[dead.to_numpy(bool)])
    order = [int(one) for one in np.argsort(-by_village, kind="stable")[:most] if by_village[one]]
    rows = tuple(
        BarRow(
            town.villages.names[one],
            float(by_village[one] / by_village.max()),
            town.say("sites", count=numbers.count(int(by_village[one]))),
            Tone.BAD,
        )
        for one in order
    )
    return Bars(
        town.say("dead_title"), rows, town.say("dead_note") if rows else town.say("none_dead")
    )


def _sites(town: WallTown) -> tuple[Mark, ...]:
    if not town.book.exact_cameras:
        return ()
    rows = town.snapshot.cameras
    is_dead = rows["state"].eq(CameraState.DEAD).fillna(value=False)
    return tuple(
        Mark(float(lon), float(lat), "", Tone.BAD if dead else Tone.GOOD)
        for lon, lat, dead in zip(rows["lon_deg"], rows["lat_deg"], is_dead, strict=True)
    )
