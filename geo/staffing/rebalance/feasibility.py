"""Proofs that a tolerance is out of reach, found before any search."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.staffing.rebalance.answer import Obstacle, Reason
from geo.staffing.rebalance.judging import ROUNDING
from geo.staffing.rebalance.problem import Problem
from geo.staffing.town import Ints


def obstacles(problem: Problem) -> tuple[Obstacle, ...]:
    """Return what rules the tolerance out, heaviest cell first; empty when nothing is proved."""
    return (*_heavy_cells(problem), *_uneven_parts(problem))


def part_of(problem: Problem) -> Ints:
    """Return the part each group is in (k): groups that can exchange cells, directly or not.

    Locked groups are parts of their own. No move leaves a part, so its weight and the number of
    its groups never change.
    """
    ground, size = problem.ground, len(problem.weight)
    is_free = ~problem.locked[problem.group]
    open_ = ~ground.is_barred & is_free[ground.first] & is_free[ground.second]
    cells = np.arange(size)
    one = np.concatenate((ground.first[open_], cells))
    other = np.concatenate((ground.second[open_], size + problem.group))
    nodes = size + problem.groups
    links = coo_array((np.ones(len(one), bool), (one, other)), shape=(nodes, nodes))
    return np.asarray(connected_components(links, directed=False)[1][size:], dtype=np.int64)


def _heavy_cells(problem: Problem) -> list[Obstacle]:
    share = (problem.weight + problem.extras.min()) / problem.mean - 1
    share[problem.locked[problem.group]] = 0
    heavy = np.flatnonzero(share > problem.wishes.tolerance + ROUNDING)
    ordered = heavy[np.argsort(-share[heavy], kind="stable")]
    return [
        Obstacle(Reason.HEAVY_CELL, (int(problem.group[cell]),), int(cell), float(share[cell]))
        for cell in ordered
    ]


def _uneven_parts(problem: Problem) -> list[Obstacle]:
    part, weights = part_of(problem), problem.weights_of(problem.group)
    found = []
    for one in np.unique(part[~problem.locked]):
        groups = np.flatnonzero(part == one)
        off = abs(float(weights[groups].mean()) / problem.mean - 1)
        if off > problem.wishes.tolerance + ROUNDING:
            reason = Reason.ENCLOSED_GROUP if len(groups) == 1 else Reason.UNEVEN_PART
            found.append(Obstacle(reason, tuple(groups.tolist()), -1, off))
    return found
