"""A few grids of a draft as the town that the staffing engine reads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, CellCode, GridCode
from geo.domain.kinds import GridKind
from geo.domain.units import DAYS_PER_WEEK, M2_PER_KM2, M_PER_KM
from geo.services.drafting.base import DraftBase, GridFacts
from geo.services.drafting.ground import station_places
from geo.services.drafting.points import occupied, rows_in
from geo.services.drafting.state import DraftState
from geo.services.drafting.tallies import Tallies
from geo.services.pastures import range_points
from geo.services.station_distance import detour_factor, range_stations
from geo.services.suggestion_reports import Window
from geo.staffing.town import Floats, Reports, Town

_SETTLEMENTS_LEAST = 2


@dataclass(frozen=True, slots=True, eq=False)
class Learnt:
    """Which incidents demand is learnt from, stations, pastures: the same for every state.

    `range_xy` has points over the seasonal range in force of each pasture of the base, (n, 2) in
    metres, `range_station_m` how far the nearest station is from there.
    """

    window: Window | None
    tallies: Tallies | None
    category: NDArray[np.int16]
    categories: tuple[str, ...]
    station_kinds: tuple[str, ...]
    station_xy: Floats
    range_xy: Mapping[GridCode, Floats]
    range_station_m: Mapping[GridCode, float]


def learnt_of(base: DraftBase, window: Window | None) -> Learnt:
    """Return what all states of a draft share."""
    snapshot = base.snapshot
    codes = [GridCode(str(code)) for code in snapshot.grids["code"]]
    detour = detour_factor(snapshot)
    category = snapshot.incidents.category
    return Learnt(
        window=window,
        tallies=Tallies(window, category, len(snapshot.categories)) if window else None,
        category=category,
        categories=snapshot.categories,
        station_kinds=tuple(str(kind) for kind in snapshot.stations["kind"]),
        station_xy=station_places(snapshot),
        range_xy={codes[place]: xy for place, xy in range_points(snapshot).items()},
        range_station_m={
            codes[place]: straight_m * detour
            for place, (_, straight_m) in range_stations(snapshot).items()
        },
    )


def draft_town(state: DraftState, learnt: Learnt, grids: Sequence[GridCode]) -> Town:
    """Return the town of some grids of a state, in their order; it knows no staff and no borders.

    Everything unknown is NaN or None, as in the town of a snapshot.
    """
    facts = [state.grids.get(code, GridFacts(str(code), None, None)) for code in grids]
    cells = [state.partition.cells_of(code) for code in grids]
    return Town(
        codes=tuple(grids),
        names=tuple(one.name for one in facts),
        kinds=tuple(one.kind for one in facts),
        households=_sums(state, cells, "households"),
        residents=_sums(state, cells, "residents"),
        area_km2=np.array([_area_km2(state, own) for own in cells]),
        settlement_km=_settlements(state, learnt, grids, cells),
        reports=_reports(state, learnt, cells),
        stations=_duty(state, learnt, grids),
        staff=None,
        borders=np.empty((0, 3)),
    )


def _sums(state: DraftState, cells: Sequence[Sequence[CellCode]], name: str) -> Floats:
    """Return a sum over each grid's cells; NaN where one of them is unknown."""
    found = []
    for own in cells:
        values = [getattr(state.people[code], name) for code in own]
        found.append(np.nan if None in values or not values else float(sum(values)))
    return np.array(found)


def _area_km2(state: DraftState, cells: Sequence[CellCode]) -> float:
    return sum(state.ground[code].area_m2 for code in cells) / M2_PER_KM2


def _settlements(
    state: DraftState,
    learnt: Learnt,
    grids: Sequence[GridCode],
    cells: Sequence[Sequence[CellCode]],
) -> Floats:
    """Return for pastures the mean line from their base to their households; NaN elsewhere."""
    far = np.full(len(grids), np.nan)
    for place, (code, own) in enumerate(zip(grids, cells, strict=True)):
        if code in state.grids and state.grids[code].kind is GridKind.PASTORAL:
            places, weight = _herders(state, learnt, code, own)
            far[place] = _settlement_km(state, learnt, own, places, weight)
    return far


def _herders(
    state: DraftState, learnt: Learnt, grid: GridCode, cells: Sequence[CellCode]
) -> tuple[Floats, Floats]:
    """Return where a pasture's households are, (n, 2) in metres, and how many (n)."""
    if grid in learnt.range_xy:
        moved = learnt.range_xy[grid]
        return moved, np.ones(len(moved))
    lived_in = [code for code in cells if state.people[code].households]
    middles = np.array([state.ground[code].middle for code in lived_in], float).reshape(-1, 2)
    return middles, np.array([state.people[code].households for code in lived_in], float)


def _settlement_km(
    state: DraftState,
    learnt: Learnt,
    cells: Sequence[CellCode],
    places: Floats,
    weight: Floats,
) -> float:
    if len(places) < _SETTLEMENTS_LEAST:
        return float("nan")
    stations = rows_in(state.stations, cells)
    centre = np.average(places, axis=0, weights=weight)
    start = learnt.station_xy[stations.min()] if len(stations) else centre
    lines_m = np.hypot(*(places - start).T)
    return float(np.average(lines_m, weights=weight)) / M_PER_KM


def _reports(
    state: DraftState, learnt: Learnt, cells: Sequence[Sequence[CellCode]]
) -> Reports | None:
    if learnt.window is None or learnt.tallies is None:
        return None
    found = np.array([learnt.tallies.of(state.incidents, own) for own in cells])
    kinds = len(learnt.categories)
    return Reports(
        weeks=learnt.window.days / DAYS_PER_WEEK,
        categories=learnt.categories,
        counts=found[:, :kinds],
        unknown_channel=np.zeros(len(cells), np.int64),
        left_out=found[:, kinds],
    )


def _duty(
    state: DraftState, learnt: Learnt, grids: Sequence[GridCode]
) -> Mapping[str, Floats] | None:
    """Return by kind how many stations each grid answers for, shared within a village."""
    if not learnt.station_kinds:
        return None
    sharing: Counter[AreaCode | None] = Counter(
        facts.village
        for facts in state.grids.values()
        if facts.village and facts.kind is not GridKind.UNINHABITED
    )
    duty = {kind: np.zeros(len(grids)) for kind in dict.fromkeys(learnt.station_kinds)}
    for row, stands_in in _station_grids(state).items():
        share = duty[learnt.station_kinds[row]]
        village = _village(state, stands_in)
        for place, code in enumerate(grids):
            share[place] += _share(state, code, stands_in, village, sharing)
    return duty


def _station_grids(state: DraftState) -> dict[int, GridCode]:
    """Return the grid of each station that lies in one."""
    return {
        row: state.partition.grid_of(code)
        for code in occupied(state.stations)
        for row in rows_in(state.stations, [code]).tolist()
    }


def _village(state: DraftState, grid: GridCode) -> AreaCode | None:
    return state.grids[grid].village if grid in state.grids else None


def _share(
    state: DraftState,
    grid: GridCode,
    stands_in: GridCode,
    village: AreaCode | None,
    sharing: Mapping[AreaCode | None, int],
) -> float:
    if village is None or not sharing[village]:
        return float(grid == stands_in)
    facts = state.grids.get(grid)
    is_in = facts is not None and facts.village == village
    is_open = facts is not None and facts.kind is not GridKind.UNINHABITED
    return 1 / sharing[village] if is_in and is_open else 0.0
