"""An exact model of small problems: the least weight moved, or the proof of what cannot be less.

A binary says whether a cell lies in a group. Groups that fall apart in a solution are answered by
cuts (separators, as in Oehrlein & Haunert 2017), and the model is solved again (HiGHS, Huangfu &
Hall 2018). Its bound holds at every round. The model asks of every piece of a group that it keeps
a cell which the group has today.
"""

from dataclasses import dataclass

from geo.staffing.rebalance.annealing import descend
from geo.staffing.rebalance.board import Board
from geo.staffing.rebalance.cuts import separators
from geo.staffing.rebalance.model import Model, Solved
from geo.staffing.rebalance.moving import Price
from geo.staffing.rebalance.problem import Problem
from geo.staffing.rebalance.search import standing
from geo.staffing.town import Ints

MOST_CHOICES = 1_500
"""Cells times groups up to which the model is solved: larger ones take minutes."""
ROUNDS = 60


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
    model = Model.of(problem)
    for _ in range(ROUNDS):
        solved = model.solve()
        if solved.is_impossible:
            return Finish(known, bound, True)
        bound = max(bound, solved.bound / problem.groups)
        cuts = separators(problem, solved.group) if solved.group is not None else []
        if not cuts:
            return Finish(_better(board, price, known, solved), bound, False)
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
