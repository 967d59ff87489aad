"""Makes leaves from the plane into cells that tile exactly: one noding, on a 1e-7 degree grid."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Polygon, STRtree

from geo.samples.carve import largest, parts
from geo.samples.plane import STEP_DEG, geometry_deg


def tiled(leaves_km: list[Polygon]) -> list[Polygon]:
    """Return one polygon in degrees for each leaf; together they are a valid coverage.

    Every border is noded on the grid, so that both sides of it hold the same vertices; faces
    that rounding makes go to the leaf they lie in, else to the nearest.
    """
    leaves = [geometry_deg(leaf) for leaf in leaves_km]
    borders = shapely.union_all([shapely.boundary(leaf) for leaf in leaves], grid_size=STEP_DEG)
    faces = parts(shapely.polygonize([borders]))
    owner = _owners(faces, leaves)
    mine: dict[int, list[Polygon]] = {}
    for face, position in zip(faces, owner.tolist(), strict=True):
        mine.setdefault(position, []).append(face)
    return [_joined(mine[position]) for position in range(len(leaves))]


def _owners(faces: list[Polygon], leaves: list[Polygon]) -> NDArray[np.int64]:
    """Return the position of each face's leaf, -1 for a hole of the town."""
    tree = STRtree(leaves)
    points = shapely.point_on_surface(faces)
    owner = np.full(len(faces), -1)
    of_point, leaf = tree.query(points, predicate="within")
    owner[of_point] = leaf
    return owner


def _joined(faces: list[Polygon]) -> Polygon:
    return faces[0] if len(faces) == 1 else largest(shapely.coverage_union_all(faces))
