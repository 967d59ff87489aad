"""What any answer must move at least, and what a flow between neighbours would move."""

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from geo.staffing.rebalance.feasibility import part_of
from geo.staffing.rebalance.problem import Problem
from geo.staffing.town import Floats, Ints


def least_moved_share(problem: Problem) -> float:
    """Return a proved least share of weight moved, contiguity left aside.

    In each part that exchanges within itself, all weight above the band must leave its group and
    all weight missing below it must come: the larger of both sums, as one move may serve both.
    """
    weights = problem.weights_of(problem.group) / problem.mean
    low, high = 1 - problem.wishes.tolerance, 1 + problem.wishes.tolerance
    part = part_of(problem)
    weights = np.where(problem.locked, 1.0, weights)
    above = np.bincount(part, np.maximum(weights - high, 0))
    below = np.bincount(part, np.maximum(low - weights, 0))
    return float(np.maximum(above, below).sum()) / problem.groups


def flow_share(problem: Problem) -> float | None:
    """Return the share of weight that the cheapest flow between neighbouring groups carries.

    Weight goes over borders of today's groups in any amount, and counts once a border crossed
    (min-cost flow, solved as a linear program). No proof: an answer may beat it by moving a cell
    past a group that moved away. None when no flow meets the tolerance.
    """
    tails, heads = _neighbours(problem)
    weights = (problem.weights_of(problem.group) / problem.mean)[~problem.locked]
    place = np.cumsum(~problem.locked) - 1
    arcs = np.arange(len(tails))
    net = coo_array(
        (
            np.concatenate((-np.ones(len(arcs)), np.ones(len(arcs)))),
            (np.concatenate((place[tails], place[heads])), np.concatenate((arcs, arcs))),
        ),
        shape=(len(weights), len(arcs)),
    ).tocsr()
    return _cheapest(net, weights, problem)


def _cheapest(net: coo_array, weights: Floats, problem: Problem) -> float | None:
    tolerance = problem.wishes.tolerance
    if net.shape[1] == 0:
        return 0.0 if (np.abs(weights - 1) <= tolerance).all() else None
    limit = np.concatenate((1 + tolerance - weights, weights - 1 + tolerance))
    both = coo_array(np.vstack((net.toarray(), -net.toarray())))
    solved = linprog(np.ones(net.shape[1]), A_ub=both, b_ub=limit, method="highs")
    return float(solved.fun) / problem.groups if solved.success else None


def _neighbours(problem: Problem) -> tuple[Ints, Ints]:
    """Return each ordered pair of groups that share an open border, neither locked."""
    ground, group = problem.ground, problem.group
    one, other = group[ground.first], group[ground.second]
    kept = (one != other) & ~ground.is_barred & ~problem.locked[one] & ~problem.locked[other]
    pairs = np.unique(np.column_stack((one[kept], other[kept])), axis=0)
    both = np.unique(np.vstack((pairs, pairs[:, ::-1])), axis=0)
    return both[:, 0], both[:, 1]
