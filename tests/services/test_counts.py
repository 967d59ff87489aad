from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.domain.errors import NotPermitted
from geo.services.counts import CountBy, Counts, counted
from tests.services.town import LEADER, NOWHERE, SCREEN, SmallTown, incident

ALL = (CountBy.GRID, CountBy.CATEGORY, CountBy.DAY)


def test_incidents_are_counted_by_grid_category_and_local_day() -> None:
    town = SmallTown(
        incidents=[
            incident(1, "B", "2022-12-01T00:10"),
            incident(2, "B", "2022-12-01T23:50"),
            incident(3, "B", "2022-12-01", category="垃圾"),
            incident(4, NOWHERE, "2022-12-02"),
        ],
    ).snapshot()
    table = Counts(lambda: town).table(LEADER, ALL)
    assert table.to_dict("split")["data"] == [
        ["", "路灯", date(2022, 12, 2), 1],
        ["B", "垃圾", date(2022, 12, 1), 1],
        ["B", "路灯", date(2022, 12, 1), 2],
    ]


def test_the_screen_may_not_count_incidents() -> None:
    with pytest.raises(NotPermitted):
        Counts(SmallTown().snapshot).table(SCREEN, ALL)


def test_without_incidents_the_table_is_empty_and_keeps_its_columns() -> None:
    assert list(counted(SmallTown().snapshot(), ALL)) == ["grid", "category", "day", "count"]


WHERE = st.sampled_from(["A", "B", "C", "D", NOWHERE])
WHEN = st.sampled_from(["2022-12-01", "2022-12-02T13:00"])
WHAT = st.sampled_from(["路灯", "垃圾"])


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(st.tuples(WHERE, WHEN, WHAT), min_size=1, max_size=20))
def test_counts_sum_to_all_incidents_however_they_are_broken_down(drawn) -> None:
    rows = [incident(i, at, when, category=what) for i, (at, when, what) in enumerate(drawn)]
    town = SmallTown(incidents=rows).snapshot()
    for by in [(CountBy.GRID,), (CountBy.GRID, CountBy.DAY), ALL]:
        assert counted(town, by)["count"].sum() == len(rows)
