"""Cuts places into blocks that each hold at least so many: what may be told of a small place.

An answer that knows counts only by whole blocks can be asked any number of times, about shapes
that overlap in any way: sums and differences of answers are made of block totals alone, so none
of them tells of fewer than a block holds. Whole blocks are halved again and again at the middle of
their places (Mondrian: LeFevre, DeWitt & Ramakrishnan 2006). Where a cut lies is decided by the
places, never by the counts; whether it is made says only that both halves hold enough.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
NO_BLOCK = -1


def blocks(xy: Floats, counts: Ints, least: int) -> Ints:
    """Return the block (0, 1, …) of each place (n, 2), −1 for all where they hold too few."""
    labels = np.full(len(counts), NO_BLOCK, np.int64)
    if counts.sum() < least:
        return labels
    number = 0
    waiting = [np.arange(len(counts))]
    while waiting:
        whole = waiting.pop()
        halves = _halves(xy, counts, whole, least)
        if halves is None:
            labels[whole] = number
            number += 1
        else:
            waiting.extend(halves)
    return labels


def _halves(xy: Floats, counts: Ints, whole: Ints, least: int) -> tuple[Ints, Ints] | None:
    """Return a block's halves across its longer side, else across the other; None as it is."""
    if len(whole) < 2 or counts[whole].sum() < 2 * least:
        return None
    own = xy[whole]
    sides = np.ptp(own, axis=0)
    for axis in (0, 1) if sides[0] >= sides[1] else (1, 0):
        order = whole[np.lexsort((own[:, 1 - axis], own[:, axis]))]
        first, second = order[: len(order) // 2], order[len(order) // 2 :]
        if min(counts[first].sum(), counts[second].sum()) >= least:
            return first, second
    return None
