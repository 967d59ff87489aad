"""Grids that report nothing although people live there (沉默网格): named, never praised.

Residents' channels alone are read: a worker's own rounds say nothing of need. A grid is silent
where the town's rate per household would have brought at least three reports (by chance none
comes then in one case of twenty: e⁻³ = 0.05).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from geo.domain.codes import GridCode
from geo.domain.kinds import RESIDENT_CHANNELS, Channel
from geo.domain.policy import Action, Actor, require
from geo.services.grid_figures import per_grid
from geo.services.indicators import present_month
from geo.services.local_time import Month, Period
from geo.services.scope import within
from geo.services.snapshot import Snapshot

MONTHS = 3
LEAST_EXPECTED = 3.0
_RESIDENTS = [place for place, one in enumerate(Channel) if one in RESIDENT_CHANNELS]


@dataclass(frozen=True, slots=True)
class SilentGrid:
    """A grid without one report where `expected` would have been usual."""

    position: int
    code: GridCode
    name: str
    households: int
    expected: float


@dataclass(frozen=True, slots=True)
class Silence:
    """Silent grids of a period, most expected first.

    `undecided` counts grids whose households are unknown or whose reports name no channel.
    """

    period: Period
    grids: tuple[SilentGrid, ...]
    undecided: int


@dataclass(frozen=True, slots=True)
class Silences:
    """Answers with silent grids from the present snapshot."""

    current: Callable[[], Snapshot]

    def upto(self, actor: Actor, month: Month | None = None) -> Silence:
        """Return the silent grids of the three months up to a month (that of `now` by default).

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        return silence(snapshot, month or present_month(snapshot))


def silence(snapshot: Snapshot, month: Month) -> Silence:
    """Return the silent grids of the three months up to `month`."""
    period = Period(month.shifted(1 - MONTHS).period.first, month.period.last)
    inside = within(snapshot.incidents.reported_s, period, snapshot.timezone)
    channel = snapshot.incidents.channel
    reports = per_grid(snapshot, inside & np.isin(channel, _RESIDENTS))
    unnamed = per_grid(snapshot, inside & (channel < 0))
    households = snapshot.grids["households"].to_numpy(float, na_value=np.nan)
    known = np.isfinite(households)
    lived_in = float(households[known].sum())
    rate = float(reports[known].sum()) / lived_in if lived_in else 0.0
    expected = households * rate
    mute = reports == 0
    undecided = (mute & ~known) | (mute & (unnamed > 0))
    silent = np.flatnonzero(mute & ~undecided & (np.nan_to_num(expected) >= LEAST_EXPECTED))
    order = silent[np.argsort(-expected[silent], kind="stable")]
    grids = tuple(_silent(snapshot, int(place), float(expected[place])) for place in order)
    return Silence(period, grids, int(undecided.sum()))


def _silent(snapshot: Snapshot, position: int, expected: float) -> SilentGrid:
    row = snapshot.grids.iloc[position]
    code = str(row["code"])
    name = str(row["name"]) if isinstance(row["name"], str) else code
    return SilentGrid(position, GridCode(code), name, int(row["households"]), expected)
