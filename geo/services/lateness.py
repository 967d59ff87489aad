"""Which incidents were due, late, open or overdue, exactly as the overdue share defines them.

An incident without a closing time is open, unless its state says that it ended: then when it
closed is unknown, and it is left out of shares and counted.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.kinds import END_STATES, IncidentState
from geo.services.derived import once_a_snapshot
from geo.services.local_time import Period
from geo.services.scope import within
from geo.services.snapshot import UNKNOWN_S, Snapshot

Flags = NDArray[np.bool_]
_ENDS = [place for place, state in enumerate(IncidentState) if state in END_STATES]


@dataclass(frozen=True, slots=True)
class Due:
    """What became due in a period, one flag an incident; `late` is a part of `due`.

    `due` leaves out what is not yet due at `now` and what is `unclear`: due in the period, ended,
    closed at an unknown time.
    """

    due: Flags
    late: Flags
    unclear: Flags


def due_in(snapshot: Snapshot, period: Period) -> Due:
    """Return what was due in a period and of it what was closed late or is still open past due."""
    within_it = within(snapshot.incidents.due_s, period, snapshot.timezone)
    ever = due_by_now(snapshot)
    return Due(ever.due & within_it, ever.late & within_it, ever.unclear & within_it)


@once_a_snapshot
def due_by_now(snapshot: Snapshot) -> Due:
    """Return the same of everything that was due at any time up to now."""
    incidents, now_s = snapshot.incidents, int(snapshot.now.timestamp())
    fallen = (incidents.due_s != UNKNOWN_S) & (incidents.due_s <= now_s)
    unclear = is_unclear(snapshot)
    late = is_open_at(snapshot, now_s) | (incidents.closed_s > incidents.due_s)
    return Due(fallen & ~unclear, fallen & ~unclear & late, fallen & unclear)


@once_a_snapshot
def is_unclear(snapshot: Snapshot) -> Flags:
    """Return which incidents ended at an unknown time."""
    ended = np.isin(snapshot.incidents.state, _ENDS)
    return np.asarray(ended & (snapshot.incidents.closed_s == UNKNOWN_S))


def is_open_at(snapshot: Snapshot, moment_s: int) -> Flags:
    """Return which incidents had been reported and were not closed at a moment."""
    incidents = snapshot.incidents
    unclosed = (incidents.closed_s == UNKNOWN_S) | (incidents.closed_s > moment_s)
    return np.asarray((incidents.reported_s <= moment_s) & unclosed & ~is_unclear(snapshot))


def is_overdue_at(snapshot: Snapshot, moment_s: int) -> Flags:
    """Return which incidents were open past their due time at a moment."""
    due_s = snapshot.incidents.due_s
    return np.asarray((due_s != UNKNOWN_S) & (due_s < moment_s) & is_open_at(snapshot, moment_s))


@once_a_snapshot
def is_overdue(snapshot: Snapshot) -> Flags:
    """Return which incidents are open past their due time now."""
    return is_overdue_at(snapshot, int(snapshot.now.timestamp()))


@once_a_snapshot
def is_late(snapshot: Snapshot) -> Flags:
    """Return which incidents were closed late or are open past due now, for marks on a map."""
    incidents = snapshot.incidents
    closed_late = (incidents.due_s != UNKNOWN_S) & (incidents.closed_s > incidents.due_s)
    return np.asarray(closed_late | is_overdue(snapshot))
