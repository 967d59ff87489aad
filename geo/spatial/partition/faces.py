"""The faces into which a laid line cuts cells, as rings of vertex ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.spatial.partition.cells import (
    Cell,
    Floats,
    Ids,
    Part,
    distinct_edges,
    edge_table,
    edges,
    keys,
)
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
    is_whole: bool


def is_sliver(shape: shapely.Geometry, width_m: float) -> bool:
    """Return whether a shape is narrower than `width_m` on the whole."""
    return bool(2 * shapely.area(shape) < width_m * shapely.length(shape))


class Names:
    """Vertex ids by exact place, for shapes made of places that are on the sheet."""

    def __init__(self, ids: Ids, at: Floats) -> None:
        # As complex numbers places sort by x and then y; of two at one place the last is meant.
        places = np.ascontiguousarray(at).view(np.complex128).ravel()
        order = np.argsort(places, kind="stable")
        self._places, self._ids = places[order], ids[order]

    def ring(self, ring: shapely.LinearRing) -> Ids:
        """Return the ids of a ring, open at its end."""
        at = shapely.get_coordinates(ring)[:-1].view(np.complex128).ravel()
        row = np.searchsorted(self._places, at, side="right") - 1
        if not np.array_equal(self._places[row], at):
            raise KeyError(ring.wkt)
        found: Ids = self._ids[row]
        return found

    def part(self, polygon: shapely.Polygon) -> Part:
        """Return a polygon as rings of ids, the outer one first."""
        oriented = shapely.orient_polygons(polygon)
        return tuple(self.ring(ring) for ring in shapely.get_rings(oriented))


def noded(cell: Cell, laid: Laid) -> Cell:
    """Return the cell with the sheet's new vertices on its edges."""
    chains = laid.sheet.chains
    return Cell(cell.grid, tuple(tuple(with_chains(r, chains) for r in p) for p in cell.parts))


def all_noded(cells: Sequence[Cell], laid: Laid) -> list[Cell]:
    """Return the cells with the sheet's new vertices on their edges; most have none."""
    directed, owner = edge_table(cells)
    parted = np.array(list(laid.sheet.chains), np.int64).reshape(-1, 2)
    along = np.column_stack((directed.min(axis=1), directed.max(axis=1)))
    rows = set(owner[np.isin(keys(along), keys(parted))].tolist())
    return [noded(cell, laid) if row in rows else cell for row, cell in enumerate(cells)]


def faces_of(partition: Partition, codes: Sequence[CellCode], laid: Laid) -> list[Face]:
    """Return the faces of cells, cell by cell."""
    free = laid.segments[~on_border(laid, laid.segments)]
    middles = (laid.sheet.places(free[:, 0]) + laid.sheet.places(free[:, 1])) / 2
    boxes = partition.boxes[[row_of(partition, code) for code in codes]][:, None]
    within_box = (middles >= boxes[..., :2]) & (middles <= boxes[..., 2:])
    near = within_box[..., 0] & within_box[..., 1]
    faces: list[Face] = []
    for code, shape, is_near in zip(codes, cell_shapes(partition, codes), near, strict=True):
        rows = np.flatnonzero(is_near)
        within = free[rows[shapely.contains_xy(shape, middles[rows])]] if len(rows) else rows
        found = _cut_shape(partition.cells[code], shape, laid, within) if len(within) else []
        if len(found) > 1:
            faces.extend(Face(code, one, is_whole=False) for one in found)
        else:
            faces.append(Face(code, shape, is_whole=True))
    return faces


def _cut_shape(cell: Cell, shape: shapely.Geometry, laid: Laid, within: Ids) -> list[Shape]:
    """Return the polygons into which the segments `within` cut a cell."""
    found = polygonized(laid, np.concatenate((edges(noded(cell, laid)), within)))
    is_in = shapely.contains_xy(shape, inner_points(found))
    return [one for one, inside in zip(found, is_in.tolist(), strict=True) if inside]


def polygonized(laid: Laid, segments: Ids) -> list[shapely.Polygon]:
    """Return the polygons that segments on the sheet enclose."""
    at = laid.sheet.places(distinct_edges(segments).ravel()).reshape(-1, 2, 2)
    lines = np.asarray(shapely.linestrings(at), object)
    found = shapely.get_parts(shapely.polygonize(lines))
    return [polygon for polygon in found if isinstance(polygon, shapely.Polygon)]


def inner_points(shapes: Iterable[shapely.Geometry]) -> Floats:
    """Return a place inside each shape, away from its border, (n, 2)."""
    given = np.array(list(shapes), object)
    found: Floats = shapely.get_coordinates(shapely.point_on_surface(given))
    return found


def edges_of_faces(partition: Partition, faces: Sequence[Face], laid: Laid) -> tuple[Ids, Ids]:
    """Return the (m, 2) directed edges of faces, each face on their left, and whose each is."""
    names = Names(laid.sheet.ids, laid.sheet.at)
    cells = [
        partition.cells[face.cell] if face.is_whole else _cut_cell(face, names) for face in faces
    ]
    return edge_table(all_noded(cells, laid))


def _cut_cell(face: Face, names: Names) -> Cell:
    polygons = shapely.get_parts(face.shape).tolist()
    return Cell(GridCode(""), tuple(names.part(polygon) for polygon in polygons))
