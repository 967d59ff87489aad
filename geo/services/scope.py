"""Which incidents a question is about: by category, channel, state, grid and period of report."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.errors import NotFound
from geo.domain.kinds import Channel, IncidentState
from geo.services.local_time import Period
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of incidents; an empty tuple or None chooses all, unknown ones included."""

    categories: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    states: tuple[IncidentState, ...] = ()
    grids: tuple[GridCode, ...] = ()
    reported: Period | None = None

    def mask(self, snapshot: Snapshot) -> NDArray[np.bool_]:
        """Return one flag an incident of the snapshot.

        Raises:
            NotFound: a grid code that no grid goes by.
        """
        incidents = snapshot.incidents
        chosen = np.ones(len(incidents.row), bool)
        if self.categories:
            wanted = [
                place for place, name in enumerate(snapshot.categories) if name in self.categories
            ]
            chosen &= np.isin(incidents.category, wanted)
        if self.channels:
            chosen &= np.isin(incidents.channel, _places(self.channels, Channel))
        if self.states:
            chosen &= np.isin(incidents.state, _places(self.states, IncidentState))
        if self.grids:
            chosen &= np.isin(incidents.grid, [grid_position(snapshot, g) for g in self.grids])
        if self.reported is not None:
            chosen &= within(incidents.reported_s, self.reported, snapshot.timezone)
        return chosen


EVERYTHING = Scope()


def within(times_s: NDArray[np.int64], period: Period, timezone: str) -> NDArray[np.bool_]:
    """Return which UTC seconds lie in the local days of a period; unknown ones do not."""
    from_s, until_s = period.bounds_s(timezone)
    return np.asarray((times_s >= from_s) & (times_s < until_s))


def grid_position(snapshot: Snapshot, code: str) -> int:
    """Return the position of a grid by its code.

    Raises:
        NotFound: no grid goes by it.
    """
    found = np.flatnonzero(snapshot.grids["code"].to_numpy() == code)
    if len(found) == 0:
        raise NotFound(what="grid", key=code)
    return int(found[0])


def _places(chosen: tuple[StrEnum, ...], choices: type[StrEnum]) -> list[int]:
    known = list(choices)
    return [known.index(choice) for choice in chosen]
