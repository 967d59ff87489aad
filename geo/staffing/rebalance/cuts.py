"""Why a solution does not hold together, as inequalities that every whole grouping keeps."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.staffing.rebalance.pieces import piece_of
from geo.staffing.rebalance.problem import Problem
from geo.staffing.town import Bools, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """In `group`: cells `together` beyond `allowance` need at least one cell of `between`.

    Σ x[together] − Σ x[between] ≤ allowance.
    """

    group: int
    together: Ints
    between: Ints
    allowance: float


def separators(problem: Problem, group: Ints) -> list[Cut]:
    """Return cuts that rule this grouping out, empty when it keeps every group whole.

    A piece without a cell of its group's own ground is cut off from it; so is one of two pieces
    that were one today. What lies between is the ring of cells around the piece.
    """
    open_ = ~problem.ground.is_barred
    today = piece_of(problem.ground, problem.group, open_)
    piece = piece_of(problem.ground, group, open_)
    is_home = group == problem.group
    found: list[Cut] = []
    for one in np.unique(piece):
        inside = piece == one
        if not (inside & is_home).any():
            found.extend(_strayed(problem, group, inside))
    found.extend(_torn(problem, group, piece, np.where(is_home, today, -1)))
    return found


def _strayed(problem: Problem, group: Ints, inside: Bools) -> Iterator[Cut]:
    cells = np.flatnonzero(inside)
    ring = ring_of(problem, inside)
    for cell in cells:
        yield Cut(int(group[cell]), np.array([cell]), ring, 0.0)


def _torn(problem: Problem, group: Ints, piece: Ints, today: Ints) -> Iterator[Cut]:
    """Yield a cut for every two pieces that hold cells of what is one piece today."""
    for old in np.unique(today[today >= 0]):
        parts = np.unique(piece[today == old])
        if len(parts) < 2:
            continue
        sizes = [(piece == one).sum() for one in parts]
        main = np.flatnonzero((piece == parts[int(np.argmax(sizes))]) & (today == old))
        for one in parts[parts != piece[main[0]]]:
            inside = piece == one
            lone = np.flatnonzero(inside & (today == old))
            ring = ring_of(problem, inside)
            pair = np.array([lone[0], main[0]])
            yield Cut(int(group[lone[0]]), pair, ring, 1.0)


def ring_of(problem: Problem, inside: Bools) -> Ints:
    """Return the cells beside a set of cells, over open borders."""
    ground = problem.ground
    beside = np.zeros(len(inside), bool)
    open_ = ~ground.is_barred
    beside[ground.first[open_ & inside[ground.second]]] = True
    beside[ground.second[open_ & inside[ground.first]]] = True
    return np.flatnonzero(beside & ~inside)
