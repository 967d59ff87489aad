"""From the shapes of cells to their ground: who borders whom, and where a barrier runs between.

A barrier (river, canal, railway, trunk road) bars a border that it runs along, and one that it
parts: the line between the inner points of both cells crosses it an odd number of times. Beside
that it is measured: how far it runs inside each cell and on each border, which the cells of a group
have inside them together. What runs along the outline of a group is not inside it.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.adjacency import shared_borders
from geo.spatial.frames import MetricFrame, beside
from geo.spatial.measures import inner_points
from geo.staffing.rebalance.problem import Ground
from geo.staffing.town import Bools, Floats, Ints

ALONG_M, ALONG_SHARE = 20.0, 0.5
"""A barrier runs along a border when this share of it lies within so many metres."""
CONTACT_M, DECIMALS = 0.5, 3
EDGE_M = 1.0
"""So near to its outline a barrier is not inside a cell, and on a border between two."""


def ground_of(cells: MetricFrame, barriers: MetricFrame | None = None) -> Ground:
    """Return the ground of cells, in their order; places are taken to the millimetre."""
    cells = _to_the_millimetre(cells)
    borders = shared_borders(cells, CONTACT_M)
    first, second = borders["first"].to_numpy(np.int64), borders["second"].to_numpy(np.int64)
    barred, crossing_m, along_m = np.zeros(len(first), bool), None, None
    if barriers is not None and len(barriers):
        barred = _along(cells, barriers, first, second) | _between(cells, barriers, first, second)
        tree = shapely.STRtree(barriers.geometry.to_numpy())
        crossing_m = _far_in(tree, shapely.buffer(cells.geometry.to_numpy(), -EDGE_M))
        along_m = _on_borders(tree, cells, first, second)
    return Ground(
        first=first,
        second=second,
        border_m=borders["border_m"].to_numpy(float),
        area_m2=np.asarray(cells.geometry.area, np.float64),
        perimeter_m=np.asarray(cells.geometry.length, np.float64),
        is_barred=barred,
        middle_m=np.asarray(inner_points(cells), np.float64),
        crossing_m=crossing_m,
        along_m=along_m,
    )


def _to_the_millimetre(cells: MetricFrame) -> MetricFrame:
    """Return the cells with corners that differ in the last bits alone made one."""
    rounded = shapely.transform(cells.geometry.to_numpy(), lambda xy: np.round(xy, DECIMALS))
    return beside(cells, cells.drop(columns="geometry"), rounded)


def _along(cells: MetricFrame, barriers: MetricFrame, first: Ints, second: Ints) -> Bools:
    geometry = cells.geometry.to_numpy()
    belt = shapely.union_all(shapely.buffer(barriers.geometry.to_numpy(), ALONG_M))
    shapely.prepare(belt)
    near = shapely.intersects(geometry, belt)
    along = np.zeros(len(first), bool)
    for pair in np.flatnonzero(near[first] & near[second]):
        border = _border(geometry[first[pair]], geometry[second[pair]])
        beside_m = shapely.length(shapely.intersection(border, belt))
        along[pair] = beside_m > ALONG_SHARE * shapely.length(border)
    return along


def _far_in(tree: shapely.STRtree, shapes: NDArray[np.object_]) -> Floats:
    """Return how far barriers run inside each shape."""
    place, near = tree.query(shapes, "intersects")
    far_m = shapely.length(shapely.intersection(tree.geometries[near], shapes[place]))
    return np.asarray(np.bincount(place, far_m, len(shapes)), np.float64)


def _on_borders(tree: shapely.STRtree, cells: MetricFrame, first: Ints, second: Ints) -> Floats:
    geometry = cells.geometry.to_numpy()
    is_near = np.zeros(len(geometry), bool)
    is_near[tree.query(geometry, "dwithin", EDGE_M)[0]] = True
    pairs = np.flatnonzero(is_near[first] & is_near[second])
    borders = [_border(geometry[first[pair]], geometry[second[pair]]) for pair in pairs]
    along_m = np.zeros(len(first))
    along_m[pairs] = _far_in(tree, np.asarray(shapely.buffer(borders, EDGE_M), object))
    return along_m


def _border(one: shapely.Geometry, other: shapely.Geometry) -> shapely.Geometry:
    outline = shapely.boundary(one)
    return shapely.intersection(outline, shapely.buffer(shapely.boundary(other), CONTACT_M))


def _between(cells: MetricFrame, barriers: MetricFrame, first: Ints, second: Ints) -> Bools:
    middle = inner_points(cells)
    ways = np.asarray(shapely.linestrings(np.stack((middle[first], middle[second]), axis=1)))
    tree = shapely.STRtree(barriers.geometry.to_numpy())
    way, barrier = tree.query(ways, predicate="crosses")
    met = shapely.intersection(ways[way], tree.geometries[barrier])
    crossings = np.bincount(way, shapely.get_num_geometries(met), len(ways))
    return np.asarray(crossings % 2 == 1)
