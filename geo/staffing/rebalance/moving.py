"""Compiled: what one move would change, whether it keeps a group whole, and making it."""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from geo.spatial.assignment.compiled import drop_stale_cache, kernel
from geo.staffing.rebalance.board import Board
from geo.staffing.town import Floats, Ints


class Price(NamedTuple):
    """What a grouping is judged by, in means of a group.

    `low`, `high`: the band of a group's weight; `outside`: price of weight outside it, to which
    each group outside adds `step`, so that a trifle is not left there; `floor`: the sum of
    Polsby–Popper to keep, `beneath` the price of falling below; `shape`: what one of that sum is
    worth; `stay`: price of weight moved. `is_barred`: whether any border is barred.
    """

    low: float
    high: float
    step: float
    outside: float
    floor: float
    beneath: float
    shape: float
    stay: float
    is_barred: bool


class Standing(NamedTuple):
    """Where a search stands: groups of n cells, figures of k groups, sums, and scratch space.

    `sums`: price of moved cells, weight outside the band, sum of Polsby–Popper, and the best
    judgement so far with its own three. `best` is the grouping of that judgement, `crossed_m` how
    far barriers run inside each group.
    """

    group: Ints
    best: Ints
    cells: Ints
    weight: Floats
    area_m2: Floats
    perimeter_m: Floats
    compact: Floats
    crossed_m: Floats
    sums: Floats
    mark: Ints
    stamp: Ints
    queue: Ints
    random: "np.ndarray[tuple[int], np.dtype[np.uint64]]"


class Change(NamedTuple):
    """What a move changes: the three sums, and the outline of the group left and joined."""

    moved: float
    outside: float
    compact: float
    left_m: float
    joined_m: float


MOVED, OUTSIDE, COMPACT, BEST = 0, 1, 2, 3
SUMS = 4
_FOUR_PI = 4 * np.pi


@kernel
def beyond(weight: float, price: Price) -> float:
    """Return by how much a weight is outside the band, with the step that any excess costs."""
    excess = max(weight - price.high, price.low - weight)
    return excess + price.step if excess > 0 else 0.0


@kernel
def compact(area_m2: float, outline_m: float) -> float:
    """Return 4π·area ÷ perimeter², 0 without an outline."""
    return _FOUR_PI * area_m2 / (outline_m * outline_m) if outline_m > 0 else 0.0


@kernel
def change(board: Board, price: Price, now: Standing, cell: int, to: int) -> Change:
    """Return what it changes when `cell` goes to group `to`."""
    a, w, area = now.group[cell], board.weight[cell], board.area_m2[cell]
    with_a, with_b = 0.0, 0.0
    for e in range(board.start[cell], board.start[cell + 1]):
        group = now.group[board.neighbour[e]]
        if group == a:
            with_a += board.border_m[e]
        elif group == to:
            with_b += board.border_m[e]
    left_m = now.perimeter_m[a] - board.perimeter_m[cell] + 2 * with_a
    joined_m = now.perimeter_m[to] + board.perimeter_m[cell] - 2 * with_b
    moved = board.price[cell] * ((to != board.home[cell]) - 1.0 * (a != board.home[cell]))
    if len(board.travel):
        moved += board.travel[cell, to] - board.travel[cell, a]
    outside = beyond(now.weight[a] - w, price) + beyond(now.weight[to] + w, price)
    outside -= beyond(now.weight[a], price) + beyond(now.weight[to], price)
    shapes = compact(now.area_m2[a] - area, left_m) + compact(now.area_m2[to] + area, joined_m)
    shapes -= now.compact[a] + now.compact[to]
    return Change(moved, outside, shapes, left_m, joined_m)


@kernel
def judged(price: Price, moved: float, outside: float, shapes: float) -> float:
    """Return the judgement of a grouping: the less, the better."""
    judgement = price.stay * moved + price.outside * outside - price.shape * shapes
    return judgement + price.beneath * max(price.floor - shapes, 0.0)


@kernel
def gain(price: Price, now: Standing, step: Change) -> float:
    """Return by how much a change makes the judgement worse."""
    shapes = now.sums[COMPACT]
    rise = price.stay * step.moved + price.outside * step.outside - price.shape * step.compact
    short = max(price.floor - shapes - step.compact, 0.0) - max(price.floor - shapes, 0.0)
    return float(rise + price.beneath * short)


@kernel
def holds_without(board: Board, now: Standing, cell: int, open_only: bool) -> bool:
    """Return whether the group of `cell` falls into no more pieces when it leaves."""
    group, wanted, first = now.group[cell], 0, -1
    now.stamp[0] += 2
    seen = now.stamp[0]
    for e in range(board.start[cell], board.start[cell + 1]):
        other = board.neighbour[e]
        if now.group[other] == group and (board.is_open[e] or not open_only):
            now.mark[other], first = seen - 1, other
            wanted += 1
    if wanted <= 1:
        return True
    now.mark[cell] = seen
    return _reaches(board, now, first, wanted - 1, open_only)


@kernel
def _reaches(board: Board, now: Standing, first: int, wanted: int, open_only: bool) -> bool:
    """Return whether all marked neighbours are reached from the first inside its group."""
    seen, group, head, tail = now.stamp[0], now.group[first], 0, 1
    now.queue[0], now.mark[first] = first, seen
    while head < tail:
        at = now.queue[head]
        head += 1
        for e in range(board.start[at], board.start[at + 1]):
            other = board.neighbour[e]
            if now.group[other] != group or now.mark[other] == seen:
                continue
            if open_only and not board.is_open[e]:
                continue
            wanted -= now.mark[other] == seen - 1
            if wanted == 0:
                return True
            now.mark[other] = seen
            now.queue[tail] = other
            tail += 1
    return False


@kernel
def may_leave(board: Board, price: Price, now: Standing, cell: int) -> bool:
    """Return whether the group that `cell` leaves is not emptied and not torn."""
    if now.cells[now.group[cell]] == 1 or not holds_without(board, now, cell, False):
        return False
    return not price.is_barred or holds_without(board, now, cell, True)


@kernel
def crossing_m(board: Board, now: Standing, cell: int, group: int) -> float:
    """Return how far barriers run in a cell and on its borders with others of a group."""
    far_m = board.crossing_m[cell]
    for e in range(board.start[cell], board.start[cell + 1]):
        if now.group[board.neighbour[e]] == group:
            far_m += board.along_m[e]
    return float(far_m)


@kernel
def may_join(board: Board, now: Standing, cell: int, to: int) -> bool:
    """Return whether group `to` has no more barriers than it may when `cell` brings its own."""
    if len(board.crossing_m) == 0:
        return True
    far_m = crossing_m(board, now, cell, to)
    return far_m <= 0 or now.crossed_m[to] + far_m <= board.crossable_m[to]


@kernel
def make(board: Board, now: Standing, cell: int, to: int, step: Change) -> None:
    """Make a move whose change is known."""
    a, w, area = now.group[cell], board.weight[cell], board.area_m2[cell]
    if len(board.crossing_m) > 0:
        now.crossed_m[a] -= crossing_m(board, now, cell, a)
        now.crossed_m[to] += crossing_m(board, now, cell, to)
    now.group[cell] = to
    now.cells[a] -= 1
    now.cells[to] += 1
    now.weight[a] -= w
    now.weight[to] += w
    now.area_m2[a] -= area
    now.area_m2[to] += area
    now.perimeter_m[a], now.perimeter_m[to] = step.left_m, step.joined_m
    now.compact[a] = compact(now.area_m2[a], step.left_m)
    now.compact[to] = compact(now.area_m2[to], step.joined_m)
    now.sums[MOVED] += step.moved
    now.sums[OUTSIDE] += step.outside
    now.sums[COMPACT] += step.compact


drop_stale_cache(Path(__file__).parent)
