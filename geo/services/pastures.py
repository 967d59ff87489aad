"""Where a pastoral grid's people and worker are now: its dated shape of the season (转场).

The cells stay the partition: counting and locating follow them all year. The seasonal range says
where to look for people: the map draws it, the card dates it, ways are measured from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.domain.seasons import Season, Spell, month_day, standing
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.spatial.spreading import spread_points

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """The range in force in one grid; in a gap the grid's own outline, `geometry` is None."""

    spell: Spell
    geometry: BaseGeometry | None


@once_a_snapshot
def ranges(snapshot: Snapshot) -> Mapping[int, Range]:
    """Return the range of each grid that has dated shapes, by position, on the snapshot's day.

    Shapes whose dates cannot be read or whose grid is not there are left out; where several hold
    at once, as after a merger, they are one range together.
    """
    dated = {row: season for row in range(len(snapshot.shapes)) if (season := _at(snapshot, row))}
    by_grid: dict[int, list[int]] = {}
    for row in dated:
        place = int(snapshot.shapes["grid"].iloc[row])
        if place >= 0:
            by_grid.setdefault(place, []).append(row)
    day = snapshot.now.date()
    return {place: _range(snapshot.shapes, rows, dated, day) for place, rows in by_grid.items()}


@once_a_snapshot
def range_points(snapshot: Snapshot) -> Mapping[int, Points]:
    """Return for each grid with a seasonal range in force points over it, (n, 2) in metres.

    Nobody knows where in it the tents stand, so people are taken to be anywhere in it alike.
    """
    held = {place: one.geometry for place, one in ranges(snapshot).items() if one.geometry}
    shapes = frames.in_degrees(pd.DataFrame(index=range(len(held))), _array(list(held.values())))
    metric = frames.to_metric(shapes, snapshot.metric_crs).geometry
    return {place: spread_points(shape) for place, shape in zip(held, metric, strict=True)}


def _at(snapshot: Snapshot, row: int) -> Season | None:
    dates = snapshot.shapes[["starts_md", "ends_md"]].iloc[row]
    starts, ends = (month_day(str(text)) for text in dates)
    return Season(starts, ends) if starts and ends else None


def _range(shapes: StorageFrame, rows: list[int], dated: Mapping[int, Season], day: date) -> Range:
    found = standing([dated[row] for row in rows], day)
    now = [rows[one] for one in found.now]
    then = _names(shapes, [rows[one] for one in found.then])
    spell = Spell(_names(shapes, now), found.since, found.until, then)
    return Range(spell, _united(shapes, now))


def _names(shapes: StorageFrame, rows: list[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(name) for name in shapes["season"].iloc[rows]))


def _united(shapes: StorageFrame, rows: list[int]) -> BaseGeometry | None:
    if not rows:
        return None
    return shapely.union_all(shapes.geometry.to_numpy()[rows])


def _array(shapes: list[BaseGeometry | None]) -> NDArray[np.object_]:
    found = np.empty(len(shapes), dtype=object)
    found[:] = shapes
    return found
