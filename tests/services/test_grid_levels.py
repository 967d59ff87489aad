"""Levels above the grids: their figures are worked out anew, their borders are the grids' own."""

from datetime import UTC, datetime

import numpy as np
import pytest
import shapely

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.grid_levels import SUMMABLE, GridLevel, at_level, measures_at
from geo.services.grid_tiles import GridTiles
from geo.services.local_time import Month
from geo.services.measures import Measure, Measures
from geo.services.snapshot import Snapshot
from geo.services.snapshots import Snapshots
from geo.spatial import coverage_tiles
from geo.spatial.tiles import Tile, world_xy
from tests.bench import browsing_town
from tests.fakes.memory_store import MemoryStore

SIDE, VILLAGES = 10, 4  # 10 × 10 grids, 5 × 5 of them a village, all of them one township
INCIDENTS = 6_000
ADMINISTRATOR = Actor("a", Role.ADMINISTRATOR)
MONTH = Month(2025, 7)
PLACE = world_xy(np.array([101.72]), np.array([36.62]))[0]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    store = MemoryStore()
    at = datetime(2026, 4, 1, tzinfo=UTC)
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "town", at) as transaction:
        transaction.append(Layer.GRIDS, browsing_town.grids(SIDE))
        transaction.append(Layer.INCIDENTS, browsing_town.happenings(INCIDENTS))
    return Snapshots(store).current()


def village_of(snapshot: Snapshot) -> np.ndarray:
    """Return the village of each grid by the first twelve digits of its code."""
    return np.unique(snapshot.grids["code"].str[:12], return_inverse=True)[1]


def values(snapshot: Snapshot, measure: Measure, level: GridLevel) -> np.ndarray:
    measures = measures_at(Measures(lambda: snapshot), level)
    return measures.of(ADMINISTRATOR, measure, MONTH).values


def test_villages_and_townships_are_read_from_the_grids_codes(snapshot: Snapshot) -> None:
    counts = [len(at_level(snapshot, level).grids) for level in GridLevel]
    assert counts == [1, VILLAGES, SIDE * SIDE]
    assert at_level(snapshot, GridLevel.GRID) is snapshot


def test_the_land_of_a_village_is_that_of_its_grids(snapshot: Snapshot) -> None:
    shapes = at_level(snapshot, GridLevel.VILLAGE).metric_grids.geometry.to_numpy()
    own = np.bincount(village_of(snapshot), shapely.area(snapshot.metric_grids.geometry.to_numpy()))
    assert shapely.area(shapes) == pytest.approx(own)
    assert shapely.coverage_is_valid(shapes)


@pytest.mark.parametrize("measure", [Measure.INCIDENTS, Measure.HOUSEHOLDS, Measure.RESIDENTS])
def test_counts_of_a_village_are_the_sums_of_its_grids(
    snapshot: Snapshot, measure: Measure
) -> None:
    by_grid = values(snapshot, measure, GridLevel.GRID)
    summed = np.bincount(village_of(snapshot), by_grid)
    assert values(snapshot, measure, GridLevel.VILLAGE) == pytest.approx(summed)


def test_a_share_of_a_village_is_that_of_its_incidents_not_the_mean_of_its_grids(
    snapshot: Snapshot,
) -> None:
    incidents = snapshot.incidents
    from_s, until_s = MONTH.period.bounds_s(snapshot.timezone)
    inside = (incidents.due_s >= from_s) & (incidents.due_s < until_s) & (incidents.grid >= 0)
    village = village_of(snapshot)[incidents.grid[inside]]
    late = incidents.closed_s[inside] > incidents.due_s[inside]
    by_hand = 100 * np.bincount(village, late) / np.bincount(village)
    shares = values(snapshot, Measure.OVERDUE_SHARE, GridLevel.VILLAGE)
    assert shares == pytest.approx(by_hand)
    by_grid = values(snapshot, Measure.OVERDUE_SHARE, GridLevel.GRID)
    means = [np.nanmean(by_grid[village_of(snapshot) == one]) for one in range(VILLAGES)]
    assert not np.allclose(shares, means)


def test_measures_that_no_village_has_are_not_summed_up() -> None:
    assert set(Measure) - SUMMABLE == {Measure.HOURS_PER_WORKER, Measure.STATION_DISTANCE_KM}


@pytest.mark.parametrize("zoom", [6, 9, 12])
def test_a_layer_simplified_as_one_keeps_its_shared_borders(snapshot: Snapshot, zoom: int) -> None:
    drawn = coverage_tiles.band(snapshot.metric_grids, zoom)
    assert shapely.coverage_is_valid(drawn.shapes)
    before = coverage_tiles.band(snapshot.metric_grids, 20)
    count = [shapely.get_num_coordinates(one.shapes).sum() for one in (drawn, before)]
    assert count[0] < count[1] if zoom < 10 else count[0] <= count[1]


def test_tiles_side_by_side_hold_every_grid_and_cover_the_town(snapshot: Snapshot) -> None:
    tiles = GridTiles(lambda: snapshot)
    zoom, units = 10, coverage_tiles.UNITS
    x, y = np.floor(PLACE * 2**zoom).astype(int)
    found = [
        (Tile(zoom, int(x + dx), int(y + dy)), dx, dy) for dx in range(-2, 3) for dy in range(-2, 3)
    ]
    held, parts = set(), []
    for tile, dx, dy in found:
        cut = tiles.tile(GridLevel.GRID, tile)
        held |= set(cut.codes)
        assert list(cut.position) == sorted(cut.position)
        inner = shapely.intersection(cut.shapes, shapely.box(0, 0, units, units))
        parts += [
            shapely.transform(one, lambda xy, dx=dx, dy=dy: xy + np.array([dx, dy]) * units)
            for one in inner
        ]
    assert held == set(snapshot.grids["code"])
    # Half a step about each border at most, and no grid drawn twice or left out.
    assert shapely.area(parts).sum() == pytest.approx(shapely.union_all(parts).area, rel=0.01)


def test_a_small_town_goes_out_whole_and_a_large_one_by_levels(snapshot: Snapshot) -> None:
    assert GridTiles(lambda: snapshot).is_whole()  # 100 grids of 17 vertices
    overview = GridTiles(lambda: snapshot).overview().decode()
    assert [f'"name":"{level.value}"' in overview for level in GridLevel] == [True] * 3


def test_outlines_come_by_code_and_unknown_codes_are_left_out(snapshot: Snapshot) -> None:
    code = snapshot.grids["code"].iloc[3]
    body = GridTiles(lambda: snapshot).outlines((code, "none")).decode()
    assert body.count('"type":"Feature"') == 1
    assert f'"id":"{code}"' in body
