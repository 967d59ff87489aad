from datetime import date

import numpy as np
import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.domain.kinds import Channel, Role
from geo.domain.policy import Actor
from geo.services.comparison import last_year
from geo.services.indicators import Indicators, month_figures
from geo.services.local_time import Month, Period
from geo.services.scope import Scope
from geo.services.workdays import Calendar, Workdays, spring_festival, workdays
from tests.services.town import LEADER, WORKER, SmallTown, incident

DECEMBER = Month(2022, 12)


def due(number: int, where: str, due_at: str, **fields) -> dict:
    return incident(number, where, "2022-12-01", due_at=due_at, **fields)


def figures(*rows: dict, now: str = "2022-12-31T23:59:59", scope: Scope | None = None):
    town = SmallTown(incidents=rows, settings={"now": now}).snapshot()
    return month_figures(town, Month.parse(now[:7]), scope or Scope())


def test_the_overdue_share_counts_closed_late_and_still_open_among_what_was_due() -> None:
    found = figures(
        due(1, "A", "2022-12-05", closed_at="2022-12-04"),  # on time
        due(2, "A", "2022-12-05", closed_at="2022-12-05"),  # on time to the second
        due(3, "A", "2022-12-05", closed_at="2022-12-06"),  # late
        due(4, "A", "2022-12-05"),  # open past due
        due(5, "A", "2023-01-05"),  # not due in December
        incident(6, "A", "2022-12-07"),  # no due time
    )
    assert (found.due, found.late, found.overdue_share) == (4, 2, 0.5)
    assert found.on_time_share == 0.5
    assert found.unknown_due == 1
    assert found.overdue_open == 1


def test_what_ended_at_an_unknown_time_is_left_out_and_counted() -> None:
    found = figures(
        due(1, "A", "2022-12-05", state="closed"),
        due(2, "A", "2022-12-05", closed_at="2022-12-06"),
    )
    assert (found.due, found.late, found.unclear_closing) == (1, 1, 1)
    assert found.overdue_open == 0


def test_a_running_month_counts_only_what_has_become_due() -> None:
    found = figures(
        due(1, "A", "2022-12-05"),
        due(2, "A", "2022-12-20"),
        now="2022-12-10T12:00:00",
    )
    assert (found.due, found.late) == (1, 1)
    assert found.is_running
    assert found.period == Period(date(2022, 12, 1), date(2022, 12, 10))


def test_due_today_counts_open_ones_and_of_them_the_undispatched() -> None:
    found = figures(
        due(1, "A", "2022-12-10T18:00", state="new"),
        due(2, "A", "2022-12-10T18:00", state="dispatched"),
        due(3, "A", "2022-12-10T18:00", state="closed", closed_at="2022-12-09"),
        now="2022-12-10T12:00:00",
    )
    assert (found.due_today, found.due_today_undispatched) == (2, 1)
    unknown = figures(due(1, "A", "2022-12-10T18:00"), now="2022-12-10T12:00:00")
    assert unknown.due_today_undispatched is None


def test_nothing_due_has_no_share() -> None:
    found = figures(incident(1, "A", "2022-12-01"))
    assert found.overdue_share is None
    assert found.last_month is None


def test_months_compare_per_working_day() -> None:
    # December 2022 has 22 working days, November 22: 3 reports against 2 are half more.
    rows = [incident(n, "A", "2022-12-05") for n in range(3)]
    rows += [incident(n, "A", "2022-11-01") for n in (10, 11)]
    found = figures(*rows)
    assert found.workdays == Workdays(22, Calendar.PUBLISHED)
    assert found.last_month is not None
    assert found.last_month.received_change_share == pytest.approx(0.5)
    assert found.last_year is None


def test_overdue_changes_against_last_month_and_last_year() -> None:
    rows = [
        incident(1, "A", "2021-12-01", due_at="2021-12-05", closed_at="2021-12-06"),
        incident(2, "A", "2022-11-01", due_at="2022-11-05", closed_at="2022-11-04"),
        incident(3, "A", "2022-12-01", due_at="2022-12-05"),
        incident(4, "A", "2022-12-01", due_at="2022-12-05", closed_at="2022-12-04"),
    ]
    found = figures(*rows)
    assert found.last_month is not None
    assert found.last_month.overdue_change_share == pytest.approx(0.5)
    assert found.last_month.overdue_open_change == 1
    assert found.last_year is not None
    assert found.last_year.overdue_change_share == pytest.approx(-0.5)


def test_early_months_of_last_year_are_aligned_by_the_lunar_date() -> None:
    # Days off began on 2022-01-31 and on 2021-02-11: 354 days apart.
    assert spring_festival(2022) == date(2022, 1, 31)
    assert spring_festival(2021) == date(2021, 2, 11)
    aligned = last_year(Month(2022, 2).period, "Asia/Shanghai")
    assert aligned == Period(date(2021, 2, 12), date(2021, 3, 11))
    assert last_year(Month(2022, 2).period, "America/New_York") == Month(2021, 2).period
    assert last_year(Month(2022, 12).period, "Asia/Shanghai") == Month(2021, 12).period


def test_an_unpublished_year_and_another_country_count_weekdays_and_say_so() -> None:
    # May 2090 begins on a Monday: 23 weekdays in 31 days.
    assert workdays(Month(2090, 5).period, "Asia/Shanghai") == Workdays(23, Calendar.UNPUBLISHED)
    assert workdays(Month(2090, 5).period, "America/New_York").calendar is Calendar.WEEKDAYS


def test_a_scope_limits_by_grid_category_and_channel() -> None:
    rows = [
        incident(1, "A", "2022-12-01", channel="patrol"),
        incident(2, "B", "2022-12-01", channel="resident"),
        incident(3, "B", "2022-12-01", category="垃圾"),
    ]
    assert figures(*rows, scope=Scope(grids=("B",))).received == 2
    assert figures(*rows, scope=Scope(categories=("垃圾",))).received == 1
    assert figures(*rows, scope=Scope(channels=(Channel.PATROL,))).received == 1
    with pytest.raises(NotFound):
        figures(*rows, scope=Scope(grids=("Z",)))


def test_grids_sum_to_the_town() -> None:
    rows = [due(n, "ABCD"[n % 4], f"2022-12-{n + 5:02d}") for n in range(10)]
    town = SmallTown(incidents=rows).snapshot()
    table = Indicators(lambda: town).by_grid(LEADER)
    whole = Indicators(lambda: town).month(WORKER)
    assert table["received"].sum() == whole.received == 10
    assert table["late"].sum() == whole.late == 10
    assert table["code"].tolist() == ["A", "B", "C", "D"]
    assert table["received_last_month"].isna().all()


def test_a_grid_without_anything_due_has_no_share() -> None:
    table = Indicators(SmallTown(incidents=[due(1, "A", "2022-12-05")]).snapshot).by_grid(LEADER)
    assert table["overdue_share"].tolist()[0] == 1.0
    assert np.isnan(table["overdue_share"].to_numpy()[1:]).all()


def test_months_reach_from_the_first_report_to_now() -> None:
    town = SmallTown(incidents=[incident(1, "A", "2022-11-30")])
    assert Indicators(town.snapshot).months(LEADER) == (DECEMBER, Month(2022, 11))


def test_every_role_but_a_screen_may_see_the_figures() -> None:
    indicators = Indicators(SmallTown().snapshot)
    for role in set(Role) - {Role.SCREEN}:
        assert indicators.month(Actor("x", role)).received == 0
    with pytest.raises(NotPermitted):
        indicators.month(Actor("wall", Role.SCREEN))
