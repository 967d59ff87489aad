"""The analyses on a real city's files: no households, no staff, cameras without a view."""

from datetime import UTC, datetime

import numpy as np
import pytest
import shapely

from geo.domain.layers import Layer
from geo.io import LocalFiles
from geo.services.cameras import camera_counts
from geo.services.counts import CountBy, counted
from geo.services.coverage import coverage_by_grid
from geo.services.fault_view import FaultView
from geo.services.grid_card import GridCards
from geo.services.import_options import ImportOptions
from geo.services.imports import ImportService
from geo.services.indicators import known_months, month_figures
from geo.services.lookup import Lookup
from geo.services.measures import Measure, Measures
from geo.services.ranking import Rankings
from geo.services.silence import silence
from geo.services.snapshots import Snapshots
from geo.services.stations_load import station_load
from geo.spatial.faults import FaultKind
from tests.fakes.memory_store import MemoryStore
from tests.services.town import ADMINISTRATOR, LEADER

pytestmark = pytest.mark.slow
FILES = {
    Layer.GRIDS: "grid_neighborhoods.geojson",
    Layer.INCIDENTS: "incidents_311_2014_2018_sample.csv",
    Layer.CAMERAS: "cameras_cctv.csv",
    Layer.STATIONS: "stations.csv",
}


@pytest.fixture(scope="module")
def city(shared_data):
    store = MemoryStore()
    service = ImportService(store, LocalFiles())
    options, at = ImportOptions(timezone="America/New_York"), datetime(2026, 1, 1, tzinfo=UTC)
    for layer, name in FILES.items():
        service.run(ADMINISTRATOR, shared_data / "baltimore" / name, layer, options, at)
    return Snapshots(store).current()


def test_every_incident_lies_in_the_lowest_grid_that_holds_it(city) -> None:
    incidents = city.incidents
    points = shapely.points(incidents.lon_deg, incidents.lat_deg)
    tree = shapely.STRtree(city.grids.geometry.to_numpy())
    point, grid = tree.query(points, predicate="intersects")
    lowest = np.full(len(points), len(city.grids))
    np.minimum.at(lowest, point, grid)
    expected = np.where(lowest < len(city.grids), lowest, -1)
    assert (incidents.grid == expected).all()


def test_counts_sum_to_all_accepted(city) -> None:
    for by in [(CountBy.GRID,), tuple(CountBy)]:
        assert counted(city, by)["count"].sum() == len(city.incidents.row)


def test_months_sum_to_all_accepted(city) -> None:
    months = known_months(city)
    assert sum(month_figures(city, month).received for month in months) == len(city.incidents.row)


def test_what_cameras_see_is_unknown_where_there_are_any(city) -> None:
    table = coverage_by_grid(city)
    assert (table["covered_share"].isna() == (table["cameras"] > 0)).all()
    counts = camera_counts(city)
    assert (counts.sites, counts.sector_unknown, counts.unfiled) == (603, 603, None)


def test_nothing_is_made_up_where_the_files_say_nothing(city) -> None:
    measures = Measures(lambda: city)
    for measure in (Measure.HOUSEHOLDS, Measure.INCIDENTS_PER_100_HOUSEHOLDS):
        assert np.isnan(measures.of(LEADER, measure).values).all()
    card = GridCards(lambda: city).card(LEADER, city.grids["code"].iloc[0])
    assert {"households", "staff", "kind"} <= set(card.missing)
    assert silence(city, known_months(city)[0]).grids == ()
    assert station_load(city)["backlog"].isna().all()


def test_faults_of_the_accepted_grids_are_drawn_where_they_are(city) -> None:
    # The file has 96 grids with faulty edges; the two invalid ones stay in quarantine.
    view = FaultView(lambda: city)
    counts, drawn = view.counts(LEADER), view.shapes(LEADER)
    assert (counts[FaultKind.INVALID], counts[FaultKind.EDGE]) == (0, 96)
    west, south, east, north = drawn.total_bounds
    assert -77 < west < east < -76
    assert 39 < south < north < 40


def test_the_worst_grids_have_names_and_causes(city) -> None:
    ranking = Rankings(lambda: city).ranked(LEADER, month=known_months(city)[12])
    assert len(ranking.grids) == 10
    assert all(grid.causes and 0 <= grid.top_share <= 1 for grid in ranking.grids)


def test_a_place_and_a_request_are_found_by_their_words(city) -> None:
    lookup = Lookup(lambda: city)
    assert lookup.places(LEADER, "abell")[0].name == "Abell"
    assert lookup.incident(LEADER, "14-00000116").category == "SW-Bulk Scheduled"
