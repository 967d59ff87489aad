"""Rivers, canals, roads and railway of the demo in km: hand-placed or invented, schematic all."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from shapely import LineString, Polygon

from geo.samples.fan import arc_km, radial_km
from geo.samples.plane import Array, to_km
from geo.samples.roughness import roughened
from geo.samples.tables import features, invented

_LINE_SEED = 109
_ROUGHNESS = {"river": (0.07, 0.25), "railway": (0.01, 0.8), "road": (0.015, 0.8)}
_FAR_KM = 400.0


@dataclass(frozen=True, slots=True)
class Line:
    """One named line; `speed_kmh` is 0 where nobody drives."""

    kind: str
    name: str
    grade: str
    speed_kmh: float
    points_km: Array

    @property
    def geometry(self) -> LineString:
        """Return the line in km."""
        return LineString(self.points_km)


@cache
def lines() -> tuple[Line, ...]:
    """Return every line: hand-placed ones first, then the oasis's canals and lanes."""
    return (*_placed(), *_canals(), *_lanes())


@cache
def west_bank() -> Polygon:
    """Return everything west of the Golmud river's course, in km."""
    name = invented("works")["border_river"]
    river = next(line.points_km for line in lines() if line.name == name)
    south, north = [-_FAR_KM, river[0, 1] - 1.0], [-_FAR_KM, river[-1, 1] + 1.0]
    return Polygon(np.vstack((south, river, north))).buffer(0)


def _placed() -> list[Line]:
    rng = np.random.default_rng(_LINE_SEED)
    found = []
    for row, shape in features("golmud_lines"):
        points = roughened(to_km(shapely.get_coordinates(shape)), *_ROUGHNESS[row["kind"]], rng)
        speed = float(row.get("speed_kmh", 0))
        found.append(Line(row["kind"], row["name"], row["class"], speed, points))
    return found


def _canals() -> list[Line]:
    return [
        Line("canal", row["name"], row["class"], 0.0, _fan_line(row))
        for row in invented("works")["canals"]
    ]


def _lanes() -> list[Line]:
    return [
        Line("road", row["name"], row["class"], float(row["speed_kmh"]), _fan_line(row))
        for row in invented("works")["lanes"]
    ]


def _fan_line(row: dict[str, object]) -> Array:
    start, end = (float(value) for value in row["span"])  # type: ignore[attr-defined]
    if "angle_deg" in row:
        return radial_km(float(str(row["angle_deg"])), start, end)
    return arc_km(float(str(row["radius_km"])), start, end)
