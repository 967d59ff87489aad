"""One incident as a desk reads it: grid, workers, deadline, state; a dispute without its place."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from geo.domain.codes import IncidentId, StaffId
from geo.domain.kinds import Channel, IncidentState, StaffKind
from geo.domain.policy import Actor
from geo.services import lateness, sensitive
from geo.services.grid_names import NamedGrid, grid_or_none
from geo.services.snapshot import UNKNOWN_S, Snapshot

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Worker:
    """A public post in a grid: its staff id and how it is employed (None unknown)."""

    id: StaffId
    kind: StaffKind | None
    is_mobile: bool | None


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """An incident; times are local, None is unknown.

    `is_at_centre`: the actor may not see the place, so lon, lat are the grid's centre (None where
    it lies in no grid) and `address` is withheld. `workers` are those of its grid.
    """

    id: IncidentId
    category: str
    channel: Channel | None
    state: IncidentState | None
    reported_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    is_open: bool
    is_overdue: bool
    grid: NamedGrid | None
    workers: tuple[Worker, ...]
    lon_deg: float | None
    lat_deg: float | None
    is_at_centre: bool
    address: str | None


def found_incident(snapshot: Snapshot, actor: Actor, place: int) -> FoundIncident:
    """Return the incident at a place in the snapshot's columns, as the actor may see it."""
    incidents, names = snapshot.incidents, snapshot.incident_names.iloc[place]
    grid = int(incidents.grid[place])
    is_hidden = bool(sensitive.hidden_flags(snapshot, actor)[place])
    lon_deg, lat_deg = _position(snapshot, place, grid, is_hidden=is_hidden)
    now_s = int(snapshot.now.timestamp())
    return FoundIncident(
        id=IncidentId(str(names["id"])),
        category=snapshot.categories[incidents.category[place]],
        channel=_choice(tuple(Channel), int(incidents.channel[place])),
        state=_choice(tuple(IncidentState), int(incidents.state[place])),
        reported_at=_moment(incidents.reported_s[place], snapshot.timezone),
        due_at=_known_moment(incidents.due_s[place], snapshot.timezone),
        closed_at=_known_moment(incidents.closed_s[place], snapshot.timezone),
        is_open=bool(lateness.is_open_at(snapshot, now_s)[place]),
        is_overdue=bool(lateness.is_overdue(snapshot)[place]),
        grid=grid_or_none(snapshot, grid),
        workers=workers_of(snapshot, grid),
        lon_deg=lon_deg,
        lat_deg=lat_deg,
        is_at_centre=is_hidden,
        address=None if is_hidden or pd.isna(names["address"]) else str(names["address"]),
    )


def workers_of(snapshot: Snapshot, grid: int) -> tuple[Worker, ...]:
    """Return the workers of a grid, in the order of their ids; none for −1."""
    if grid < 0:
        return ()
    rows = snapshot.staff[snapshot.staff["grid"] == grid]
    return tuple(
        Worker(
            StaffId(str(row["id"])),
            None if pd.isna(row["kind"]) else StaffKind(row["kind"]),
            None if pd.isna(row["mobile"]) else bool(row["mobile"]),
        )
        for row in rows.to_dict("records")
    )


def _position(
    snapshot: Snapshot, place: int, grid: int, *, is_hidden: bool
) -> tuple[float | None, float | None]:
    if not is_hidden:
        incidents = snapshot.incidents
        return float(incidents.lon_deg[place]), float(incidents.lat_deg[place])
    if grid < 0:
        return None, None
    lon, lat = sensitive.grid_centres_deg(snapshot)[grid]
    return float(lon), float(lat)


def _choice(choices: tuple[Choice, ...], place: int) -> Choice | None:
    return None if place < 0 else choices[place]


def _moment(utc_s: np.int64, timezone: str) -> datetime:
    return datetime.fromtimestamp(int(utc_s), UTC).astimezone(ZoneInfo(timezone))


def _known_moment(utc_s: np.int64, timezone: str) -> datetime | None:
    return None if utc_s == UNKNOWN_S else _moment(utc_s, timezone)
