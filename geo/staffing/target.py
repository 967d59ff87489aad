"""Who should stand where: today's staff after the advised moves, or a headcount shared out anew."""

from dataclasses import dataclass

import numpy as np

from geo.domain.errors import NothingToStaff
from geo.staffing.allocation import allocate
from geo.staffing.assessment import Assessment
from geo.staffing.capacity import Capacity
from geo.staffing.exchange import Standing, Step, after, exchanges
from geo.staffing.town import Floats, Ints


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """The staffing advised (n each): persons, the FTE before and after the moves.

    `steps` are all exchanges that help, of which the first `advised` are advised.
    """

    headcount: int
    persons: Ints
    fte_before: Floats
    fte_after: Floats
    steps: tuple[Step, ...]
    advised: int
    mover_fte: float
    is_today: bool

    @property
    def moved(self) -> Ints:
        """Return mobile persons gained or given by each grid (n)."""
        moved = np.zeros(len(self.persons), dtype=np.int64)
        for step in self.steps[: self.advised]:
            moved[step.giver] -= 1
            moved[step.taker] += 1
        return moved


def minimum(found: Assessment) -> Ints:
    """Return the least workers of each grid (n); none where nobody lives."""
    least = int(found.book.value("minimum_staff_per_grid"))
    return np.where(found.town.is_inhabited, least, 0).astype(np.int64)


def target(found: Assessment, headcount: int | None) -> Target:
    """Return the staffing for `headcount` persons, or for those who are there when it is None.

    Raises:
        NothingToStaff: no headcount was given and no staff is known.
        Refused: the headcount cannot give every grid its minimum.
    """
    if headcount is not None:
        return _shared_out(found, headcount)
    if found.capacity is None or not found.capacity.persons.any():
        raise NothingToStaff
    return _from_today(found, found.capacity)


def _shared_out(found: Assessment, headcount: int) -> Target:
    """Return `headcount` persons by marginal allocation, and the moves towards it.

    Each is worth what those who are there are worth on average, so that the present headcount is
    the present capacity; a full-time worker where no staff is known.
    """
    upper = np.where(found.town.is_inhabited, headcount, 0)
    persons = allocate(found.work.total_h, headcount, minimum(found), upper)
    have = found.capacity
    fte = persons.astype(np.float64) * np.float64(_person_fte(have))
    if have is None:
        return Target(headcount, persons, fte, fte, (), 0, 1.0, False)
    surplus = np.maximum(have.persons - persons, 0)
    lacking = np.maximum(persons - have.persons, 0)
    givable = np.minimum(have.mobile, surplus)
    steps = exchanges(Standing(found.work.total_h, have.fte, givable, lacking, have.mobile_fte))
    return Target(headcount, persons, fte, fte, steps, len(steps), have.mobile_fte, False)


def _person_fte(have: Capacity | None) -> float:
    """Return what one more person is worth in full-time workers."""
    if have is None or not have.persons.any():
        return 1.0
    return float(have.fte.sum() / have.persons.sum())


def _from_today(found: Assessment, have: Capacity) -> Target:
    """Return today's staff after the advised exchanges of mobile workers."""
    spare = np.maximum(have.persons - minimum(found), 0)
    room = np.where(found.town.is_inhabited, int(have.mobile.sum()), 0)
    standing = Standing(
        found.work.total_h, have.fte, np.minimum(have.mobile, spare), room, have.mobile_fte
    )
    steps = exchanges(standing)
    advised = _worthwhile(found, have, steps)
    moved = after(standing, steps[:advised])
    return Target(
        int(have.persons.sum()),
        have.persons + moved,
        have.fte,
        have.fte + moved * have.mobile_fte,
        steps,
        advised,
        have.mobile_fte,
        True,
    )


def _worthwhile(found: Assessment, have: Capacity, steps: tuple[Step, ...]) -> int:
    """Return how many of the first steps are worth the trouble."""
    fte = have.fte.copy()
    for k, step in enumerate(steps):
        if not _is_worthwhile(found, fte, step, have.mobile_fte):
            return k
        fte[step.giver] -= have.mobile_fte
        fte[step.taker] += have.mobile_fte
    return len(steps)


def _is_worthwhile(found: Assessment, fte: Floats, step: Step, mover_fte: float) -> bool:
    """Return whether a move is outside the noise and does not only swap the shortage.

    The taker must surely be short, beyond the tolerance, and surely carry more a worker than the
    giver; the giver must not be left short, unless the taker carries twice what it will.
    """
    needed, giver, taker = found.needed, step.giver, step.taker
    tolerance = 1 + found.book.value("balance_tolerance_share")
    is_short = needed.low[taker] > fte[taker] and needed.fte[taker] > tolerance * fte[taker]
    is_apart = needed.low[taker] * fte[giver] > needed.high[giver] * fte[taker]
    left = fte[giver] - mover_fte
    is_left_well = needed.fte[giver] <= tolerance * left
    is_needier = needed.fte[taker] * left >= 2 * needed.fte[giver] * fte[taker]
    return bool(is_short and is_apart and (is_left_well or is_needier))
