"""The map that is shown, as a print takes it: shapes in metres, figures, marks and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ports.documents import DocumentPress, Extent, MapName, Paper

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ShownMeasure:
    """What colours the grids: one value a grid (NaN unknown), parted by four rising breaks."""

    title: str
    unit: str
    values: Figures
    breaks: tuple[float, ...]
    decimals: int
    is_change: bool


@dataclass(frozen=True, slots=True)
class IncidentSpot:
    """Incidents near one place: how many, and how many of them late."""

    x_m: float
    y_m: float
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class StationSpot:
    """A station; `load` is its backlog in months of arrivals, None where unknown."""

    x_m: float
    y_m: float
    load: float | None


@dataclass(frozen=True, slots=True, eq=False)
class CameraSpot:
    """A camera site, and what it sees where that is known; `state` is None where unknown."""

    x_m: float
    y_m: float
    state: str | None
    sector: shapely.Geometry | None


@dataclass(frozen=True, slots=True, eq=False)
class MapPlate:
    """What one map frame shows. `lines` have their kind, `ranges` are pastures in use."""

    extent: Extent
    grids: Sequence[shapely.Geometry]
    measure: ShownMeasure | None
    lines: Sequence[tuple[shapely.Geometry, str]]
    names: Sequence[MapName]
    outlined: Sequence[shapely.Geometry] = ()
    ranges: Sequence[shapely.Geometry] = ()
    cameras: Sequence[CameraSpot] = ()
    incidents: Sequence[IncidentSpot] = ()
    stations: Sequence[StationSpot] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PrintedMap:
    """A page: the map, in a bimodal town the whole beside it, and all that is said around.

    `keys` say what marks mean, by layer; `scale` has a place for {scale}, `unknown` names grids
    without a value. `mark` stands out at the top, empty for none.
    """

    language_tag: str
    title: str
    subtitle: str
    mark: str
    plate: MapPlate
    whole: MapPlate | None
    whole_title: str
    keys: Mapping[str, str]
    unknown: str
    north: str
    scale: str
    notes: Sequence[str]


class MapPress(DocumentPress, Protocol):
    """Makes the files of printed maps beside documents; equal values give equal bytes."""

    def map_pdf(self, printed: PrintedMap, paper: Paper) -> bytes:
        """Return one landscape page of PDF, its letters embedded (Refused without a font)."""

    def map_png(self, printed: PrintedMap, paper: Paper) -> bytes:
        """Return the same page as a picture at 300 dots an inch (Refused without a font)."""
