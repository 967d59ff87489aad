"""What the engine is given about a town: arrays over grids in code order; NaN is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.kinds import GridKind, StaffKind

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Reports:
    """What was reported in `weeks` weeks: counts (n grids × c categories) that show need.

    `counts` holds residents' channels and those whose channel is unknown; `unknown_channel` says
    how many of them (n), `left_out` how many of patrols and departments are not in it (n).
    """

    weeks: float
    categories: tuple[str, ...]
    counts: Ints
    unknown_channel: Ints
    left_out: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Staff:
    """One row a worker: grid position, kind, contracted hours (NaN unknown), mobile or not."""

    grid: Ints
    kind: tuple[StaffKind | None, ...]
    hours_week: Floats
    is_mobile: Bools


@dataclass(frozen=True, slots=True, eq=False)
class Hotspot:
    """The busiest place of a grid: its share of the grid's reports, and where it is (n each)."""

    share: Floats
    count: Ints
    lon_deg: Floats
    lat_deg: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Town:
    """One town of n grids.

    `settlement_km` is the straight line from a pastoral grid's base to its households, weighted
    by them. `stations` maps a kind to the number that each grid answers for (shares of a village's
    stations); None when no station is known. `staff` is None when no worker is known.
    `borders` has a row (i, j, metres) for every pair of grids that share a border, i < j.
    `seasons` names the season of each pasture (position) that is on its seasonal range: then
    `settlement_km` leads there.
    `is_inhabited` follows from the kinds: which grids may have a worker.
    """

    codes: tuple[GridCode, ...]
    names: tuple[str, ...]
    kinds: tuple[GridKind | None, ...]
    households: Floats
    residents: Floats
    area_km2: Floats
    settlement_km: Floats
    reports: Reports | None
    stations: Mapping[str, Floats] | None
    staff: Staff | None
    borders: Floats
    hotspot: Hotspot | None = None
    seasons: Mapping[int, str] = field(default_factory=dict)
    is_inhabited: Bools = field(init=False)

    def __post_init__(self) -> None:
        is_open = [kind is not GridKind.UNINHABITED for kind in self.kinds]
        object.__setattr__(self, "is_inhabited", np.array(is_open, dtype=bool))
