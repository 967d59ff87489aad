"""What somebody wants printed: a view of the map by its choices, read from texts and checked."""

import math
from dataclasses import dataclass
from enum import StrEnum

from geo.domain.errors import BadValue
from geo.domain.kinds import Language
from geo.services.local_time import Month
from geo.services.measures import Measure
from geo.services.scope import EVERYTHING, Scope
from geo.spatial.town_frames import Extent

_LAT_MOST_DEG, _LON_MOST_DEG = 85.0, 180.0
_LEAST_DEG = 0.0005
_WORDS_SHOWN = 80


class PrintLayer(StrEnum):
    """A layer of marks that a print may show over the grids."""

    INCIDENTS = "incidents"
    STATIONS = "stations"
    CAMERAS = "cameras"
    RANGES = "ranges"


def box_in(words: str) -> Extent | None:
    """Return the box of four numbers west, south, east, north; None for no words (BadValue)."""
    if not words:
        return None
    try:
        west, south, east, north = (float(one) for one in words.split(","))
    except ValueError as error:
        raise BadValue(field="box", value=words[:_WORDS_SHOWN]) from error
    box = Extent(west, south, east, north)
    if not _can_be_shown(box):
        raise BadValue(field="box", value=words[:_WORDS_SHOWN])
    return box


def near(box: Extent, town: Extent) -> Extent:
    """Return what of a box lies near a town; the town itself where nothing does."""
    wide, high = town.east_deg - town.west_deg, town.north_deg - town.south_deg
    cut = Extent(
        max(box.west_deg, town.west_deg - wide),
        max(box.south_deg, town.south_deg - high),
        min(box.east_deg, town.east_deg + wide),
        min(box.north_deg, town.north_deg + high),
    )
    return cut if _can_be_shown(cut) else town


def _can_be_shown(box: Extent) -> bool:
    sides = (box.west_deg, box.south_deg, box.east_deg, box.north_deg)
    return (
        all(math.isfinite(side) for side in sides)
        and min(box.east_deg - box.west_deg, box.north_deg - box.south_deg) >= _LEAST_DEG
        and max(abs(box.west_deg), abs(box.east_deg)) <= _LON_MOST_DEG
        and max(abs(box.south_deg), abs(box.north_deg)) <= _LAT_MOST_DEG
    )


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """One view: `measure` None shows marks alone, `box` None the town's own frame.

    `bounds` says on which boundaries it stands, empty for today's.
    """

    language: Language
    box: Extent | None = None
    measure: Measure | None = None
    month: Month | None = None
    scope: Scope = EVERYTHING
    layers: frozenset[PrintLayer] = frozenset()
    selected: str = ""
    bounds: str = ""
