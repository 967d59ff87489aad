"""Shares a headcount out over grids, one worker after another (Fox 1966); knows no present staff.

The cost of x workers on W hours is W²/x: the hours each worker of a grid carries, weighted by the
hours themselves. It is convex and separable, so giving each next worker where the cost falls most
is exact. Its rule W²/(x(x+1)) is that of equal proportions (Huntington 1928): no transfer of one
worker brings the loads of two grids nearer to each other in proportion, whatever the norms.
Below a tenth of a worker the cost goes on along its tangent, so that an empty grid's is finite.
"""

import heapq

import numpy as np

from geo.domain.errors import Refused
from geo.staffing.town import Floats, Ints

FLOOR_WORKERS = 0.1


def cost_h2(workload_h: float, workers: float, floor: float = FLOOR_WORKERS) -> float:
    """Return W²/x, and W²(2/f − x/f²) below the floor f: convex and falling for every x."""
    if workers >= floor:
        return workload_h**2 / workers
    return workload_h**2 * (2 / floor - workers / floor**2)


def allocate(workload_h: Floats, headcount: int, lower: Ints, upper: Ints | None = None) -> Ints:
    """Return whole workers a grid (n) that sum to `headcount` at the least total cost.

    `lower` and `upper` (n) bound them. Ties go to the grid with fewer workers, then to the lower
    position.

    Raises:
        Refused: the headcount is below the sum of `lower` or above that of `upper`.
    """
    _check(headcount, lower, upper)
    room = np.full(lower.shape, headcount) if upper is None else upper
    workers = lower.copy()
    queue = [_offer(workload_h, workers, one) for one in np.flatnonzero(workers < room).tolist()]
    heapq.heapify(queue)
    for _ in range(headcount - int(lower.sum())):
        place = queue[0][2]
        workers[place] += 1
        if workers[place] < room[place]:
            heapq.heapreplace(queue, _offer(workload_h, workers, place))
        else:
            heapq.heappop(queue)
    return workers


def _offer(workload_h: Floats, workers: Ints, place: int) -> tuple[float, int, int]:
    """Return a grid's place in the queue: the saving of its next worker, largest first."""
    now, hours = int(workers[place]), float(workload_h[place])
    return cost_h2(hours, now + 1) - cost_h2(hours, now), now, place


def _check(headcount: int, lower: Ints, upper: Ints | None) -> None:
    minimum = int(lower.sum())
    if headcount < minimum:
        raise Refused("headcount_below_minimum", headcount=headcount, minimum=minimum)
    if upper is not None and headcount > int(upper.sum()):
        raise Refused("headcount_above_maximum", headcount=headcount, maximum=int(upper.sum()))
