"""The incident page's answers: how many, where, when; sensitive ones never as points."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.kinds import Channel, IncidentState
from geo.domain.policy import Action, Actor, require
from geo.services import lateness, sensitive
from geo.services.found_incidents import FoundIncident, found_incident
from geo.services.grid_figures import per_grid
from geo.services.scope import EVERYTHING, Scope
from geo.services.snapshot import Snapshot

MOST_POINTS = 5_000
MOST_ROWS = 100
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    """How many incidents a scope holds.

    `by_channel` and `by_state` have columns value (the stored code, `unknown` where there is
    none) and count, in the order of their vocabulary, unknown last.
    """

    total: int
    open: int
    overdue: int
    outside_grids: int
    by_channel: pd.DataFrame
    by_state: pd.DataFrame


@dataclass(frozen=True, slots=True)
class IncidentPoints:
    """Where a scope's incidents are.

    `points`: id, lon_deg, lat_deg, is_late. `centres`: grid (position), lon_deg, lat_deg, count,
    late; they hold what may not be a point, or everything where there are too many points
    (`is_clustered`). `outside` counts what may not be a point and lies in no grid.
    """

    points: pd.DataFrame
    centres: pd.DataFrame
    is_clustered: bool
    outside: int


@dataclass(frozen=True, slots=True)
class Incidents:
    """Answers about incidents from the present snapshot."""

    current: Callable[[], Snapshot]

    def counts(self, actor: Actor, scope: Scope = EVERYTHING) -> IncidentCounts:
        """Return how many incidents there are, by channel and state.

        Raises:
            NotPermitted: the actor may not see incidents.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        return incident_counts(snapshot, scope.mask(snapshot))

    def points(
        self,
        actor: Actor,
        scope: Scope = EVERYTHING,
        most: int = MOST_POINTS,
    ) -> IncidentPoints:
        """Return points and counts at grid centres, as the actor may see them.

        Raises:
            NotPermitted: the actor may not see incidents.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        hidden = sensitive.hidden_flags(snapshot, actor)
        return incident_points(snapshot, scope.mask(snapshot), hidden, most)

    def newest(
        self,
        actor: Actor,
        scope: Scope = EVERYTHING,
        *,
        first: int = 0,
        count: int = MOST_ROWS,
    ) -> tuple[FoundIncident, ...]:
        """Return incidents, newest first, from the `first` on; at most a hundred.

        Raises:
            NotPermitted: the actor may not see incidents.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        found = np.flatnonzero(scope.mask(snapshot))
        order = np.argsort(-snapshot.incidents.reported_s[found], kind="stable")
        shown = found[order][first : first + min(count, MOST_ROWS)]
        return tuple(found_incident(snapshot, actor, int(place)) for place in shown)


def incident_counts(snapshot: Snapshot, chosen: NDArray[np.bool_]) -> IncidentCounts:
    """Return the counts of the chosen incidents."""
    incidents, now_s = snapshot.incidents, int(snapshot.now.timestamp())
    return IncidentCounts(
        total=int(chosen.sum()),
        open=int((chosen & lateness.is_open_at(snapshot, now_s)).sum()),
        overdue=int((chosen & lateness.is_overdue(snapshot)).sum()),
        outside_grids=int((chosen & (incidents.grid < 0)).sum()),
        by_channel=_by_code(incidents.channel[chosen], [one.value for one in Channel]),
        by_state=_by_code(incidents.state[chosen], [one.value for one in IncidentState]),
    )


def incident_points(
    snapshot: Snapshot,
    chosen: NDArray[np.bool_],
    hidden: NDArray[np.bool_],
    most: int,
) -> IncidentPoints:
    """Return the chosen incidents on the map; `hidden` ones only as counts."""
    visible = chosen & ~hidden
    is_clustered = int(visible.sum()) > most
    drawn = visible & (not is_clustered)
    gathered = chosen & ~drawn
    return IncidentPoints(
        points=_points(snapshot, drawn),
        centres=_centres(snapshot, gathered),
        is_clustered=is_clustered,
        outside=int((gathered & (snapshot.incidents.grid < 0)).sum()),
    )


def _points(snapshot: Snapshot, drawn: NDArray[np.bool_]) -> pd.DataFrame:
    incidents = snapshot.incidents
    return pd.DataFrame(
        {
            "id": snapshot.incident_names["id"].to_numpy()[drawn],
            "lon_deg": incidents.lon_deg[drawn],
            "lat_deg": incidents.lat_deg[drawn],
            "is_late": lateness.is_late(snapshot)[drawn],
        },
    )


def _centres(snapshot: Snapshot, gathered: NDArray[np.bool_]) -> pd.DataFrame:
    count = per_grid(snapshot, gathered)
    centres = sensitive.grid_centres_deg(snapshot)
    table = pd.DataFrame(
        {
            "grid": np.arange(len(count)),
            "lon_deg": centres[:, 0],
            "lat_deg": centres[:, 1],
            "count": count,
            "late": per_grid(snapshot, gathered & lateness.is_late(snapshot)),
        },
    )
    return table[table["count"] > 0].reset_index(drop=True)


def _by_code(codes: NDArray[np.int8], values: list[str]) -> pd.DataFrame:
    # Position −1, unknown, is counted in the last place.
    places = codes.astype(np.int64) % (len(values) + 1)
    counts = np.bincount(places, minlength=len(values) + 1)
    return pd.DataFrame({"value": [*values, UNKNOWN], "count": counts})
