"""A store read as if other boundaries, other staff or an earlier day were in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from geo.domain.kinds import END_STATES, IncidentState
from geo.domain.layers import Layer
from geo.domain.records import Norm
from geo.ports.layers import LayerReader
from geo.ports.store import Ground
from geo.services import local_time
from geo.services.settings import DEFAULT_TIMEZONE, NOW, TIMEZONE
from geo.spatial.frames import StorageFrame, as_storage


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Cells and grids to read instead of the present ones; staff, dated shapes where they differ.

    `tag` tells two of them apart, as a revision does for the layers of a store.
    """

    cells: StorageFrame
    grids: StorageFrame
    staff: pd.DataFrame | None = None
    tag: int = 0
    shapes: StorageFrame | None = None


@dataclass(frozen=True, slots=True)
class OtherLayers:
    """The layers of a store with its boundaries replaced, and nothing after a moment known."""

    reader: LayerReader
    boundaries: Boundaries | None
    end_s: int | None

    def revision(self, layer: Layer) -> int:
        """Return the revision of the store's own layer, the tag where it is another."""
        return self.revisions()[layer]

    def revisions(self) -> Mapping[Layer, int]:
        """Return the revision of every layer."""
        tag = self.boundaries.tag if self.boundaries else 0
        own = self.reader.revisions()
        return {one: own[one] if self._other(one) is None else tag for one in own}

    def count(self, layer: Layer) -> int:
        """Return the number of rows."""
        return self.reader.count(layer) if self._other(layer) is None else len(self.rows(layer))

    def rows(self, layer: Layer) -> pd.DataFrame:
        """Return the layer without geometry."""
        other = self._other(layer)
        if other is not None:
            return pd.DataFrame(other.drop(columns="geometry", errors="ignore"))
        rows = self.reader.rows(layer)
        is_cut = layer is Layer.INCIDENTS and self.end_s is not None
        return _as_known(rows, self.end_s or 0) if is_cut else rows

    def shapes(self, layer: Layer) -> StorageFrame:
        """Return a polygon or line layer."""
        other = self._other(layer)
        return self.reader.shapes(layer) if other is None else as_storage(other)

    def _other(self, layer: Layer) -> pd.DataFrame | None:
        if self.boundaries is None:
            return None
        other: dict[Layer, pd.DataFrame | None] = {
            Layer.CELLS: self.boundaries.cells,
            Layer.GRIDS: self.boundaries.grids,
            Layer.STAFF: self.boundaries.staff,
            Layer.SHAPES: self.boundaries.shapes,
        }
        return other.get(layer)


@dataclass(frozen=True, slots=True)
class OtherGround:
    """A store's readers as of other boundaries; with `day`, of that day's end."""

    ground: Ground
    boundaries: Boundaries | None
    day: date | None = None

    @property
    def layers(self) -> OtherLayers:
        """Return the reader of layers."""
        return OtherLayers(self.ground.layers, self.boundaries, self._end_s())

    def norms(self) -> Mapping[str, Norm]:
        """Return the store's norms; they are not kept by day."""
        return self.ground.norms()

    def settings(self) -> Mapping[str, str]:
        """Return the store's settings, *now* being the end of the day."""
        settings, end = self.ground.settings(), self._end()
        return settings if end is None else {**settings, NOW: end.isoformat()}

    def _end(self) -> datetime | None:
        timezone = self.ground.settings().get(TIMEZONE, DEFAULT_TIMEZONE)
        return None if self.day is None else local_time.end_of_day(self.day, timezone)

    def _end_s(self) -> int | None:
        end = self._end()
        return None if end is None else int(end.timestamp())


def _as_known(incidents: pd.DataFrame, end_s: int) -> pd.DataFrame:
    """Return what was reported by then; what was closed later stands open.

    The state between is not kept: it is unknown for what has ended since.
    """
    known = incidents[incidents["reported_at"] <= end_s].reset_index(drop=True)
    later = (known["closed_at"] > end_s).fillna(False)
    has_ended = known["state"].isin([state.value for state in END_STATES])
    state = known["state"].mask(later & has_ended, IncidentState.IN_PROGRESS.value)
    return known.assign(closed_at=known["closed_at"].mask(later), state=state)
