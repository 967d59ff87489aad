"""How many incidents lie in each grid, by category and local day; tables, no text for screens."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.policy import Action, Actor, require
from geo.services.local_time import EPOCH
from geo.services.snapshot import Snapshot
from geo.spatial.assignment import count_labels


class CountBy(StrEnum):
    """What counts are broken down by; `grid` always comes first."""

    GRID = "grid"
    CATEGORY = "category"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Counts:
    """Answers with tables of counts from the present snapshot."""

    current: Callable[[], Snapshot]

    def table(self, actor: Actor, by: Sequence[CountBy]) -> pd.DataFrame:
        """Return grid[, category][, day], count: rows with incidents alone, in that order.

        `grid` is the code, empty for incidents in no grid, and those come first; `day` a local
        date.

        Raises:
            NotPermitted: the actor may not see incidents.
        """
        require(actor, Action.VIEW_INCIDENTS)
        return counted(self.current(), by)


def counted(snapshot: Snapshot, by: Sequence[CountBy]) -> pd.DataFrame:
    """Return the table of `Counts.table`."""
    incidents = snapshot.incidents
    nothing = np.zeros(len(incidents.grid), np.int32)
    with_category, with_day = CountBy.CATEGORY in by, CountBy.DAY in by
    found = count_labels(
        incidents.grid,
        incidents.category if with_category else nothing,
        incidents.day if with_day else nothing,
    )
    columns: dict[str, object] = {"grid": _codes(snapshot, found.grid)}
    if with_category:
        columns["category"] = np.array(snapshot.categories, dtype=object)[found.category]
    if with_day:
        columns["day"] = _dates(found.day)
    return pd.DataFrame({**columns, "count": found.count})


def _codes(snapshot: Snapshot, position: NDArray[np.int32]) -> NDArray[np.object_]:
    # Position −1 reads the last entry: no grid, an empty code.
    codes = np.append(snapshot.grids["code"].to_numpy(object), "")
    return codes[position]


def _dates(days: NDArray[np.int32]) -> list[date]:
    moments = np.datetime64(EPOCH) + days.astype("timedelta64[D]")
    return [day for day in moments.tolist() if isinstance(day, date)]
