import pandas as pd
import pytest

from geo.domain.errors import NotPermitted
from geo.services.beside import Besides, Side
from geo.services.local_time import Month
from geo.services.measures import Measure, Measures
from geo.services.scope import EVERYTHING
from tests.services.town import LEADER, WORKER, SmallTown, incident

DECEMBER, NOVEMBER, YEAR_BEFORE = Month(2022, 12), Month(2022, 11), Month(2021, 12)


def reported(counts: dict[str, tuple[int, int]]) -> list[dict]:
    """Return incidents by grid: so many in December, so many in November."""
    months = [
        (grid, day, count)
        for grid, both in counts.items()
        for day, count in zip(("2022-12-01", "2022-11-01"), both, strict=True)
    ]
    places = [(grid, day) for grid, day, count in months for _ in range(count)]
    return [incident(n, grid, day) for n, (grid, day) in enumerate(places)]


def besides(rows: list[dict]) -> Besides:
    snapshot = SmallTown(incidents=rows).snapshot()
    return Besides(lambda: snapshot, Measures(lambda: snapshot))


def changes(rows: list[dict], measure: Measure = Measure.INCIDENTS) -> pd.DataFrame:
    here, there = Side(measure, DECEMBER), Side(measure, NOVEMBER)
    return besides(rows).changes(LEADER, here, there, EVERYTHING, 8)


def test_clear_changes_come_before_larger_ones_that_chance_may_have_made() -> None:
    # A 9 → 1: (8 − 1) ÷ √10 = 2.2 is clear; B 60 → 48: (12 − 1) ÷ √108 = 1.06 is not.
    found = changes(reported({"A": (1, 9), "B": (60, 48), "C": (2, 2), "D": (0, 1)}))
    assert found["code"].tolist() == ["A", "B", "D"]
    assert found["change"].tolist() == [-8, 12, -1]
    assert found["is_clear"].tolist() == [True, False, False]


def test_two_of_two_late_against_none_of_two_proves_nothing() -> None:
    late = {"closed_at": "2022-12-30"}
    rows = [
        *(incident(n, "A", "2022-12-01", due_at="2022-12-05", **late) for n in range(2)),
        *(
            incident(10 + n, "A", "2022-11-01", due_at="2022-11-05", closed_at="2022-11-02")
            for n in range(2)
        ),
    ]
    found = changes(rows, Measure.OVERDUE_SHARE)
    assert found[["left", "right", "change"]].to_numpy().tolist() == [[100, 0, 100]]
    # Pooled ½, error √(¼ × (½ + ½)) = ½; (1 − ½) ÷ ½ = 1.
    assert found["is_clear"].tolist() == [False]


def test_twenty_of_twenty_late_against_none_of_twenty_is_clear() -> None:
    late = {"closed_at": "2022-12-30"}
    rows = [
        *(incident(n, "A", "2022-12-01", due_at="2022-12-05", **late) for n in range(20)),
        *(
            incident(100 + n, "A", "2022-11-01", due_at="2022-11-05", closed_at="2022-11-02")
            for n in range(20)
        ),
    ]
    assert changes(rows, Measure.OVERDUE_SHARE)["is_clear"].tolist() == [True]


def test_a_change_of_what_is_no_count_is_not_judged() -> None:
    rows = [*reported({"A": (4, 2), "B": (1, 3)}), incident(900, "A", "2022-10-01")]
    assert changes(rows, Measure.CHANGE_MONTH)["is_clear"].isna().all()


def test_what_did_not_change_or_is_unknown_on_a_side_is_left_out() -> None:
    # D has no households: incidents per 100 of them are unknown; C's number is not known.
    found = changes(
        reported({"A": (2, 2), "B": (3, 1), "C": (5, 1), "D": (4, 1)}),
        Measure.INCIDENTS_PER_100_HOUSEHOLDS,
    )
    assert found["code"].tolist() == ["B"]


def test_ranks_of_two_measures_are_laid_against_each_other() -> None:
    # By incidents A 3, B 2, C 1, D 0; by households (100, 200, unknown, 0) B, A, D.
    rows = reported({"A": (3, 1), "B": (2, 0), "C": (1, 0)})
    here, there = Side(Measure.INCIDENTS, DECEMBER), Side(Measure.HOUSEHOLDS, DECEMBER)
    found = besides(rows).partings(LEADER, here, there, EVERYTHING, 8)
    assert found["code"].tolist() == ["A", "B"]
    assert found[["left_rank", "right_rank"]].to_numpy().tolist() == [[1, 2], [2, 1]]


def test_the_same_month_of_last_year_is_usual_where_it_is_known() -> None:
    known = besides([incident(1, "A", "2021-12-01"), incident(2, "A", "2022-12-01")])
    assert known.usual_month(LEADER, DECEMBER) == YEAR_BEFORE
    assert besides([incident(1, "A", "2022-10-01")]).usual_month(LEADER, DECEMBER) == NOVEMBER
    assert besides([incident(1, "A", "2022-12-01")]).usual_month(LEADER, DECEMBER) is None


def test_a_worker_lays_no_staffing_beside() -> None:
    hours = Side(Measure.HOURS_PER_WORKER, DECEMBER)
    with pytest.raises(NotPermitted):
        besides([]).partings(WORKER, Side(Measure.INCIDENTS, DECEMBER), hours, EVERYTHING, 8)
