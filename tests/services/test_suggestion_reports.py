import numpy as np
import pytest

from geo.services.suggestion_reports import hotspot, reports
from tests.services.town import CENTRES, NOWHERE, SmallTown, incident


def test_demand_counts_residents_and_unknown_channels_and_names_the_rest():
    rows = [
        incident(1, "A", "2022-12-01", channel="resident"),
        incident(2, "A", "2022-12-02", channel="hotline_12345"),
        incident(3, "A", "2022-12-03"),
        incident(4, "A", "2022-12-04", channel="patrol"),
        incident(5, "A", "2022-12-05", channel="department"),
        incident(6, "A", "2022-12-06", channel="resident", state="duplicate"),
        incident(7, NOWHERE, "2022-12-07", channel="resident"),
    ]
    found = reports(SmallTown(incidents=rows).snapshot(), 2)
    assert found is not None
    assert found.counts.sum(axis=1).tolist() == [3, 0, 0, 0]
    assert found.unknown_channel.tolist() == [1, 0, 0, 0]
    assert found.left_out.tolist() == [2, 0, 0, 0]


def test_less_than_a_year_is_taken_as_it_is():
    # 1 to 31 December: 31 days
    found = reports(SmallTown(incidents=[incident(1, "A", "2022-12-01")]).snapshot(), 2)
    assert found is not None
    assert found.weeks == pytest.approx(31 / 7)


@pytest.mark.parametrize(("years_max", "weeks", "count"), [(1, 365 / 7, 1), (2, 730 / 7, 2)])
def test_whole_years_are_taken_and_no_more_than_the_norm_allows(years_max, weeks, count):
    rows = [incident(n, "A", f"{2022 - n}-06-01") for n in range(4)]
    found = reports(SmallTown(incidents=rows).snapshot(), years_max)
    assert found is not None
    assert found.weeks == pytest.approx(weeks)
    assert found.counts.sum() == count


def test_no_incidents_are_unknown_and_not_zero():
    assert reports(SmallTown().snapshot(), 2) is None
    assert hotspot(SmallTown().snapshot(), 2) is None


def test_the_busiest_place_leaves_disputes_out():
    lon, lat = CENTRES["A"]
    aside = (lon + 0.004, lat + 0.004)
    rows = [incident(n, "A", "2022-12-01", category="邻里纠纷") for n in range(5)]
    rows += [incident(10 + n, aside, "2022-12-02") for n in range(3)]
    spot = hotspot(SmallTown(incidents=rows).snapshot(), 2)
    assert spot is not None
    assert spot.count.tolist() == [3, 0, 0, 0]
    # three of the eight reports of the grid
    assert spot.share[0] == pytest.approx(3 / 8)
    assert (spot.lon_deg[0], spot.lat_deg[0]) == pytest.approx(aside)
    assert np.isnan(spot.lon_deg[1])
