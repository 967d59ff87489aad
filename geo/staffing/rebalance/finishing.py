"""An exact model of small problems: the least weight moved, or the proof of what cannot be less.

A binary says whether a cell lies in a group. Groups that fall apart in a solution are answered by
cuts (separators, as in Oehrlein & Haunert 2017), and the model is solved again (HiGHS, Huangfu &
Hall 2018). Its bound holds at every round. The model asks of every piece of a group that it keeps
a cell which the group has today.
"""

from dataclasses import dataclass

from geo.staffing.rebalance.annealing import descend
from geo.staffing.rebalance.board import Board
from geo.staffing.rebalance.crossing import crosses_more
from geo.staffing.rebalance.cuts import beside_own, separators
from geo.staffing.rebalance.judging import ROUNDING, is_within
from geo.staffing.rebalance.measures import moved_share
from geo.staffing.rebalance.model import Model, Solved
from geo.staffing.rebalance.moving import Price
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.search import standing
from geo.staffing.town import Ints

MOST_CHOICES = 1_500
"""Cells times groups up to which the model is solved: larger ones take too long to gain much."""


@dataclass(frozen=True, slots=True, eq=False)
class Finish:
    """The better of what was known and found, a proved least share, or that none exists."""

    group: Ints
    bound_share: float
    is_impossible: bool


def finished(problem: Problem, board: Board, price: Price, known: Ints, bound: float) -> Finish:
    """Return the least change of a small problem; a large one as it was.

    `bound` is a least share known already, `price` decides whether a solution is better.
    """
    if len(problem.weight) * problem.groups > MOST_CHOICES or len(board.mover) == 0:
        return Finish(known, bound, False)
    enough = moved_share(problem, known) - ROUNDING
    is_known = is_within(problem, problem.weights_of(known))
    model = Model.of(problem)
    model.add(beside_own(problem))
    while model.spent_s < problem.wishes.proof_s:
        solved = model.solve(known, problem.wishes.proof_s - model.spent_s)
        if solved.is_impossible:
            return Finish(known, bound, True)
        bound = max(bound, solved.bound / problem.groups)
        cuts = separators(problem, solved.group) if solved.group is not None else []
        if not cuts:
            if solved.group is not None and crosses_more(problem, solved.group):
                return Finish(known, bound, False)
            return Finish(_better(board, price, known, solved), bound, False)
        if is_known and bound >= enough:
            break
        model.add(cuts)
    return Finish(known, bound, False)


def _better(board: Board, price: Price, known: Ints, solved: Solved) -> Ints:
    """Return the solution, smoothed, where it is judged better than what was known."""
    if solved.group is None:
        return known
    old, new = standing(board, price, known, 1), standing(board, price, solved.group, 1)
    descend(board, price, old)
    descend(board, price, new)
    return min((old, new), key=lambda now: float(now.sums[3])).best
