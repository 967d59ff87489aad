"""Which grids are worst off in a month, how sure that is, and why; moves nobody.

Grids are ranked by the shrunk figure, so that one bad case of one is no worst grid; P(rank ≤ 3) is
the share of seeded posterior draws (`posterior`) in which the grid is among the highest three.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.policy import Action, Actor, require
from geo.services.causes import BY_LATENESS, BY_NUMBER, BY_OPEN, BY_WORK, MainCause, main_causes
from geo.services.derived import once_a_question
from geo.services.indicators import present_month
from geo.services.local_time import Month
from geo.services.measures import HoursPerWorker, finite_hours
from geo.services.posterior import Known
from geo.services.ranked_figures import Question, RankedBy, known_figures
from geo.services.scope import EVERYTHING, Scope
from geo.services.snapshot import Snapshot

SEED = 20_230_110
TOP = 3
_CLEAR_SHARE = 0.9
_LIKELY_SHARE = 0.5
_INTERVAL = (0.05, 0.95)
_DRAWS_AT_ONCE = 250
_CAUSES_BY = {
    RankedBy.OVERDUE_SHARE: BY_LATENESS,
    RankedBy.OVERDUE_OPEN: BY_OPEN,
    RankedBy.INCIDENTS: BY_NUMBER,
    RankedBy.INCIDENTS_PER_100_HOUSEHOLDS: BY_NUMBER,
    RankedBy.HOURS_PER_WORKER: BY_WORK,
}


@dataclass(frozen=True, slots=True)
class RankedGrid:
    """One grid's place. Shares are 0..1.

    `value` is as counted (`part` ÷ `whole`), `expected` shrunk towards the town with its 90 %
    interval; `top_share` is P(rank ≤ 3). `is_next_within_noise`: fewer than nine draws in ten put
    it above the grid that follows (差异在误差内).
    """

    rank: int
    position: int
    code: GridCode
    name: str
    value: float
    part: float
    whole: float
    expected: float
    interval: tuple[float, float]
    top_share: float
    is_next_within_noise: bool
    causes: tuple[MainCause, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The worst grids of a month first. `unknown` counts grids of which nothing is known."""

    measure: RankedBy
    month: Month
    grids: tuple[RankedGrid, ...]
    unknown: int

    @property
    def is_top_clear(self) -> bool:
        """Return whether the third is above the fourth outside the noise."""
        return len(self.grids) > TOP and not self.grids[TOP - 1].is_next_within_noise

    @property
    def is_undecided(self) -> bool:
        """Return whether none is likelier than not among the worst three: then no order is told."""
        return is_undecided([grid.top_share for grid in self.grids])


@dataclass(frozen=True, slots=True)
class Rankings:
    """Answers with rankings from the present snapshot."""

    current: Callable[[], Snapshot]
    hours_per_worker: HoursPerWorker | None = None

    def ranked(
        self,
        actor: Actor,
        measure: RankedBy = RankedBy.OVERDUE_SHARE,
        month: Month | None = None,
        scope: Scope = EVERYTHING,
        count: int = 10,
    ) -> Ranking:
        """Return the `count` worst grids of a month (that of `now` by default).

        Raises:
            NotPermitted: the actor may not see what the measure is made of.
        """
        is_staffing = measure is RankedBy.HOURS_PER_WORKER
        require(actor, Action.VIEW_STAFFING if is_staffing else Action.VIEW_MAP)
        snapshot = self.current()
        hours = finite_hours(self.hours_per_worker, actor, snapshot) if is_staffing else None
        asked = Question(measure, month or present_month(snapshot), scope, SEED)
        return _kept_ranking(snapshot, asked, count, None if hours is None else hours.tobytes())


def ranking(snapshot: Snapshot, asked: Question, count: int) -> Ranking:
    """Return the `count` worst grids; equal figures are ordered by position."""
    known = known_figures(snapshot, asked)
    usable = np.flatnonzero(np.isfinite(known.expected))
    order = usable[np.argsort(-known.expected[usable], kind="stable")]
    top = top_share(known.draws)
    above = _above_next(known.draws, order[:count], order[1 : count + 1])
    grids = tuple(
        _ranked_grid(snapshot, asked, known, int(position), (place + 1, top[position], share))
        for place, (position, share) in enumerate(zip(order[:count], above, strict=True))
    )
    return Ranking(asked.measure, asked.month, grids, len(known.expected) - len(usable))


@once_a_question
def _kept_ranking(snapshot: Snapshot, asked: Question, count: int, hours: bytes | None) -> Ranking:
    given = None if hours is None else np.frombuffer(hours, np.float64)
    return ranking(snapshot, replace(asked, hours=given), count)


def _ranked_grid(
    snapshot: Snapshot,
    asked: Question,
    known: Known,
    position: int,
    standing: tuple[int, float, float],
) -> RankedGrid:
    rank, top, above_next = standing
    inside = asked.scope.mask(snapshot) & (snapshot.incidents.grid == position)
    return RankedGrid(
        rank=rank,
        position=position,
        code=GridCode(snapshot.grids["code"].iloc[position]),
        name=_name(snapshot, position),
        value=float(known.value[position]),
        part=float(known.part[position]),
        whole=float(known.whole[position]),
        expected=float(known.expected[position]),
        interval=_interval(known.draws[:, position]),
        top_share=float(top),
        is_next_within_noise=bool(above_next < _CLEAR_SHARE),
        causes=main_causes(snapshot, asked.month, inside, _CAUSES_BY[asked.measure]),
    )


def top_share(draws: NDArray[np.float64], top: int = TOP) -> NDArray[np.float64]:
    """Return for each column the share of draws in which it is among the `top` highest."""
    size = draws.shape[1]
    if size <= top:
        return np.ones(size)
    times = np.zeros(size)
    filled = np.nan_to_num(draws, nan=-np.inf)
    for begin in range(0, len(draws), _DRAWS_AT_ONCE):
        highest = np.argpartition(-filled[begin : begin + _DRAWS_AT_ONCE], top - 1, axis=1)[:, :top]
        times += np.bincount(highest.ravel(), minlength=size)
    return np.where(np.isfinite(draws).any(axis=0), times / len(draws), 0.0)


def is_undecided(top_shares: Sequence[float]) -> bool:
    """Return whether no P(rank ≤ 3) reaches a half, where there are more than three to rank."""
    return len(top_shares) > TOP and max(top_shares) < _LIKELY_SHARE


def _above_next(
    draws: NDArray[np.float64],
    shown: NDArray[np.int64],
    following: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Return in what share of draws each is above the one after it; 1 for the very last."""
    pairs = len(following)
    share = np.ones(len(shown))
    share[:pairs] = (draws[:, shown[:pairs]] > draws[:, following]).mean(axis=0)
    return share


def _interval(draws: NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.quantile(draws, _INTERVAL)
    return float(low), float(high)


def _name(snapshot: Snapshot, position: int) -> str:
    row = snapshot.grids.iloc[position]
    return str(row["name"]) if isinstance(row["name"], str) else str(row["code"])
