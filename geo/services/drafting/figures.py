"""The figures of a draft's grids: counted cell by cell, hours by the staffing engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geo.domain.codes import CellCode, GridCode
from geo.domain.units import DAYS_PER_YEAR, M_PER_KM, MIN_PER_H
from geo.services.draft_values import Figures
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.services.drafting.town import Learnt, draft_town, learnt_of
from geo.services.suggestion_reports import window
from geo.spatial.partition import roundness
from geo.staffing.demand import Basis, Priors, estimate, priors_of
from geo.staffing.need import need
from geo.staffing.norms import NormBook
from geo.staffing.town import Town
from geo.staffing.workload import workload


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """Works out figures under the norms, and under what demand had in common before the draft."""

    base: DraftBase
    book: NormBook
    learnt: Learnt
    priors: Mapping[Basis, Priors] | None


def engine_of(base: DraftBase, state: DraftState) -> Engine:
    """Return the engine of a draft; `state` is the one before any step."""
    book = NormBook(base.snapshot.norms)
    years = int(book.value("demand_years_max"))
    learnt = learnt_of(base, window(base.snapshot, years))
    town = draft_town(state, learnt, tuple(state.partition.members))
    priors = priors_of(town, town.reports) if town.reports else None
    return Engine(base, book, learnt, priors)


def figures_of(
    engine: Engine, state: DraftState, grids: Sequence[GridCode]
) -> Mapping[GridCode, Figures]:
    """Return the figures of some grids that have cells."""
    if not grids:
        return {}
    town = draft_town(state, engine.learnt, grids)
    demand = estimate(town, town.reports, engine.priors) if town.reports else None
    work = workload(town, demand, engine.book)
    needed = need(work, engine.book)
    return {
        code: _figures(engine, state, town, place, (work.total_h[place], needed.fte[place]))
        for place, code in enumerate(grids)
    }


def _figures(
    engine: Engine, state: DraftState, town: Town, place: int, work: tuple[float, float]
) -> Figures:
    code = town.codes[place]
    cells = state.partition.cells_of(code)
    hours_week, fte = (float(one) for one in work)
    return Figures(
        residents=_known(town.residents[place]),
        households=_known(town.households[place]),
        area_km2=float(town.area_km2[place]),
        hours_week=hours_week,
        fte=fte,
        incidents_year=_incidents_year(engine, state, code),
        cameras=float(sum(state.cameras.count(one) for one in cells)),
        station_min=_station_min(engine, state, code),
        compactness=_compactness(state, cells),
    )


def _incidents_year(engine: Engine, state: DraftState, code: GridCode) -> float | None:
    window, tallies = engine.learnt.window, engine.learnt.tallies
    if window is None or tallies is None:
        return None
    recent = tallies.of(state.incidents, state.partition.cells_of(code))[-1]
    return float(recent) / window.days * DAYS_PER_YEAR


def _station_min(engine: Engine, state: DraftState, code: GridCode) -> float | None:
    """Return minutes to the nearest station, the mean over households, else over cells.

    From a pasture on its seasonal range it is the mean over that range.
    """
    mean_m = engine.learnt.range_station_m.get(code, _station_m(state, code))
    if np.isnan(mean_m):
        return None
    kind = state.grids[code].kind if code in state.grids else None
    speed_kmh = engine.book.of_kind("speed_kmh", kind).value
    return mean_m / M_PER_KM / speed_kmh * MIN_PER_H


def _station_m(state: DraftState, code: GridCode) -> float:
    cells = state.partition.cells_of(code)
    if not cells:
        return float("nan")
    far_m = np.array([state.ground[one].station_m for one in cells])
    weight = np.array([state.people[one].households or 0 for one in cells], float)
    return float(np.average(far_m, weights=weight if weight.sum() else None))


def _compactness(state: DraftState, cells: Sequence[CellCode]) -> float | None:
    """Return the compactness of cells together: borders between them do not count."""
    own, near = set(cells), state.partition.neighbours
    ground = [state.ground[code] for code in cells]
    inner_m = sum(m for code in cells for other, m in near[code].items() if other in own)
    border_m = sum(one.perimeter_m for one in ground) - inner_m
    return roundness(sum(one.area_m2 for one in ground), border_m)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
