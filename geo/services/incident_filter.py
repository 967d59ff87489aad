"""Which incidents a screen is about: a span of local days, categories, channels, states."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from geo.domain.errors import BadValue
from geo.domain.kinds import Channel, IncidentState
from geo.services.local_time import EPOCH
from geo.services.snapshot import Snapshot

_JOIN = "|"


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Empty means all. `last_day` is inside the span; unknown channels and states never match."""

    first_day: date | None = None
    last_day: date | None = None
    categories: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    states: tuple[IncidentState, ...] = ()

    def mask(self, snapshot: Snapshot) -> NDArray[np.bool_]:
        """Return one flag an incident of the snapshot."""
        incidents = snapshot.incidents
        chosen = np.ones(len(incidents.day), dtype=bool)
        if self.first_day:
            chosen &= incidents.day >= (self.first_day - EPOCH).days
        if self.last_day:
            chosen &= incidents.day <= (self.last_day - EPOCH).days
        if self.categories:
            chosen &= np.isin(incidents.category, _positions(snapshot.categories, self.categories))
        if self.channels:
            chosen &= np.isin(incidents.channel, _positions(tuple(Channel), self.channels))
        if self.states:
            chosen &= np.isin(incidents.state, _positions(tuple(IncidentState), self.states))
        return chosen

    def to_choices(self) -> dict[str, str]:
        """Return the filter as short texts for a link; `from_choices` reads them."""
        written = {
            "from": self.first_day.isoformat() if self.first_day else "",
            "to": self.last_day.isoformat() if self.last_day else "",
            "categories": _JOIN.join(self.categories),
            "channels": _JOIN.join(self.channels),
            "states": _JOIN.join(self.states),
        }
        return {name: value for name, value in written.items() if value}


def from_choices(choices: Mapping[str, str]) -> IncidentFilter:
    """Return the filter that `to_choices` wrote.

    Raises:
        BadValue: a day, channel or state is none.
    """
    try:
        return IncidentFilter(
            _day(choices.get("from", "")),
            _day(choices.get("to", "")),
            _parts(choices.get("categories", "")),
            tuple(Channel(part) for part in _parts(choices.get("channels", ""))),
            tuple(IncidentState(part) for part in _parts(choices.get("states", ""))),
        )
    except ValueError as error:
        raise BadValue(field="filter", value=str(dict(choices))) from error


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None


def _parts(written: str) -> tuple[str, ...]:
    return tuple(written.split(_JOIN)) if written else ()


def _positions(known: tuple[str, ...], chosen: tuple[str, ...]) -> list[int]:
    return [position for position, name in enumerate(known) if name in chosen]
