"""What an area query answers; a part that the actor may not see is None."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.services.area_query.people import PeopleInside
from geo.services.area_query.shape import Shape
from geo.services.scope import EVERYTHING, Scope

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Question:
    """A shape, and which incidents are meant."""

    shape: Shape
    scope: Scope = EVERYTHING


@dataclass(frozen=True, slots=True, eq=False)
class IncidentsInside:
    """Incidents that are neither dispute nor petition: `places` in the snapshot, newest first.

    `by_category` and `by_state` (the stored code, `unknown`) are from most to fewest.
    `sensitive` counts disputes and petitions of whole blocks of grids, None where none is told.
    """

    places: Ints
    open: int
    overdue: int
    by_category: tuple[tuple[str, int], ...]
    by_state: tuple[tuple[str, int], ...]
    sensitive: int | None

    @property
    def total(self) -> int:
        """Return how many there are."""
        return len(self.places)


@dataclass(frozen=True, slots=True, eq=False)
class CamerasInside:
    """Camera sites: `places` are rows of the snapshot's table."""

    places: Ints
    alive: int
    dead: int

    @property
    def state_unknown(self) -> int:
        """Return how many are neither known to be alive nor dead."""
        return len(self.places) - self.alive - self.dead


@dataclass(frozen=True, slots=True)
class GridInside:
    """A grid that has land inside; the share is of the grid's own land."""

    code: GridCode
    name: str
    inside_km2: float
    inside_share: float


@dataclass(frozen=True, slots=True, eq=False)
class AreaAnswer:
    """What lies inside a shape; `stations` are rows of the snapshot's table.

    `outside_share` is the part of the shape that no grid covers. Grids come by the land inside.
    """

    question: Question
    area_m2: float
    perimeter_m: float
    outside_share: float
    grids: tuple[GridInside, ...]
    incidents: IncidentsInside | None
    cameras: CamerasInside | None
    stations: Ints | None
    people: PeopleInside
