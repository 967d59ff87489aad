"""How far the cells of each group lie from its heart: what the travel weight is set against."""

import numpy as np

from geo.staffing.rebalance.problem import Ground, Problem
from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Floats, Ints

_M_PER_KM = 1_000.0


def ways_km(ground: Ground, weight: Floats, group: Ints, groups: int) -> Floats | None:
    """Return the straight way from each cell to each group's heart (n × k).

    A heart is the mean of the inner points of a group's cells, by weight where there is any. None
    where the ground knows no inner points.
    """
    if ground.middle_m is None:
        return None
    has_none = sum_by(group, weight, groups) == 0
    held = np.where(has_none[group], 1.0, weight)
    total = sum_by(group, held, groups)
    sums = [sum_by(group, held * ground.middle_m[:, axis], groups) for axis in (0, 1)]
    heart_m = np.column_stack(sums) / total[:, None]
    apart_m = ground.middle_m[:, None, :] - heart_m[None, :, :]
    return np.asarray(np.hypot(apart_m[..., 0], apart_m[..., 1]) / _M_PER_KM)


def mean_way_km(problem: Problem, group: Ints) -> float | None:
    """Return the mean way from where weight lies to the heart of its group, None where unknown."""
    if problem.travel is None or not problem.weight.sum() > 0:
        return None
    own = problem.travel[np.arange(len(group)), group]
    return float(np.average(own, weights=problem.weight))
