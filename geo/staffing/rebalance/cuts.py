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


def beside_own(problem: Problem) -> list[Cut]:
    """Return for every cell and foreign group: it lies in that only beside one of its cells."""
    size = len(problem.weight)
    rings = [ring_of(problem, np.arange(size) == cell) for cell in range(size)]
    return [
        Cut(group, np.array([cell]), rings[cell], 0.0)
        for cell in range(size)
        for group in range(problem.groups)
        if group != problem.group[cell]
    ]


def _strayed(problem: Problem, group: Ints, inside: Bools) -> Iterator[Cut]:
    own = int(group[np.argmax(inside)])
    ring = _towards(problem, inside, problem.group == own)
    for cell in np.flatnonzero(inside):
        yield Cut(own, np.array([cell]), ring, 0.0)


def _torn(problem: Problem, group: Ints, piece: Ints, today: Ints) -> Iterator[Cut]:
    """Yield a cut for every two pieces that hold cells of what is one piece today."""
    for old in np.unique(today[today >= 0]):
        parts = np.unique(piece[today == old])
        if len(parts) < 2:
            continue
        sizes = [(piece == one).sum() for one in parts]
        main = piece == parts[int(np.argmax(sizes))]
        anchor = np.flatnonzero(main & (today == old))[0]
        for one in parts[parts != piece[anchor]]:
            inside = piece == one
            lone = np.flatnonzero(inside & (today == old))[0]
            ring = _towards(problem, inside, main)
            yield Cut(int(group[lone]), np.array([lone, anchor]), ring, 1.0)


def ring_of(problem: Problem, inside: Bools) -> Ints:
    """Return the cells beside a set of cells, over open borders."""
    return np.flatnonzero(_beside(problem, inside))


def _beside(problem: Problem, inside: Bools) -> Bools:
    ground = problem.ground
    beside = np.zeros(len(inside), bool)
    open_ = ~ground.is_barred
    beside[ground.first[open_ & inside[ground.second]]] = True
    beside[ground.second[open_ & inside[ground.first]]] = True
    return beside & ~inside


def _towards(problem: Problem, inside: Bools, goal: Bools) -> Ints:
    """Return the cells of the ring around a set through which a way to the goal can lead."""
    ring = _beside(problem, inside)
    beyond = ~inside & ~ring
    label = np.where(beyond, 0, np.where(ring, 1, 2))
    piece = piece_of(problem.ground, label, ~problem.ground.is_barred)
    reaching = beyond & np.isin(piece, piece[beyond & goal])
    return np.flatnonzero(ring & (goal | _beside(problem, reaching)))
