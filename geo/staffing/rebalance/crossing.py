"""How far barriers run inside groups, and whether a grouping keeps to what each may have."""

import numpy as np

from geo.staffing.rebalance.problem import Ground, Problem
from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Bools, Floats, Ints


def crossed_m(ground: Ground, group: Ints, groups: int, new: Bools | None = None) -> Floats:
    """Return how far barriers run inside each group (k): in its cells, on borders between them.

    With `new` (n) only what these cells bring is counted.
    """
    if ground.crossing_m is None or ground.along_m is None:
        return np.zeros(groups)
    counts = np.ones(len(group), bool) if new is None else new
    inner = group[ground.first] == group[ground.second]
    inner &= counts[ground.first] | counts[ground.second]
    within = sum_by(group[counts], ground.crossing_m[counts], groups)
    return within + sum_by(group[ground.first[inner]], ground.along_m[inner], groups)


def crosses_more(problem: Problem, group: Ints) -> bool:
    """Return whether a group that takes a barrier in has more of them than it may."""
    if problem.crossable_m is None:
        return False
    ground, groups = problem.ground, problem.groups
    taken_m = crossed_m(ground, group, groups, group != problem.group)
    too_far = crossed_m(ground, group, groups) > problem.crossable_m
    return bool(((taken_m > 0) & too_far).any())
