"""Incidents as rows for a table or a file, in the order a desk works them; hides what it must."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.kinds import Channel, IncidentState
from geo.domain.policy import Action, Actor, require
from geo.domain.units import S_PER_H
from geo.services import lateness, sensitive
from geo.services.scope import Scope
from geo.services.snapshot import UNKNOWN_S, Snapshot

ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class IncidentRows:
    """Answers with incidents of the present snapshot."""

    current: Callable[[], Snapshot]

    def first(self, actor: Actor, scope: Scope, count: int = ROWS_AT_ONCE) -> pd.DataFrame:
        """Return the first rows of a scope: overdue, then open by deadline, then the newest.

        The columns are those of `incident_rows`.

        Raises:
            NotPermitted: the actor may not see incidents.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_INCIDENTS)
        snapshot = self.current()
        places = desk_order(snapshot, scope.mask(snapshot))
        return incident_rows(snapshot, actor, places[:count])

    def every(self, actor: Actor, scope: Scope) -> pd.DataFrame:
        """Return all rows of a scope, for a file.

        Raises:
            NotPermitted: the actor may not see incidents, or may not export.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_INCIDENTS)
        require(actor, Action.EXPORT_LAYER)
        snapshot = self.current()
        return incident_rows(snapshot, actor, desk_order(snapshot, scope.mask(snapshot)))


def desk_order(snapshot: Snapshot, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return the places of the chosen in the snapshot: most overdue first, then next due.

    Open ones without a deadline follow, then those that ended, newest report first.
    """
    places = np.flatnonzero(chosen)
    incidents = snapshot.incidents
    is_open = lateness.is_open_at(snapshot, int(snapshot.now.timestamp()))[places]
    due_s = incidents.due_s[places]
    is_due_known = due_s != UNKNOWN_S
    group = np.where(is_open, np.where(is_due_known, 0, 1), 2)
    newest = -incidents.reported_s[places]
    within = np.where(group == 0, due_s, newest)
    return np.asarray(places[np.lexsort((incidents.row[places], within, group))], np.int64)


def incident_rows(snapshot: Snapshot, actor: Actor, places: NDArray[np.int64]) -> pd.DataFrame:
    """Return one row a place, in their order.

    Columns: id, category, grid_code, grid (name; both null in no grid), address (null where
    unknown or withheld), is_place_withheld, channel, state, reported_at, due_at, closed_at (local,
    NaT unknown), left_h (hours to the deadline of an open one, negative past it, else NaN).
    """
    incidents, names = snapshot.incidents, snapshot.incident_names
    hidden = sensitive.hidden_flags(snapshot, actor)[places]
    grid = incidents.grid[places]
    reported, due, closed = (
        _local(times[places], snapshot.timezone)
        for times in (incidents.reported_s, incidents.due_s, incidents.closed_s)
    )
    return pd.DataFrame(
        {
            "id": names["id"].to_numpy(object)[places],
            "category": np.array(snapshot.categories, dtype=object)[incidents.category[places]],
            "grid_code": _of_grid(snapshot, "code", grid),
            "grid": _of_grid(snapshot, "name", grid),
            "address": names["address"].iloc[places].mask(hidden).array,
            "is_place_withheld": hidden,
            "channel": _named(tuple(Channel), incidents.channel[places]),
            "state": _named(tuple(IncidentState), incidents.state[places]),
            "reported_at": reported,
            "due_at": due,
            "closed_at": closed,
            "left_h": _left_h(snapshot, places),
        },
    )


def _left_h(snapshot: Snapshot, places: NDArray[np.int64]) -> NDArray[np.float64]:
    now_s, due_s = int(snapshot.now.timestamp()), snapshot.incidents.due_s[places]
    is_open = lateness.is_open_at(snapshot, now_s)[places]
    is_known = is_open & (due_s != UNKNOWN_S)
    left_h = (np.where(is_known, due_s, now_s) - now_s) / S_PER_H
    return np.where(is_known, left_h, np.nan)


def _local(utc_s: NDArray[np.int64], timezone: str) -> "pd.Series[pd.Timestamp]":
    known = utc_s != UNKNOWN_S
    moments = pd.DatetimeIndex(np.where(known, utc_s, 0).astype("datetime64[s]"), tz="UTC")
    return (
        moments.tz_convert(timezone)
        .tz_localize(None)
        .to_series()
        .reset_index(drop=True)
        .where(known)
    )


def _of_grid(snapshot: Snapshot, column: str, grid: NDArray[np.int32]) -> "pd.Series[str]":
    """Return a text of each grid; for position −1, in no row, null."""
    texts = pd.Series(snapshot.grids[column].fillna(snapshot.grids["code"]))
    return texts.reindex(grid).reset_index(drop=True)


def _named(choices: tuple[str, ...], place: NDArray[np.int8]) -> NDArray[np.object_]:
    """Return the stored word of each; place −1 reads the last entry, none."""
    words = np.array([*(str(choice) for choice in choices), None], dtype=object)
    return words[place]
