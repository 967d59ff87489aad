"""Two years of the demo's incidents: in the town, in their seasons, with states that fit times."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
import shapely
from shapely import STRtree

from geo.domain.kinds import END_STATES, RESIDENT_CHANNELS, Channel, IncidentState
from geo.domain.layers import Layer
from geo.samples import Demo

pytestmark = pytest.mark.slow  # the whole town is built

Layers = Mapping[Layer, pd.DataFrame]

_OFFSET_S = 8 * 3600


@pytest.fixture(scope="module")
def incidents(layers: Layers) -> pd.DataFrame:
    """Return incidents with local times and the name of the grid each lies in."""
    rows, grids = layers[Layer.INCIDENTS], layers[Layer.GRIDS]
    points = shapely.points(rows[["lon_deg", "lat_deg"]].to_numpy())
    tree = STRtree(grids["geometry"].to_numpy())
    of_point, grid = tree.query(points, predicate="intersects")
    name = pd.Series(grids["name"].to_numpy()[grid], index=of_point).groupby(level=0).first()
    local = {
        column: pd.to_datetime(rows[column].astype("float64") + _OFFSET_S, unit="s")
        for column in ("reported_at", "due_at", "closed_at")
    }
    return rows.assign(**local, grid=name)


@pytest.fixture(scope="module")
def now(demo: Demo) -> pd.Timestamp:
    return pd.Timestamp(demo.settings["now"])


def _overdue(rows: pd.DataFrame, now: pd.Timestamp) -> "pd.Series[bool]":
    is_late = rows["closed_at"] > rows["due_at"]
    return is_late | (rows["closed_at"].isna() & (rows["due_at"] < now))


def test_there_are_about_40_000_in_two_years_and_none_after_now(
    incidents: pd.DataFrame,
    now: pd.Timestamp,
) -> None:
    assert 38_000 <= len(incidents) <= 42_000
    assert incidents["reported_at"].min() >= pd.Timestamp("2021-01-01")
    assert incidents["reported_at"].max() <= now
    assert incidents["closed_at"].max() <= now


def test_every_incident_lies_in_a_grid_of_the_town(incidents: pd.DataFrame) -> None:
    assert incidents["grid"].notna().all()


def test_states_fit_the_times(incidents: pd.DataFrame) -> None:
    is_ended = incidents["state"].isin([state.value for state in END_STATES])
    assert (is_ended == incidents["closed_at"].notna()).all()
    closed = incidents[is_ended]
    assert (closed["closed_at"] >= closed["reported_at"]).all()
    assert (incidents["due_at"] > incidents["reported_at"]).all()
    assert (incidents["state"] == IncidentState.NEW).any()


@pytest.mark.parametrize(
    ("category", "months"),
    [
        ("用水纠纷", {11, 12, 1, 2}),
        ("渠系故障", {11, 12, 1, 2}),
        ("供暖不热", {5, 6, 7, 8, 9}),
        ("融雪洪水", {11, 12, 1, 2, 3}),
        ("黑枸杞抢采", {11, 12, 1, 2, 3, 4, 5}),
    ],
)
def test_a_category_stays_out_of_the_months_it_never_happens_in(
    incidents: pd.DataFrame,
    category: str,
    months: set[int],
) -> None:
    own = incidents[incidents["category"] == category]
    assert len(own) > 100
    assert not own["reported_at"].dt.month.isin(months).any()


@pytest.mark.parametrize(
    ("category", "months", "least_share"),
    [
        ("劳资纠纷", {7, 8, 9, 10}, 0.5),
        ("煤烟隐患", {11, 12, 1, 2, 3}, 0.8),
        ("沙尘灾情", {3, 4, 5}, 0.6),
        ("游客受困", {7, 8}, 0.4),
    ],
)
def test_a_category_peaks_in_its_season(
    incidents: pd.DataFrame,
    category: str,
    months: set[int],
    least_share: float,
) -> None:
    own = incidents[incidents["category"] == category]
    assert own["reported_at"].dt.month.isin(months).mean() >= least_share


def test_deadlines_of_working_days_fall_on_working_days(incidents: pd.DataFrame) -> None:
    # 2022-10-01…07 was the National Day holiday; 10-08 and 10-09, a weekend, were worked.
    lamps = incidents[(incidents["category"] == "路灯损坏")]
    due = lamps["due_at"].dt.strftime("%m-%d")[lamps["due_at"].dt.year == 2022]
    assert not due.between("10-01", "10-07").any()
    assert due.isin(["10-08", "10-09"]).any()


def test_most_are_done_in_time_and_three_grids_stand_out_this_month(
    incidents: pd.DataFrame,
    now: pd.Timestamp,
) -> None:
    due = incidents[incidents["due_at"] <= now]
    assert 0.85 < 1 - _overdue(due, now).mean() < 0.95
    december = due[due["due_at"] >= "2022-12-01"]
    by_grid = _overdue(december, now).groupby(december["grid"]).sum().nlargest(3)
    assert set(by_grid.index) == {"和谐村第二网格", "新乐村第二网格", "中村第四网格"}


def test_this_month_is_worse_than_the_last(incidents: pd.DataFrame, now: pd.Timestamp) -> None:
    due = incidents[incidents["due_at"] <= now]
    share = _overdue(due, now).groupby(due["due_at"].dt.strftime("%Y-%m")).mean()
    assert share["2022-12"] > share["2022-11"] + 0.02
    assert share["2022-12"] > share["2021-12"]


def test_some_are_open_overdue_due_today_and_undispatched(
    incidents: pd.DataFrame,
    now: pd.Timestamp,
) -> None:
    is_open = incidents["closed_at"].isna()
    is_due_today = incidents["due_at"].dt.date == now.date()
    assert (is_open & (incidents["due_at"] < now)).sum() >= 15
    assert (is_open & is_due_today).sum() >= 3
    assert (incidents["state"] == IncidentState.NEW).sum() >= 10


def test_two_grids_are_silent_toward_the_end(layers: Layers, incidents: pd.DataFrame) -> None:
    autumn = incidents[incidents["reported_at"] >= "2022-10-20"]
    grids = layers[Layer.GRIDS]
    staffed = set(grids.loc[grids["kind"].isin(["all_purpose", "pastoral"]), "name"])
    assert staffed - set(autumn["grid"]) == {"众祥村第三网格", "秀沟牧区网格"}


def test_calls_thin_out_with_distance(incidents: pd.DataFrame) -> None:
    calls = incidents["channel"].isin([channel.value for channel in RESIDENT_CHANNELS])
    blocked = incidents["category"] == "道路受阻"
    is_far = incidents["grid"].str.contains("无人区|牧区")
    assert calls[blocked & is_far].mean() < calls[blocked & ~is_far].mean() - 0.05


def test_the_four_channels_all_report(incidents: pd.DataFrame) -> None:
    shares = incidents["channel"].value_counts(normalize=True)
    assert set(shares.index) == {channel.value for channel in Channel}
    assert shares.min() > 0.05


def test_a_dispute_has_no_finer_address_than_its_unit(incidents: pd.DataFrame) -> None:
    disputes = incidents[incidents["category"].str.contains("纠纷|信访")]
    assert not disputes["address"].str.contains("附近").any()


def test_ids_number_the_days(incidents: pd.DataFrame) -> None:
    day = incidents["reported_at"].dt.strftime("%Y%m%d")
    assert (incidents["id"].str.slice(2, 10) == day).all()
    last = incidents["id"].str.slice(11).astype(int).groupby(day).max()
    assert np.array_equal(last, incidents.groupby(day).size())


def test_offices_rest_on_the_national_day_and_work_on_its_make_up_saturday(
    incidents: pd.DataFrame,
) -> None:
    services = incidents[incidents["category"] == "民生服务"]
    a_day = services.groupby(services["reported_at"].dt.strftime("%Y-%m-%d")).size()
    # 2022-10-01…07 were free, the Saturday and Sunday after them worked.
    free, worked = a_day["2022-10-01":"2022-10-07"].sum(), a_day["2022-10-08":"2022-10-14"].sum()
    assert free < worked / 2
    assert a_day["2022-10-08":"2022-10-09"].sum() / 2 > free / 7
