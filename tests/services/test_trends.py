import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.domain.records import Norm
from geo.services.grid_figures import grid_figures
from geo.services.indicators import month_figures
from geo.services.local_time import Month
from geo.services.monthly import latest_months, monthly_counts, overdue_by_month
from geo.services.scope import EVERYTHING, Scope
from geo.services.trends import Trends, category_figures, monthly_series
from tests.services.town import LEADER, NOWHERE, SmallTown, incident


def test_a_series_counts_per_working_day_and_its_shares() -> None:
    town = SmallTown(
        incidents=[
            incident(1, "A", "2022-11-01", due_at="2022-12-01", closed_at="2022-12-02"),
            incident(2, "A", "2022-12-01", due_at="2022-12-05", closed_at="2022-12-03"),
            incident(3, NOWHERE, "2022-12-01"),
        ],
    ).snapshot()
    series = monthly_series(town, EVERYTHING)
    assert series["label"].tolist() == ["2022-11", "2022-12"]
    assert series["received"].tolist() == [1, 2]
    # Both months have 22 working days; both due times fall in December, one of them late.
    assert series["received_per_workday"].tolist() == pytest.approx([1 / 22, 2 / 22])
    assert series["overdue_share"].tolist()[1] == 0.5
    assert np.isnan(series["overdue_share"].to_numpy()[0])


def test_a_series_of_one_grid_leaves_the_others_out() -> None:
    town = SmallTown(incidents=[incident(1, "A", "2022-12-01"), incident(2, "B", "2022-12-01")])
    series = Trends(town.snapshot).monthly(LEADER, Scope(grids=("B",)))
    assert series["received"].tolist() == [1]


def test_a_month_before_the_newest_ones_ends_the_series() -> None:
    # 2021-01 to 2022-12 are 24 months; the newest 13 begin with 2021-12.
    rows = [incident(1, "A", "2021-01-05"), incident(2, "A", "2022-12-01")]
    town = SmallTown(incidents=rows).snapshot()
    newest = monthly_series(town, EVERYTHING, chosen=Month(2021, 12))
    assert newest["label"].tolist()[::12] == ["2021-12", "2022-12"]
    earlier = monthly_series(town, EVERYTHING, chosen=Month(2021, 3))
    assert earlier["label"].tolist() == ["2021-01", "2021-02", "2021-03"]


def test_categories_come_most_received_first_with_their_hours() -> None:
    town = SmallTown(
        incidents=[
            incident(1, "A", "2022-12-01", category="垃圾"),
            incident(2, "A", "2022-12-01", category="垃圾"),
            incident(3, "A", "2022-12-01", category="路灯", due_at="2022-12-02"),
        ],
        norms=[Norm("handling_min.default", 60, "min"), Norm("handling_min.垃圾", 30, "min")],
    ).snapshot()
    table = category_figures(town, Month(2022, 12), np.ones(3, bool))
    assert table["category"].tolist() == ["垃圾", "路灯"]
    assert table["hours"].tolist() == [1.0, 1.0]
    assert table["overdue_open"].tolist() == [0, 1]


def test_without_norms_hours_are_unknown() -> None:
    town = SmallTown(incidents=[incident(1, "A", "2022-12-01")])
    assert Trends(town.snapshot).by_category(LEADER)["hours"].isna().all()


WHERE = st.sampled_from(["A", "B", "C", "D", NOWHERE])
DAY = st.integers(1, 28)
ROW = st.tuples(WHERE, st.integers(10, 12), DAY, st.none() | DAY, st.none() | DAY)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(ROW, min_size=1, max_size=15))
def test_monthly_counts_agree_with_the_figures_of_each_month(drawn) -> None:
    rows = []
    for number, (where, month, day, due, closed) in enumerate(drawn):
        times = {"due_at": due, "closed_at": closed}
        known = {name: f"2022-{month}-{on:02d}T12:00" for name, on in times.items() if on}
        rows.append(incident(number, where, f"2022-{month}-{day:02d}", **known))
    town = SmallTown(incidents=rows).snapshot()
    months = latest_months(Month(2022, 12), 3)
    counts = monthly_counts(town, months, np.ones(len(rows), bool))
    overdue = overdue_by_month(town, months, np.ones(len(rows), bool))
    for place, month in enumerate(months):
        whole, by_grid = month_figures(town, month), grid_figures(town, month)
        assert counts.received[place].sum() == whole.received
        assert counts.due[place].sum() == whole.due
        assert counts.late[place].sum() == whole.late
        assert overdue[place].sum() == whole.overdue_open
        assert counts.late[place, :-1].tolist() == by_grid["late"].tolist()
