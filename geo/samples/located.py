"""Where the demo's incidents lie: points drawn from homes, lines, cells and dated pastures (km)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
import shapely
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geo.samples.plane import Array, geometry_km
from geo.samples.settlements import spread
from geo.samples.tables import invented
from geo.samples.watercourse import lines

_BY_A_HOME_KM = 0.03
_BESIDE_A_LINE_KM = 0.008
_INSIDE_KM = 0.03


class Source(Protocol):
    """Something incidents happen at."""

    def points_km(self, count: int, rng: np.random.Generator) -> Array:
        """Return (count, 2) km."""


@dataclass(frozen=True, slots=True)
class AtHomes:
    """Near homes, by weight."""

    homes_km: Array
    weights: Array

    def points_km(self, count: int, rng: np.random.Generator) -> Array:
        """Return points some metres from drawn homes."""
        chosen = rng.choice(len(self.homes_km), count, p=self.weights / self.weights.sum())
        return self.homes_km[chosen] + rng.normal(0.0, _BY_A_HOME_KM, (count, 2))


@dataclass(frozen=True, slots=True)
class AlongLines:
    """Along lines, by length."""

    pieces: tuple[LineString, ...]

    def points_km(self, count: int, rng: np.random.Generator) -> Array:
        """Return points beside drawn places of the lines."""
        lengths = shapely.length(self.pieces)
        chosen = rng.choice(len(lengths), count, p=lengths / lengths.sum())
        at = rng.uniform(0.0, lengths[chosen])
        on = shapely.line_interpolate_point(np.asarray(self.pieces, dtype=object)[chosen], at)
        return shapely.get_coordinates(on) + rng.normal(0.0, _BESIDE_A_LINE_KM, (count, 2))


@dataclass(frozen=True, slots=True)
class InPolygons:
    """Inside polygons, by area."""

    polygons: tuple[Polygon, ...]

    def points_km(self, count: int, rng: np.random.Generator) -> Array:
        """Return uniform points of the polygons."""
        areas = shapely.area(self.polygons)
        counts = rng.multinomial(count, areas / areas.sum())
        found = [
            spread(polygon, int(size), rng)
            for polygon, size in zip(self.polygons, counts, strict=True)
            if size
        ]
        return rng.permutation(np.vstack([np.empty((0, 2)), *found]))


@dataclass(frozen=True, slots=True)
class Ground:
    """What sources are made of: cells (kind, theme, polygon in degrees), homes, pastures, town."""

    cells: pd.DataFrame
    homes: AtHomes
    pastures: tuple[Polygon, ...]
    town_km: BaseGeometry


def located(where: str, count: int, ground: Ground, rng: np.random.Generator) -> Array:
    """Return (count, 2) km of incidents of a kind of place (a key of the table `where`)."""
    parts = invented("works")["where"][where]
    weights = np.asarray([part["weight"] for part in parts])
    counts = rng.multinomial(count, weights / weights.sum())
    found = [
        _source(part, ground).points_km(int(size), rng)
        for part, size in zip(parts, counts, strict=True)
        if size
    ]
    return rng.permutation(np.vstack([np.empty((0, 2)), *found]))


def line_pieces(part: Mapping[str, Any], town_km: BaseGeometry) -> tuple[LineString, ...]:
    """Return the pieces within the town of the lines a part names, in km."""
    inside = town_km.buffer(-_INSIDE_KM)
    chosen = [
        line.geometry
        for line in lines()
        if line.name in part.get("names", ()) or line.grade in part.get("grades", ())
    ]
    pieces = shapely.get_parts(shapely.intersection(chosen, inside))
    return tuple(piece for piece in pieces if piece.length > _INSIDE_KM)


def _source(part: Mapping[str, Any], ground: Ground) -> Source:
    match part["of"]:
        case "homes":
            return ground.homes
        case "lines":
            return AlongLines(line_pieces(part, ground.town_km))
        case "pastures":
            return InPolygons(tuple(geometry_km(shape) for shape in ground.pastures))
        case _:
            return InPolygons(_chosen_cells(part, ground.cells))


def _chosen_cells(part: Mapping[str, Any], cells: pd.DataFrame) -> tuple[Polygon, ...]:
    of_theme, of_kind = part.get("themes", ()), part.get("kinds", ())
    is_chosen = cells["theme"].isin(of_theme) | cells["kind"].isin(of_kind)
    is_here = cells["unit"].isin(part.get("units", cells["unit"].unique()))
    return tuple(geometry_km(polygon) for polygon in cells.loc[is_chosen & is_here, "polygon"])
