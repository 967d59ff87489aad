"""A problem laid out for the compiled search: borders by cell, weights in units of the mean."""

from typing import NamedTuple

import numpy as np

from geo.spatial.assignment.compiled import read_only
from geo.staffing.rebalance.problem import Problem
from geo.staffing.town import Bools, Floats, Ints

CELL_PRICE_SHARE = 1e-3
"""A moved cell costs this share of a mean cell besides its weight: none moves for nothing."""


class Board(NamedTuple):
    """What never changes in a search.

    Borders of cell i are `start[i]:start[i + 1]` of `neighbour`, `border_m`, `is_open`. Move p
    puts cell `mover[p]` where cell `beside[p]` is. Weights are in means of a group; `price` is
    what it costs that a cell is away from home. `travel` is (n × k) or (0 × 0).
    `crossing_m`, `along_m` and `crossable_m` are a problem's, by cell, neighbour and group; empty
    where barriers may run anywhere.
    """

    start: Ints
    neighbour: Ints
    border_m: Floats
    is_open: Bools
    mover: Ints
    beside: Ints
    weight: Floats
    price: Floats
    home: Ints
    area_m2: Floats
    perimeter_m: Floats
    extra: Floats
    travel: Floats
    crossing_m: Floats
    along_m: Floats
    crossable_m: Floats


def board_of(problem: Problem) -> Board:
    """Return the board of a problem whose mean weight is positive."""
    ground, size = problem.ground, len(problem.weight)
    one = np.concatenate((ground.first, ground.second))
    other = np.concatenate((ground.second, ground.first))
    order = np.lexsort((other, one))
    one, other = one[order], other[order]
    border_m, is_open = np.tile(ground.border_m, 2)[order], ~np.tile(ground.is_barred, 2)[order]
    move = is_open & ~problem.fixed[one] & ~problem.locked[problem.group][other]
    weight = problem.weight / problem.mean
    crossing_m, along_m, crossable_m = _crossings(problem)
    price = weight + CELL_PRICE_SHARE * problem.groups / max(size, 1)
    return Board(
        start=read_only(np.searchsorted(one, np.arange(size + 1)).astype(np.int64)),
        neighbour=read_only(other.astype(np.int64)),
        border_m=read_only(border_m.astype(float)),
        is_open=read_only(is_open),
        mover=read_only(one[move].astype(np.int64)),
        beside=read_only(other[move].astype(np.int64)),
        weight=read_only(weight),
        price=read_only(price),
        home=read_only(problem.group.astype(np.int64)),
        area_m2=read_only(ground.area_m2.astype(float)),
        perimeter_m=read_only(ground.perimeter_m.astype(float)),
        extra=read_only(problem.extras / problem.mean),
        travel=read_only(_travel_price(problem, weight)),
        crossing_m=read_only(crossing_m),
        along_m=read_only(np.tile(along_m, 2)[order] if len(along_m) else along_m),
        crossable_m=read_only(crossable_m),
    )


def _crossings(problem: Problem) -> tuple[Floats, Floats, Floats]:
    ground = problem.ground
    if problem.crossable_m is None or ground.crossing_m is None or ground.along_m is None:
        return np.empty(0), np.empty(0), np.empty(0)
    return ground.crossing_m, ground.along_m, problem.crossable_m


def _travel_price(problem: Problem, weight: Floats) -> Floats:
    if problem.travel is None or problem.wishes.travel_weight == 0:
        return np.empty((0, 0))
    at_home = problem.travel[np.arange(len(weight)), problem.group]
    mean = float(np.average(at_home, weights=weight)) if weight.sum() > 0 else 0.0
    beyond = (problem.travel - at_home[:, None]) / (mean if mean > 0 else 1.0)
    return np.asarray(problem.wishes.travel_weight * beyond * weight[:, None])
