"""What every scene is worked out from: one snapshot, the file's choices, the words' language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.codes import AreaCode
from geo.domain.kinds import Language
from geo.domain.plans import Plan
from geo.messages import text
from geo.services import cameras, coverage, indicators, lateness, sensitive, stations_load
from geo.services.cameras import CameraCounts
from geo.services.indicators import MonthFigures, month_figures
from geo.services.snapshot import Snapshot
from geo.services.wall.scene_file import SceneBook
from geo.services.wall.villages import Villages, villages_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WallTown:
    """One town at one moment, read for the wall; what scenes share is worked out once.

    `hours` are hours of work a week per worker by grid position, NaN where unknown; `changed` are
    the grids that the plan in force drew anew.
    """

    snapshot: Snapshot
    book: SceneBook
    language: Language
    names: Mapping[AreaCode, str]
    hours: NDArray[np.float64]
    plan: Plan | None = None
    changed: tuple[int, ...] = ()
    _kept: dict[str, object] = field(default_factory=dict)

    def say(self, name: str, /, **values: object) -> str:
        """Return a message of the wall's catalogue."""
        return text(self.language, f"wall.{name}", **values)

    @property
    def villages(self) -> Villages:
        """Return the villages of the grids."""
        return self._once(
            "villages", lambda: villages_of(self.snapshot, self.names, self.say("other_grids"))
        )

    @property
    def month(self) -> MonthFigures:
        """Return the figures of the present month."""
        snapshot = self.snapshot
        return self._once(
            "month", lambda: month_figures(snapshot, indicators.present_month(snapshot))
        )

    @property
    def cameras(self) -> CameraCounts:
        """Return how many camera sites are alive and dead."""
        return self._once("cameras", lambda: cameras.camera_counts(self.snapshot))

    @property
    def coverage(self) -> pd.DataFrame:
        """Return the coverage by grid."""
        return coverage.coverage_by_grid(self.snapshot)

    @property
    def load(self) -> pd.DataFrame:
        """Return the caseload of each station."""
        return self._once("load", lambda: stations_load.station_load(self.snapshot))

    @property
    def centres_deg(self) -> NDArray[np.float64]:
        """Return lon and lat of one point inside each grid."""
        return sensitive.grid_centres_deg(self.snapshot)

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Return which incidents are open now."""
        now_s = int(self.snapshot.now.timestamp())
        return self._once("open", lambda: lateness.is_open_at(self.snapshot, now_s))

    @property
    def overdue_by_village(self) -> tuple[int, ...]:
        """Return the open incidents past due by village, at the end those in no grid."""
        return self._once("overdue", self._overdue_by_village)

    def _overdue_by_village(self) -> tuple[int, ...]:
        grid = self.snapshot.incidents.grid[lateness.is_overdue(self.snapshot)]
        return (*(int(one) for one in self.villages.counted(grid)), int((grid < 0).sum()))

    def _once(self, name: str, make: Callable[[], T]) -> T:
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]  # type: ignore[return-value]
