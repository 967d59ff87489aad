"""Units that stay whole: the cells of one unit and one group become one cell for the search."""

from dataclasses import dataclass, replace

import numpy as np

from geo.staffing.rebalance.pieces import piece_of
from geo.staffing.rebalance.problem import NO_UNIT, Ground, Problem
from geo.staffing.rebalance.sums import sum_by
from geo.staffing.town import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """A problem of merged cells, and which of them each cell went into (n)."""

    problem: Problem
    into: Ints

    def spread(self, group: Ints) -> Ints:
        """Return the group of each cell from those of the merged ones."""
        return np.asarray(group[self.into])


def whole(problem: Problem) -> Whole:
    """Return the problem with units merged.

    A unit that lies in several groups today is a unit in each of them; one in several pieces
    stays where it is, since moving it could tear the group that takes it.
    """
    size = len(problem.weight)
    if problem.unit is None or (problem.unit == NO_UNIT).all():
        return Whole(problem, np.arange(size))
    key = _key(problem)
    piece = piece_of(problem.ground, key)
    _, into = np.unique(piece, return_inverse=True)
    into = into.astype(np.int64).ravel()
    count = int(into.max()) + 1
    first = np.zeros(count, np.int64)
    first[into[::-1]] = np.arange(size)[::-1]
    pieces_of_key = np.bincount(key[first], minlength=int(key.max()) + 1)
    is_torn = pieces_of_key[key] > 1
    return Whole(
        replace(
            problem,
            weight=sum_by(into, problem.weight, count),
            group=problem.group[first],
            ground=_merged(problem.ground, into, count),
            is_fixed=_any(problem.fixed | is_torn, into, count),
            unit=None,
            travel=_mean_travel(problem, into, count),
        ),
        into,
    )


def _key(problem: Problem) -> Ints:
    """Return a number for each unit within each group; a cell of no unit has its own."""
    assert problem.unit is not None  # noqa: S101 - the caller's branch; narrows the type
    size = len(problem.weight)
    lone = problem.unit == NO_UNIT
    unit = np.where(lone, problem.unit.max() + 1 + np.arange(size), problem.unit)
    pairs = np.column_stack((unit, problem.group))
    return np.unique(pairs, axis=0, return_inverse=True)[1].astype(np.int64).ravel()


def _merged(ground: Ground, into: Ints, count: int) -> Ground:
    """Return the ground of merged cells; a border is barred when all of it is."""
    ends = np.column_stack((into[ground.first], into[ground.second]))
    ends.sort(axis=1)
    inner = ends[:, 0] == ends[:, 1]
    within_m = sum_by(ends[inner, 0], ground.border_m[inner], count)
    pairs, at = np.unique(ends[~inner], axis=0, return_inverse=True)
    at = at.ravel()
    open_m = sum_by(at, ~ground.is_barred[~inner], len(pairs))
    crossing_m, along_m = ground.crossing_m, ground.along_m
    if crossing_m is not None and along_m is not None:
        crossing_m = sum_by(into, crossing_m, count)
        crossing_m = crossing_m + sum_by(ends[inner, 0], along_m[inner], count)
        along_m = sum_by(at, along_m[~inner], len(pairs))
    return Ground(
        first=pairs[:, 0],
        second=pairs[:, 1],
        border_m=sum_by(at, ground.border_m[~inner], len(pairs)),
        area_m2=sum_by(into, ground.area_m2, count),
        perimeter_m=sum_by(into, ground.perimeter_m, count) - 2 * within_m,
        is_barred=open_m == 0,
        crossing_m=crossing_m,
        along_m=along_m,
    )


def _any(flag: Bools, into: Ints, count: int) -> Bools:
    return np.asarray(sum_by(into, flag, count) > 0)


def _mean_travel(problem: Problem, into: Ints, count: int) -> Floats | None:
    """Return the travel of merged cells (c × k): the mean of their cells', by weight."""
    if problem.travel is None:
        return None
    weight = np.maximum(problem.weight, np.finfo(float).tiny)
    total = sum_by(into, weight, count)
    columns = [sum_by(into, weight * one, count) / total for one in problem.travel.T]
    return np.column_stack(columns)
