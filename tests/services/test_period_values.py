import numpy as np
import pytest

from geo.domain.errors import BadValue, NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Action, Actor, is_permitted
from geo.services.local_time import Month
from geo.services.measures import MEASURES, Measure, Measures
from geo.services.period_values import PeriodMeasures
from geo.services.scope import EVERYTHING, Scope
from tests.services.town import LEADER, SmallTown, incident

# One in October, none in November, two in December.
ROWS = [
    incident(1, "A", "2022-10-01"),
    incident(2, "A", "2022-12-01"),
    incident(3, "B", "2022-12-02", category="垃圾"),
]
MONTHS = [Month(2022, 10), Month(2022, 11), Month(2022, 12)]


def table(rows, measure=Measure.INCIDENTS, scope=EVERYTHING) -> list[list[float | None]]:
    found = PeriodMeasures(SmallTown(incidents=rows).snapshot).of(LEADER, measure, scope)
    return [[None if np.isnan(one) else one for one in month] for month in found.values.tolist()]


def test_every_month_from_the_first_report_to_now_has_its_row() -> None:
    town = SmallTown(incidents=ROWS)
    found = PeriodMeasures(town.snapshot).of(LEADER, Measure.INCIDENTS)
    assert list(found.months) == MONTHS
    assert list(PeriodMeasures(town.snapshot).months(LEADER)) == MONTHS


def test_a_month_in_which_nothing_was_reported_is_unknown_and_never_zero() -> None:
    found = PeriodMeasures(SmallTown(incidents=ROWS).snapshot).of(LEADER, Measure.INCIDENTS)
    assert found.is_recorded == (True, False, True)
    assert table(ROWS) == [[1, 0, 0, 0], [None] * 4, [1, 1, 0, 0]]


def test_a_category_without_reports_is_zero_where_others_were_reported() -> None:
    assert table(ROWS, scope=Scope(categories=("垃圾",)))[2] == [0, 1, 0, 0]


def test_each_month_says_what_its_own_map_says_under_the_same_breaks() -> None:
    late = {"due_at": "2022-12-05", "closed_at": "2022-12-09"}
    rows = [*ROWS, *(incident(10 + n, "ABCD"[n % 4], "2022-12-03", **late) for n in range(9))]
    snapshot = SmallTown(incidents=rows).snapshot()
    for measure in sorted(MEASURES):
        if not MEASURES[measure].is_monthly:
            continue
        found = PeriodMeasures(lambda: snapshot).of(LEADER, measure)
        for month, values in zip(found.months, found.values, strict=True):
            alone = Measures(lambda: snapshot).of(LEADER, measure, month)
            np.testing.assert_array_equal(values, alone.values)
            assert found.breaks == alone.breaks


def test_breaks_come_from_all_months_and_not_from_the_latest_year() -> None:
    # 64 in a grid three years ago would lie beyond the breaks of the last year's ones and twos.
    old = [incident(n, "A", "2019-06-01") for n in range(64)]
    new = [incident(100 + n, "ABCD"[n % 4], "2022-12-01") for n in range(6)]
    measures = Measures(SmallTown(incidents=[*old, *new]).snapshot)
    # Known positive values are 64, 2, 2, 1, 1: quintiles 1, 1.6, 2 and 14.4.
    assert measures.of(LEADER, Measure.INCIDENTS).breaks == (1, 2, 3, 15)


def test_at_most_ten_years_are_stepped_through() -> None:
    rows = [incident(1, "A", "1990-01-01"), incident(2, "A", "2022-12-01")]
    months = PeriodMeasures(SmallTown(incidents=rows).snapshot).months(LEADER)
    assert (str(months[0]), str(months[-1]), len(months)) == ("2013-01", "2022-12", 120)


def test_a_measure_that_knows_no_months_is_refused() -> None:
    measures = PeriodMeasures(SmallTown(incidents=ROWS).snapshot)
    for measure in sorted(one for one in Measure if not MEASURES[one].is_monthly):
        with pytest.raises((BadValue, NotPermitted)):
            measures.of(LEADER, measure)


def test_who_may_not_see_the_map_sees_no_month_of_it() -> None:
    measures = PeriodMeasures(SmallTown(incidents=ROWS).snapshot)
    barred = [role for role in sorted(Role) if not is_permitted(role, Action.VIEW_MAP)]
    assert barred
    for role in barred:
        with pytest.raises(NotPermitted):
            measures.of(Actor("x", role), Measure.INCIDENTS)
        with pytest.raises(NotPermitted):
            measures.months(Actor("x", role))
