"""Unit squares in rows, for rebalancing: every figure can be counted on the fingers."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from geo.staffing.rebalance import Ground, Problem, Wishes
from geo.staffing.rebalance.pieces import pieces

LOOSE = 0.0
"""No floor of compactness: the fewest changes alone count."""


def squares(rows: int, columns: int, barred: Sequence[tuple[int, int]] = ()) -> Ground:
    """Cell r·columns + c stands in row r, column c; sides of 1 m."""
    place = np.arange(rows * columns).reshape(rows, columns)
    across = list(zip(place[:, :-1].ravel(), place[:, 1:].ravel(), strict=True))
    down = list(zip(place[:-1].ravel(), place[1:].ravel(), strict=True))
    pairs = np.array(sorted([*across, *down]), np.int64).reshape(-1, 2)
    is_barred = np.array([tuple(pair) in set(barred) for pair in pairs.tolist()], bool)
    size = rows * columns
    ones = np.ones(len(pairs))
    return Ground(pairs[:, 0], pairs[:, 1], ones, np.ones(size), np.full(size, 4.0), is_barred)


def problem(
    rows: int, group: str, weight: Sequence[float] | None = None, tolerance: float = 0.05, **more
) -> Problem:
    """A problem drawn as text: one digit a cell, rows after one another, spaces let through."""
    labels = np.array([int(digit) for digit in group if digit != " "], np.int64)
    ground = squares(rows, len(labels) // rows, more.pop("barred", ()))
    floor = more.pop("floor", LOOSE)
    wishes = Wishes(tolerance, compactness_floor_share=floor, **more.pop("wishes", {}))
    weights = np.ones(len(labels)) if weight is None else np.array(weight, float)
    return Problem(weights, labels, int(labels.max()) + 1, ground, wishes, **more)


def optimum(asked: Problem) -> float | None:
    """The least weight moved by any grouping inside the tolerance, tried one by one."""
    labels = _all_labels(len(asked.weight), asked.groups)
    sums = np.column_stack([(labels == g) @ asked.weight for g in range(asked.groups)])
    sums = sums + asked.extras
    inside = (np.abs(sums / asked.mean - 1) <= asked.wishes.tolerance + 1e-9).all(axis=1)
    moved = (labels[inside] != asked.group) @ asked.weight
    before = pieces(asked.ground, asked.group, asked.groups)
    for place in np.argsort(moved, kind="stable"):
        now = pieces(asked.ground, labels[inside][place].astype(np.int64), asked.groups)
        if (now <= before).all() and (now > 0).all():
            return float(moved[place])
    return None


def _all_labels(cells: int, groups: int) -> np.ndarray:
    number = np.arange(groups**cells)[:, None]
    return (number // groups ** np.arange(cells)[None, :]) % groups


def snake(rows: int, columns: int, cuts: Sequence[int]) -> str:
    """Groups as consecutive stretches of the path that goes right, then left, row by row."""
    size = rows * columns
    bounds = [0, *sorted(cuts), size]
    at = np.empty(size, int)
    for label, (start, end) in enumerate(pairwise(bounds)):
        at[start:end] = label
    grid = at.reshape(rows, columns)
    grid[1::2] = grid[1::2, ::-1]
    return "".join(str(one) for one in grid.ravel())
