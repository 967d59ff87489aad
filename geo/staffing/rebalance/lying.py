"""From the shapes of cells to their ground: who borders whom, and where a barrier runs between.

A barrier (river, canal, railway, trunk road) bars a border that it runs along, and one that it
parts: the line between the inner points of both cells crosses it an odd number of times.
"""

import numpy as np
import shapely

from geo.spatial.adjacency import shared_borders
from geo.spatial.frames import MetricFrame, beside
from geo.spatial.measures import inner_points
from geo.staffing.rebalance.problem import Ground
from geo.staffing.town import Bools, Ints

ALONG_M, ALONG_SHARE = 20.0, 0.5
"""A barrier runs along a border when this share of it lies within so many metres."""
CONTACT_M, DECIMALS = 0.5, 3


def ground_of(cells: MetricFrame, barriers: MetricFrame | None = None) -> Ground:
    """Return the ground of cells, in their order; places are taken to the millimetre."""
    cells = _to_the_millimetre(cells)
    borders = shared_borders(cells, CONTACT_M)
    first, second = borders["first"].to_numpy(np.int64), borders["second"].to_numpy(np.int64)
    barred = np.zeros(len(first), bool)
    if barriers is not None and len(barriers):
        barred = _along(cells, barriers, first, second) | _between(cells, barriers, first, second)
    return Ground(
        first=first,
        second=second,
        border_m=borders["border_m"].to_numpy(float),
        area_m2=np.asarray(cells.geometry.area, np.float64),
        perimeter_m=np.asarray(cells.geometry.length, np.float64),
        is_barred=barred,
        middle_m=np.asarray(inner_points(cells), np.float64),
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
