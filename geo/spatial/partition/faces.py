"""The faces into which a laid line cuts cells, as rings of vertex ids."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.partition.cells import Cell, Floats, Ids, Part, edges, ring_edges
from geo.spatial.partition.drawing import Laid, on_border
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.sheet import with_chains
from geo.spatial.partition.value import Partition, row_of

Shape = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A piece of one cell between borders and the line; a cell that is not cut is one face."""

    cell: CellCode
    shape: Shape
    point: tuple[float, float]
    is_whole: bool


def is_sliver(shape: shapely.Geometry, width_m: float) -> bool:
    """Return whether a shape is narrower than `width_m` on the whole."""
    return bool(2 * shapely.area(shape) < width_m * shapely.length(shape))


class Names:
    """Vertex ids by exact place, for shapes made of places that are on the sheet."""

    def __init__(self, ids: Ids, at: Floats) -> None:
        self._ids = dict(zip(map(tuple, at.tolist()), ids.tolist(), strict=True))

    def ring(self, ring: shapely.LinearRing) -> Ids:
        """Return the ids of a ring, open at its end."""
        at = shapely.get_coordinates(ring)[:-1].tolist()
        return np.array([self._ids[x, y] for x, y in at], np.int64)

    def part(self, polygon: shapely.Polygon) -> Part:
        """Return a polygon as rings of ids, the outer one first."""
        oriented = shapely.orient_polygons(polygon)
        return tuple(self.ring(ring) for ring in shapely.get_rings(oriented))


def noded(cell: Cell, laid: Laid) -> Cell:
    """Return the cell with the sheet's new vertices on its edges."""
    chains = laid.sheet.chains
    return Cell(cell.grid, tuple(tuple(with_chains(r, chains) for r in p) for p in cell.parts))


def faces_of(partition: Partition, codes: Sequence[CellCode], laid: Laid) -> list[Face]:
    """Return the faces of cells, cell by cell."""
    free = laid.segments[~on_border(laid, laid.segments)]
    middles = (laid.sheet.places(free[:, 0]) + laid.sheet.places(free[:, 1])) / 2
    shapes = cell_shapes(partition, codes)
    inner = shapely.get_coordinates(shapely.point_on_surface(shapes)).tolist()
    faces: list[Face] = []
    for code, shape, (x, y) in zip(codes, shapes.tolist(), inner, strict=True):
        within = free[_middles_within(partition.boxes[row_of(partition, code)], shape, middles)]
        found = _cut_shape(partition.cells[code], shape, laid, within) if len(within) else []
        if len(found) > 1:
            faces.extend(Face(code, one, inner_point(one), is_whole=False) for one in found)
        else:
            faces.append(Face(code, shape, (x, y), is_whole=True))
    return faces


def _middles_within(box: Floats, shape: shapely.Geometry, middles: Floats) -> NDArray[np.bool_]:
    """Return whether each of n places lies in a shape with that box."""
    within = np.zeros(len(middles), bool)
    rows = np.flatnonzero(((middles >= box[:2]) & (middles <= box[2:])).all(axis=1))
    within[rows] = shapely.contains_xy(shape, middles[rows])
    return within


def _cut_shape(cell: Cell, shape: shapely.Geometry, laid: Laid, within: Ids) -> list[Shape]:
    """Return the polygons into which the segments `within` cut a cell."""
    found = polygonized(laid, np.concatenate((edges(noded(cell, laid)), within)))
    return [one for one in found if shapely.contains_xy(shape, *inner_point(one))]


def polygonized(laid: Laid, segments: Ids) -> list[shapely.Polygon]:
    """Return the polygons that segments on the sheet enclose."""
    distinct = np.unique(np.sort(segments, axis=1), axis=0)
    at = laid.sheet.places(distinct.ravel()).reshape(-1, 2, 2)
    lines = np.asarray(shapely.linestrings(at), object)
    found = shapely.get_parts(shapely.polygonize(lines))
    return [polygon for polygon in found if isinstance(polygon, shapely.Polygon)]


def inner_point(shape: shapely.Geometry) -> tuple[float, float]:
    """Return a place inside a shape, away from its border."""
    point = shapely.point_on_surface(shape)
    return float(shapely.get_x(point)), float(shapely.get_y(point))


def face_edges(partition: Partition, face: Face, laid: Laid, names: Names) -> Ids:
    """Return the (m, 2) directed edges of a face, the face on their left."""
    if face.is_whole:
        return edges(noded(partition.cells[face.cell], laid))
    polygons = shapely.get_parts(face.shape).tolist()
    return ring_edges([ring for polygon in polygons for ring in names.part(polygon)])
