"""From today's staff, the best exchanges one after another: first person moved … k-th.

Each step moves one mobile worker from the grid that loses least to the grid that gains most. As
each grid's cost W²/FTE is convex and every mover counts alike (the mean hours of mobile staff),
the state after k steps is the best that k moves can reach (Fox 1966).
"""

import heapq
from dataclasses import dataclass

import numpy as np

from geo.staffing.allocation import FLOOR_WORKERS, cost_h2
from geo.staffing.town import Floats, Ints

_GAIN_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Step:
    """The k-th move: positions of both grids and the total cost (h²/FTE) after it."""

    giver: int
    taker: int
    cost_after_h2: float


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """What stands before any move: hours, FTE, and how many each grid may give (n each).

    `room` says how many it may take; `mover_fte` is the FTE of every mover.
    """

    workload_h: Floats
    fte: Floats
    givable: Ints
    room: Ints
    mover_fte: float

    def cost_h2(self, place: int, moved: int) -> float:
        """Return a grid's cost when `moved` workers more (or fewer) stand in it."""
        fte = float(self.fte[place]) + moved * self.mover_fte
        return cost_h2(float(self.workload_h[place]), fte, FLOOR_WORKERS * self.mover_fte)


def exchanges(standing: Standing) -> tuple[Step, ...]:
    """Return every move that lowers the total cost, best first; empty when none does."""
    places = range(len(standing.fte))
    cost = sum(standing.cost_h2(place, 0) for place in places)
    takers = [_gain(standing, place, 0) for place in places if standing.room[place] > 0]
    givers = [_loss(standing, place, 0) for place in places if standing.givable[place] > 0]
    heapq.heapify(takers)
    heapq.heapify(givers)
    steps: list[Step] = []
    while takers and givers:
        (gain, taker, taken), (loss, giver, given) = takers[0], givers[0]
        if -gain - loss <= _GAIN_TOLERANCE * max(cost, 1.0) or taker == giver:
            break
        cost += gain + loss
        steps.append(Step(giver, taker, cost))
        _advance(takers, _gain(standing, taker, taken + 1), taken + 1 < standing.room[taker])
        _advance(givers, _loss(standing, giver, given + 1), given + 1 < standing.givable[giver])
    return tuple(steps)


def _gain(standing: Standing, place: int, taken: int) -> tuple[float, int, int]:
    now, after = standing.cost_h2(place, taken), standing.cost_h2(place, taken + 1)
    return after - now, place, taken


def _loss(standing: Standing, place: int, given: int) -> tuple[float, int, int]:
    now, after = standing.cost_h2(place, -given), standing.cost_h2(place, -given - 1)
    return after - now, place, given


def _advance(
    queue: list[tuple[float, int, int]], entry: tuple[float, int, int], more: bool
) -> None:
    if more:
        heapq.heapreplace(queue, entry)
    else:
        heapq.heappop(queue)


def after(standing: Standing, steps: tuple[Step, ...]) -> Ints:
    """Return persons gained (or given, negative) by each grid over `steps` (n)."""
    moved = np.zeros(len(standing.fte), dtype=np.int64)
    for step in steps:
        moved[step.giver] -= 1
        moved[step.taker] += 1
    return moved
