"""Seeded input of the rebalancing bench: irregular cells in grids of uneven weight."""

import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

from geo.spatial import frames
from geo.spatial.frames import MetricCrs
from geo.staffing.rebalance import Ground, Problem, Wishes, ground_of
from geo.staffing.rebalance.pieces import piece_of
from tests.bench.partition import irregular_partition

M_PER_DEG = 100_000.0
CELL_SPREAD = 0.5
"""Standard deviation of the logarithm of a cell's weight."""
UTM_46 = MetricCrs("EPSG:32646")


def seeded_town(cells: int, groups: int, variation: float, seed: int, wishes: Wishes) -> Problem:
    """Return about `cells` cells in `groups` grids, each one piece, their weights of that CV."""
    rng = np.random.default_rng(seed)
    shapes = shapely.transform(irregular_partition(cells, seed), lambda xy: xy * M_PER_DEG)
    ground = ground_of(frames.in_metres(pd.DataFrame(index=range(len(shapes))), shapes, UTM_46))
    group = _one_piece_each(ground, _nearest(rng, shapes, groups), groups)
    weight = rng.lognormal(0, CELL_SPREAD, len(shapes))
    wanted = rng.normal(0, 1, groups)
    wanted = 1 + variation * (wanted - wanted.mean()) / wanted.std()
    weight *= (wanted / np.bincount(group, weight))[group]
    return Problem(weight, group, groups, ground, wishes)


def _nearest(rng: np.random.Generator, shapes: np.ndarray, groups: int) -> np.ndarray:
    """Return the nearest of `groups` centres, which stand in a strayed lattice."""
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    low, high = middle.min(axis=0), middle.max(axis=0)
    columns = int(np.ceil(np.sqrt(groups)))
    place = np.arange(groups)
    lattice = np.column_stack((place % columns, place // columns)) + 0.5
    strayed = lattice + rng.uniform(-0.35, 0.35, lattice.shape)
    rows = int(np.ceil(groups / columns))
    return cKDTree(low + strayed / (columns, rows) * (high - low)).query(middle)[1]


def _one_piece_each(ground: Ground, group: np.ndarray, groups: int) -> np.ndarray:
    """Return the groups with every lesser piece given to a neighbour, until each is whole."""
    while True:
        piece = piece_of(ground, group)
        size = np.bincount(piece)
        main = {int(group[piece == one][0]): one for one in np.argsort(size, kind="stable")}
        lone = ~np.isin(piece, list(main.values()))
        if not lone.any():
            return group
        group = group.copy()
        for one, other in ((ground.first, ground.second), (ground.second, ground.first)):
            taken = lone[one] & ~lone[other]
            group[one[taken]] = group[other[taken]]
