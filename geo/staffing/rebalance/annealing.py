"""Compiled: the search itself. Annealing (Kirkpatrick, Gelatt & Vecchi 1983), then descent.

A move puts one cell of a group's edge into the group beside it. Chains through several groups and
swaps come of moves in turn; the heat decides how far the judgement may rise in between.
"""

from typing import NamedTuple

import numpy as np

from geo.spatial.assignment.compiled import kernel
from geo.staffing.rebalance.board import Board
from geo.staffing.rebalance.moving import (
    BEST,
    COMPACT,
    MOVED,
    OUTSIDE,
    Price,
    Standing,
    change,
    gain,
    judged,
    make,
    may_join,
    may_leave,
)


class Prices(NamedTuple):
    """`guide` leads the way, `strict` decides which grouping is best."""

    guide: Price
    strict: Price


class Heat(NamedTuple):
    """How many moves to try, from which heat, and what each leaves of it."""

    first: float
    cooling: float
    tries: int


_TO_UNIT = 1.0 / 9007199254740992.0
_LEAST_GAIN = 1e-12
NO_ROUND = 1e-9
"""Sums of moves run off by rounding: what is this near to the band is inside it."""


@kernel
def _random(now: Standing) -> float:
    """Return the next number in 0..1 (xorshift64, Marsaglia 2003)."""
    x = now.random[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    now.random[0] = x
    return float((x >> np.uint64(11)) * _TO_UNIT)


@kernel
def _keep_best(price: Price, now: Standing) -> None:
    """Remember the present grouping when it is the best seen."""
    outside = now.sums[OUTSIDE] if now.sums[OUTSIDE] > NO_ROUND else 0.0
    judgement = judged(price, now.sums[MOVED], outside, now.sums[COMPACT])
    if judgement < now.sums[BEST] - _LEAST_GAIN:
        now.sums[BEST] = judgement
        for cell in range(len(now.group)):
            now.best[cell] = now.group[cell]


@kernel
def anneal(board: Board, prices: Prices, now: Standing, heat: Heat) -> None:
    """Try random moves, the heat falling with each."""
    moves, warmth, price = len(board.mover), heat.first, prices.guide
    for _ in range(heat.tries):
        warmth *= heat.cooling
        p = int(_random(now) * moves)
        cell, to = board.mover[p], now.group[board.beside[p]]
        if to == now.group[cell]:
            continue
        step = change(board, price, now, cell, to)
        rise = gain(price, now, step)
        if rise > 0 and _random(now) >= np.exp(-rise / warmth):
            continue
        if may_join(board, now, cell, to) and may_leave(board, price, now, cell):
            make(board, now, cell, to, step)
            if rise < 0:
                _keep_best(prices.strict, now)


@kernel
def descend(board: Board, price: Price, now: Standing) -> None:
    """Make every move that improves the judgement, in order, until none does."""
    made = 1
    while made > 0:
        made = 0
        for p in range(len(board.mover)):
            cell, to = board.mover[p], now.group[board.beside[p]]
            if to == now.group[cell]:
                continue
            step = change(board, price, now, cell, to)
            if gain(price, now, step) >= -_LEAST_GAIN or not may_join(board, now, cell, to):
                continue
            if may_leave(board, price, now, cell):
                make(board, now, cell, to, step)
                made += 1
    _keep_best(price, now)
