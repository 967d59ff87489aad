"""Compiling the search before anyone waits for it."""

from functools import cache

import numpy as np

from geo.staffing.rebalance.answer import AnswerKind
from geo.staffing.rebalance.problem import Ground, Problem, Wishes
from geo.staffing.rebalance.rebalancing import rebalance


@cache
def warm() -> None:
    """Compile, or load from the cache on disk, every kernel of the package; once a process."""
    row = np.arange(3)
    ground = Ground(row, row + 1, np.ones(3), np.ones(4), np.full(4, 4.0), row == 2)
    weight, group = np.array([2.0, 1.0, 1.0, 1.0]), np.array([0, 0, 1, 1])
    rebalance(
        Problem(weight, group, 2, ground, Wishes(effort=1)), kinds=[AnswerKind.FEWEST_CHANGES]
    )
