"""What each kind of answer is judged by."""

import numpy as np

from geo.staffing.rebalance.annealing import Prices
from geo.staffing.rebalance.answer import AnswerKind
from geo.staffing.rebalance.judging import ROUNDING
from geo.staffing.rebalance.measures import compactness
from geo.staffing.rebalance.moving import Price
from geo.staffing.rebalance.problem import Problem

_INSIDE = -ROUNDING / 2
"""The band is searched a little wider: a group right on its edge is inside."""
_GUIDE_OUTSIDE, _GUIDE_BENEATH = 5.0, 5.0
_STRICT_OUTSIDE, _STRICT_BENEATH = 1e4, 1e2
_STEP_CELLS = 0.5
"""Being outside at all counts as so many mean cells of weight."""
_SHAPE_FIRST, _BALANCE_SHARE = 1.0, 0.2
_LITTLE = 0.5
"""Price of moved weight where something else comes first."""


def prices_of(problem: Problem, kind: AnswerKind) -> Prices:
    """Return the prices of one kind of answer; the strict ones put the band first, then shape."""
    guide = _guide(problem, kind)
    return Prices(guide, guide._replace(outside=_STRICT_OUTSIDE, beneath=_STRICT_BENEATH))


def _guide(problem: Problem, kind: AnswerKind) -> Price:
    """Return the prices a search follows: soft, so that it may pass through forbidden ground."""
    ground, wishes = problem.ground, problem.wishes
    half = wishes.tolerance * (_BALANCE_SHARE if kind is AnswerKind.BEST_BALANCED else 1.0)
    today = float(np.nansum(compactness(ground, problem.group, problem.groups)))
    shape = wishes.compactness_weight
    return Price(
        low=1 - half + _INSIDE,
        high=1 + half - _INSIDE,
        step=_STEP_CELLS * problem.groups / len(problem.weight),
        outside=_GUIDE_OUTSIDE,
        floor=wishes.compactness_floor_share * today,
        beneath=_GUIDE_BENEATH,
        shape=shape + _SHAPE_FIRST if kind is AnswerKind.MOST_COMPACT else shape,
        stay=1.0 if kind is AnswerKind.FEWEST_CHANGES else _LITTLE,
        is_barred=bool(ground.is_barred.any()),
    )
