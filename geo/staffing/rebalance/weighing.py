"""Wishes for form and short ways: groupings searched at graded weights, chosen at the asked one.

The grades are the same whatever weight is asked. Among the same groupings a higher weight never
chooses one of lower mean Polsby–Popper, or of longer ways: of two that change places as the
better one, the one that gains by the weight is the one that has more of what is weighed.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from geo.staffing.rebalance.answer import AnswerKind
from geo.staffing.rebalance.board import board_of
from geo.staffing.rebalance.judging import ROUNDING, is_within
from geo.staffing.rebalance.measures import compactness
from geo.staffing.rebalance.pricing import prices_of
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.search import standing
from geo.staffing.rebalance.travel import mean_way_km
from geo.staffing.town import Ints

GRADES = (0.25, 1.0, 4.0)


def weighed(problem: Problem, form: float = 0.0, travel: float = 0.0) -> Problem:
    """Return the problem under other weights of form and travel; without any as they are 0."""
    wishes = replace(problem.wishes, compactness_weight=form, travel_weight=travel)
    return replace(problem, wishes=wishes)


def graded(problem: Problem) -> list[Problem]:
    """Return what is searched beside the problem without weights: none where none is asked."""
    has_form, has_travel = _asked(problem)
    found = [weighed(problem, form=grade) for grade in GRADES if has_form]
    found += [weighed(problem, travel=grade) for grade in GRADES if has_travel]
    if has_form and has_travel:
        found += [weighed(problem, grade, grade) for grade in GRADES]
    return found


def chosen(problem: Problem, kind: AnswerKind, plain: Ints, others: Sequence[Ints]) -> Ints:
    """Return the best grouping at the asked weights: the plain one, or another not behind it."""
    if not others:
        return plain
    board, price = board_of(problem), prices_of(problem, kind).strict
    is_bound = is_within(problem, problem.weights_of(plain))
    allowed = [one for one in others if not is_bound or _is_no_worse(problem, one, plain)]
    return min([plain, *allowed], key=lambda one: float(standing(board, price, one, 1).sums[3]))


def _asked(problem: Problem) -> tuple[bool, bool]:
    wishes = problem.wishes
    has_travel = wishes.travel_weight > 0 and problem.travel is not None
    return wishes.compactness_weight > 0, has_travel


def _is_no_worse(problem: Problem, group: Ints, plain: Ints) -> bool:
    """Return whether a grouping has no less of what is asked for than the plain one."""
    has_form, has_travel = _asked(problem)
    forms = [
        float(np.nansum(compactness(problem.ground, one, problem.groups))) for one in (group, plain)
    ]
    ways = [mean_way_km(problem, one) or 0.0 for one in (group, plain)]
    return not (
        (has_form and forms[0] < forms[1] - ROUNDING)
        or (has_travel and ways[0] > ways[1] + ROUNDING)
    )
