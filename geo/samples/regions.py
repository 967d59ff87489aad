"""The demo town's outline and what its 22 units are made of: one plot for each grid to come.

Plots are painted one over the other in the plane (km); borders become exactly shared in `tiling`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo.domain.kinds import GridKind
from geo.samples.carve import largest, parts
from geo.samples.fan import box_polygon
from geo.samples.plane import geometry_km, ring_km
from geo.samples.roughness import rough_polygon
from geo.samples.tables import COUNTY_CODE, features, invented, short_name
from geo.samples.watercourse import west_bank

_OUTLINE = (0.06, 1.2)
_PASTURE = (0.09, 0.9)
_TOWN_EDGE = (0.05, 0.35)
_MARGIN_DEG = 0.04


@dataclass(frozen=True, slots=True)
class Plot:
    """A piece of land of one unit that becomes `grids` grids of `cells` cells in all."""

    unit: str
    kind: GridKind
    polygon: Polygon
    households: int = 0
    grids: int = 1
    cells: int = 1
    name: str | None = None
    theme: str = ""


def town_polygon(rng: np.random.Generator) -> Polygon:
    """Return the town in km: the county's main part within the town's ring, less its holes."""
    county = next(shape for row, shape in features("golmud_county") if row["code"] == COUNTY_CODE)
    main = max(parts(county), key=lambda part: part.bounds[1])
    filled = geometry_km(main).intersection(_rough(invented("town")["ring"], _OUTLINE, rng))
    return largest(filled.difference(shapely.union_all(_holes(rng))))


def plots(town: Polygon, rng: np.random.Generator) -> list[Plot]:
    """Return the plots that fill the town, in painting order."""
    table = invented("town")
    wanted = [
        *map(_special, table["specials"]),
        *map(_village, table["villages"]),
        *(_herding(row, rng) for row in table["herding"]),
        *(_wild(row, rng) for row in table["wild"]),
    ]
    painted, left = _paint(town, wanted)
    return _with_crumbs(painted, parts(left))


def _holes(rng: np.random.Generator) -> list[Polygon]:
    table = invented("town")
    rings = [_rough(hole["ring"], _TOWN_EDGE, rng) for hole in table["holes"]]
    return rings + [box_polygon(tuple(farm["box"])) for farm in table["farms"]]


def _rough(ring: Any, roughness: tuple[float, float], rng: np.random.Generator) -> Polygon:
    polygon = rough_polygon(ring_km(ring), *roughness, rng)
    return largest(shapely.make_valid(polygon))


def _special(row: Mapping[str, Any]) -> Plot:
    return Plot(
        unit=row["village"],
        kind=GridKind.SPECIAL,
        polygon=box_polygon(tuple(row["box"])),
        cells=row["cells"],
        name=row["name"],
        theme=row["kind"],
    )


def _village(row: Mapping[str, Any]) -> Plot:
    box = box_polygon(tuple(row["box"]), _MARGIN_DEG)
    west = west_bank()
    polygon = box.intersection(west) if row["bank"] == "west" else box.difference(west)
    return Plot(
        unit=row["code"],
        kind=GridKind.ALL_PURPOSE,
        polygon=largest(polygon),
        households=row["households"],
        grids=row["grids"],
        cells=row["grids"] * 17,
    )


def _herding(row: Mapping[str, Any], rng: np.random.Generator) -> Plot:
    return Plot(
        unit=row["code"],
        kind=GridKind.PASTORAL,
        polygon=_rough(row["ring"], _PASTURE, rng),
        households=row["households"],
        cells=row["cells"],
        name=invented("town")["herding_name"].format(unit=short_name(row["code"])),
    )


def _wild(row: Mapping[str, Any], rng: np.random.Generator) -> Plot:
    return Plot(
        unit=row["unit"],
        kind=GridKind.UNINHABITED,
        polygon=_rough(row["ring"], _OUTLINE, rng),
        cells=row["cells"],
        name=row["name"],
    )


def _paint(town: Polygon, wanted: Iterable[Plot]) -> tuple[list[Plot], BaseGeometry]:
    left: BaseGeometry = town
    painted = []
    for plot in wanted:
        polygon = largest(left.intersection(plot.polygon))
        left = left.difference(polygon)
        painted.append(replace(plot, polygon=polygon))
    return painted, left


def _with_crumbs(painted: list[Plot], crumbs: list[Polygon]) -> list[Plot]:
    """Give each leftover to the plot it shares the longest border with."""
    polygons = [plot.polygon for plot in painted]
    for crumb in crumbs:
        shared = [shapely.length(polygon.intersection(crumb)) for polygon in polygons]
        best = int(np.argmax(shared))
        if shared[best] > 0:
            polygons[best] = largest(polygons[best].union(crumb))
    return [replace(plot, polygon=part) for plot, part in zip(painted, polygons, strict=True)]
