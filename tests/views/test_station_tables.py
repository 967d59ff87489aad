import numpy as np
import pandas as pd

from geo.services.stations_load import open_months, station_totals
from geo.views.station_tables import band_rows, load_table


def load(**changes):
    columns = {
        "id": ["a", "b"],
        "name": pd.array(["东站", None], dtype="string"),
        "disputes": [24.0, 12.0],
        "disputes_per_month": [2.0, 1.0],
        "backlog": [1.0, 3.0],
        "ended": [20, 5],
        "median_days": [10.0, 40.0],
        "within_30_days_share": [0.9, 0.4],
        "median_km": [1.26, np.nan],
        "far_km": [3.0, np.nan],
    }
    return pd.DataFrame(columns | changes)


def test_the_share_done_in_time_weighs_each_station_by_what_it_ended():
    # 0.9 × 20 + 0.4 × 5 = 20 of 25
    totals = station_totals(load())
    assert (totals.disputes, totals.backlog) == (36, 4)
    assert totals.within_30_days_share == 20 / 25


def test_without_disputes_the_load_is_unknown_and_not_zero():
    nothing = [np.nan, np.nan]
    totals = station_totals(load(disputes=nothing, backlog=nothing, ended=nothing))
    assert (totals.disputes, totals.backlog, totals.within_30_days_share) == (None, None, None)


def test_the_ring_is_the_backlog_in_months_of_arrivals():
    assert list(open_months(load())) == [0.5, 3.0]
    idle = open_months(load(disputes_per_month=[0.0, 1.0]))
    assert np.isnan(idle[0])


def test_the_largest_backlog_stands_first_and_unknown_stays_missing():
    table = load_table(load())
    assert list(table["name"]) == ["b", "东站"]
    assert np.isnan(table["km"].iloc[0])
    assert table["km"].iloc[1] == 1.3


def test_bands_of_distance_are_named_by_their_ends():
    bands = pd.DataFrame({"from_km": [0.0, 5.0], "to_km": [5.0, np.inf], "households": [3, 1]})
    assert list(band_rows(bands, "households")["label"]) == ["0–5", "≥5"]
