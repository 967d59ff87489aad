"""Polygons taken apart into one array of vertices; shapely objects end here."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.rings import own_edges, turn_rings

MISSING, POLYGON, MULTIPOLYGON = -1, 3, 6
# An edge number shares 31 bits with five flags.
MOST_VERTICES = 2**26


class Edges(NamedTuple):
    """All rings end to end: edge e runs from `xy[e]` to `xy[e + 1]`.

    A polygon lies left of its edges. `xy` is (n, 2) float64; `owner` (n,) int32 the polygon's
    position, NO_EDGE at a ring's end and where two vertices coincide; `first` (polygons + 1,)
    int64 each polygon's first vertex.
    """

    xy: NDArray[np.float64]
    owner: NDArray[np.int32]
    first: NDArray[np.int64]

    def closed(self) -> "Edges":
        """Return the same arrays behind read-only views."""
        return Edges(read_only(self.xy), read_only(self.owner), read_only(self.first))


@dataclass(frozen=True, slots=True)
class Rings:
    """Vertices per ring, its polygon, whether it is a hole; ordered as the coordinates are."""

    length: NDArray[np.int64]
    owner: NDArray[np.int64]
    is_hole: NDArray[np.bool_]


def edges_of(polygons: NDArray[np.object_]) -> Edges:
    """Return the edges of `polygons`, where None and empty geometries have none.

    Raises:
        TypeError: a geometry is not polygonal.
        ValueError: a coordinate is not finite or beyond 1e130.
        OverflowError: more than 67 million vertices.
    """
    filled = polygons.copy()
    filled[shapely.is_empty(filled)] = None
    _require_polygonal(filled)
    xy = shapely.get_coordinates(filled)
    if len(xy) >= MOST_VERTICES:
        raise OverflowError("too many vertices for one index")
    rings = _rings_of(filled)
    ends = np.cumsum(rings.length) - 1
    turn_rings(xy, ends, rings.is_hole)
    owner = np.empty(len(xy), np.int32)
    if not own_edges(xy, ends, rings.owner, owner):
        raise ValueError("polygon coordinates must be finite")
    vertices = np.bincount(rings.owner, weights=rings.length, minlength=len(filled))
    first = np.concatenate(([0], np.cumsum(vertices))).astype(np.int64)
    return Edges(xy, owner, first).closed()


def _require_polygonal(polygons: NDArray[np.object_]) -> None:
    kinds = shapely.get_type_id(polygons)
    if not np.isin(kinds, (MISSING, POLYGON, MULTIPOLYGON)).all():
        raise TypeError("points are assigned to polygons and multipolygons alone")


def _rings_of(polygons: NDArray[np.object_]) -> Rings:
    """Return the rings; polygons without holes, the most, need no ring objects."""
    holes = shapely.get_num_interior_rings(polygons)
    kinds = shapely.get_type_id(polygons)
    plain = np.flatnonzero((kinds == POLYGON) & (holes == 0))
    other = np.flatnonzero((kinds == MULTIPOLYGON) | (holes > 0))
    parts, part_owner = shapely.get_parts(polygons[other], return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    owner = np.concatenate((plain, other[part_owner[ring_part]]))
    # Of the rings of one part all but the first are holes.
    is_hole = np.append(np.zeros(len(plain) + 1, np.bool_), ring_part[1:] == ring_part[:-1])
    length = np.concatenate(
        (shapely.get_num_coordinates(polygons[plain]), shapely.get_num_coordinates(rings))
    )
    order = np.argsort(owner, kind="stable")
    return Rings(length[order].astype(np.int64), owner[order], is_hole[: len(owner)][order])
