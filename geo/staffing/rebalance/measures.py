"""Figures of a grouping: weight moved, deviation from the mean, compactness."""

import numpy as np

from geo.staffing.rebalance.problem import Ground, Problem
from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Floats, Ints


def deviation(weights: Floats) -> Floats:
    """Return how far each group is from the mean, as a share of it (k)."""
    return np.asarray(weights / weights.mean() - 1)


def variation(weights: Floats) -> float:
    """Return the coefficient of variation: standard deviation over mean."""
    return float(weights.std() / weights.mean())


def moved_share(problem: Problem, group: Ints) -> float:
    """Return the share of all weight whose group differs from today's."""
    return float(problem.weight[group != problem.group].sum() / (problem.mean * problem.groups))


def compactness(ground: Ground, group: Ints, groups: int) -> Floats:
    """Return 4π·area ÷ perimeter² of each group (k) (Polsby & Popper 1991); NaN for an empty one.

    A group's perimeter is that of its cells less twice every border between two of them.
    """
    area_m2 = sum_by(group, ground.area_m2, groups)
    perimeter_m = sum_by(group, ground.perimeter_m, groups)
    inside = group[ground.first] == group[ground.second]
    within_m = sum_by(group[ground.first[inside]], ground.border_m[inside], groups)
    outline_m = perimeter_m - 2 * within_m
    nothing = np.full(groups, np.nan)
    return np.asarray(
        np.divide(4 * np.pi * area_m2, outline_m**2, out=nothing, where=outline_m > 0)
    )
