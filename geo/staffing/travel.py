"""Hours a week on the way inside a grid, and how they grow with one more call; no road network.

Single calls go out from the middle and back: 2 · 0.38 · k · n · √A / v (mean distance to the
centre of a square, Larson & Odoni 1981). Rounds string a round's calls together:
0.71 · k · √(nA) / v (Beardwood, Halton & Hammersley 1959). A worker takes the shorter. Where
a pasture's households are known, a drive goes to them and back and serves all calls since the last.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geo.domain.kinds import GridKind
from geo.staffing.norms import NormBook
from geo.staffing.town import Floats, Town

MEAN_TO_CENTRE = 0.38
TOUR_CONSTANT = 0.71


class Way(IntEnum):
    """How a grid's travel was worked out."""

    SINGLE = 0
    ROUNDS = 1
    SETTLEMENTS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Travel of n grids: hours a week, hours for one more call a week, and the way taken."""

    hours: Floats
    slope: Floats
    way: NDArray[np.int8]


@dataclass(frozen=True, slots=True, eq=False)
class Going:
    """The norms of travel per grid (n each): speed, rounds a week; one detour factor."""

    speed_kmh: Floats
    rounds_week: Floats
    detour: float

    @classmethod
    def of(cls, town: Town, book: NormBook) -> "Going":
        """Return the norms that apply to each grid's kind."""
        speed = [book.of_kind("speed_kmh", kind).value for kind in town.kinds]
        rounds = [book.of_kind("rounds_per_week", kind).value for kind in town.kinds]
        return cls(np.array(speed), np.array(rounds), book.value("detour_factor"))


def single_calls_h(calls: Floats, area_km2: Floats, going: Going) -> Floats:
    """Return 2 · 0.38 · k · n · √A / v, hours for n calls each driven for itself."""
    per_call = 2 * MEAN_TO_CENTRE * going.detour * np.sqrt(area_km2) / going.speed_kmh
    return np.asarray(per_call * calls)


def rounds_h(calls: Floats, area_km2: Floats, going: Going) -> Floats:
    """Return R · 0.71 · k · √(n/R · A) / v, hours for n calls a week in R rounds."""
    tours = TOUR_CONSTANT * going.detour * np.sqrt(calls * going.rounds_week * area_km2)
    return np.asarray(tours / going.speed_kmh)


def settlements_h(calls: Floats, settlement_km: Floats, going: Going) -> Floats:
    """Return 2 · k · d · min(n, R) / v: out to the households and back, at most R times a week."""
    trips = np.minimum(calls, going.rounds_week)
    return np.asarray(2 * going.detour * settlement_km * trips / going.speed_kmh)


def travel(town: Town, calls_week: Floats, going: Going) -> Travel:
    """Return the hours on the way for `calls_week` calls and visits (n)."""
    single = single_calls_h(calls_week, town.area_km2, going)
    batched = rounds_h(calls_week, town.area_km2, going)
    drives = settlements_h(calls_week, town.settlement_km, going)
    way = np.where(batched < single, Way.ROUNDS, Way.SINGLE).astype(np.int8)
    way[is_settled_pasture(town)] = Way.SETTLEMENTS
    hours = np.choose(way, [single, batched, np.nan_to_num(drives)])
    return Travel(hours, _slope(hours, calls_week, way, going), way)


def is_settled_pasture(town: Town) -> NDArray[np.bool_]:
    """Return which grids are pastures whose households have a place (n)."""
    pastoral = np.array([kind is GridKind.PASTORAL for kind in town.kinds], dtype=bool)
    return np.asarray(pastoral & ~np.isnan(town.settlement_km))


def _slope(hours: Floats, calls: Floats, way: NDArray[np.int8], going: Going) -> Floats:
    """Return dh/dn: h/n on single calls, half of that in rounds, none once every drive is due."""
    per_call = np.divide(hours, calls, out=np.zeros_like(hours), where=calls > 0)
    full = calls >= going.rounds_week
    return np.choose(way, [per_call, per_call / 2, np.where(full, 0.0, per_call)])
