"""Faults of a layer of grids that should tile and does not: found and located, never repaired.

Shapes are judged in metres: vertices that agree to a hair in degrees may disagree there.
"""

from enum import StrEnum

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.units import M2_PER_KM2
from geo.spatial import frames
from geo.spatial.frames import MetricFrame


class FaultKind(StrEnum):
    """What can be wrong with a grid beside others."""

    INVALID = "invalid"
    EDGE = "edge"
    HOLE = "hole"


def faults(grids: MetricFrame) -> MetricFrame:
    """Return one row a fault: kind, grid (position, −1 for a hole), area_km2, length_m, geometry.

    INVALID: the shape crosses itself (OGC validity); the geometry is its border.
    EDGE: the parts of a grid's border where it overlaps a neighbour, or runs along one without
    sharing its vertices (GEOS coverage validation with gap width 0); one row a grid.
    HOLE: an inner ring of the union of all grids, each made valid first; ground in no grid.
    """
    shapes = grids.geometry.to_numpy()
    columns = [_invalid(shapes), _edges(shapes), _holes(shapes)]
    kind = np.repeat([kind.value for kind in FaultKind], [len(found) for found, _ in columns])
    geometry = np.concatenate([found for found, _ in columns])
    rows = {
        "kind": kind,
        "grid": np.concatenate([position for _, position in columns]),
        "area_km2": shapely.area(geometry) / M2_PER_KM2,
        "length_m": shapely.length(geometry),
    }
    return frames.beside(grids, pd.DataFrame(rows), geometry)


Found = tuple[NDArray[np.object_], NDArray[np.int64]]


def _invalid(shapes: NDArray[np.object_]) -> Found:
    position = np.flatnonzero(~shapely.is_valid(shapes))
    return shapely.boundary(shapes[position]), position


def _edges(shapes: NDArray[np.object_]) -> Found:
    edges = shapely.coverage_invalid_edges(shapes, gap_width=0)
    position = np.flatnonzero(~(shapely.is_missing(edges) | shapely.is_empty(edges)))
    return edges[position], position


def _holes(shapes: NDArray[np.object_]) -> Found:
    rings, part = shapely.get_rings(shapely.get_parts(_union(shapes)), return_index=True)
    is_inner = np.zeros(len(rings), bool)
    is_inner[1:] = part[1:] == part[:-1]
    holes = np.asarray(shapely.polygons(rings[is_inner]), dtype=object)
    return holes, np.full(len(holes), -1, np.int64)


def _union(shapes: NDArray[np.object_]) -> shapely.Geometry:
    if len(shapes) and shapely.coverage_is_valid(shapes):
        return shapely.coverage_union_all(shapes)
    return shapely.union_all(shapely.make_valid(shapes))
