import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language
from geo.domain.records import Norm
from geo.messages.catalogue import has
from geo.services.breaks import readable_breaks
from geo.services.local_time import Month
from geo.services.measures import MEASURES, Measure, Measures
from geo.services.scope import Scope
from tests.services.town import CENTRES, LEADER, SIDE, WORKER, SmallTown, incident

NOVEMBER, DECEMBER = Month(2022, 11), Month(2022, 12)


def values(town: SmallTown, measure: Measure, month: Month = DECEMBER, **scope) -> list[float]:
    return Measures(town.snapshot).of(LEADER, measure, month, Scope(**scope)).values.tolist()


def known(found: list[float]) -> list[float | None]:
    return [None if np.isnan(value) else value for value in found]


def test_every_measure_is_named_with_its_unit_in_both_languages() -> None:
    for measure in Measure:
        for language in (Language.ZH_CN, Language.EN):
            assert has(f"measures.{measure}", language)
            assert has(f"measures.{measure}_unit", language)


def test_incidents_per_100_households_are_unknown_without_households() -> None:
    # Households are 100, 200, unknown and 0.
    town = SmallTown(incidents=[incident(n, "ABCD"[n], "2022-12-01") for n in range(4)])
    assert known(values(town, Measure.INCIDENTS)) == [1, 1, 1, 1]
    assert known(values(town, Measure.INCIDENTS_PER_100_HOUSEHOLDS)) == [1, 0.5, None, None]
    assert known(values(town, Measure.HOUSEHOLDS)) == [100, 200, None, 0]
    assert known(values(town, Measure.RESIDENTS)) == [None] * 4


def test_overdue_measures_know_nothing_where_nothing_was_due() -> None:
    town = SmallTown(incidents=[incident(1, "A", "2022-12-01", due_at="2022-12-02")])
    assert known(values(town, Measure.OVERDUE_SHARE)) == [100, None, None, None]
    assert known(values(town, Measure.OVERDUE_OPEN)) == [1, 0, 0, 0]


def test_change_is_per_working_day_and_unknown_before_the_first_report() -> None:
    # November and December 2022 have 22 working days each; 2 → 1 is half.
    rows = [incident(1, "A", "2022-11-01"), incident(2, "A", "2022-11-02")]
    town = SmallTown(incidents=[*rows, incident(3, "A", "2022-12-01")])
    assert known(values(town, Measure.CHANGE_MONTH)) == [-50, None, None, None]
    assert known(values(town, Measure.CHANGE_MONTH, NOVEMBER)) == [None] * 4
    assert known(values(town, Measure.INCIDENTS, Month(2022, 10))) == [None] * 4


def test_a_scope_limits_what_is_measured() -> None:
    rows = [incident(1, "A", "2022-12-01"), incident(2, "A", "2022-12-01", category="垃圾")]
    assert values(SmallTown(incidents=rows), Measure.INCIDENTS, categories=("垃圾",))[0] == 1


def test_distance_is_a_straight_line_times_the_detour_factor() -> None:
    lon, lat = CENTRES["A"]
    station = {"id": "S", "kind": "调解站", "lon_deg": lon, "lat_deg": lat - SIDE}
    town = SmallTown(stations=[station], norms=[Norm("detour_factor", 1.5, "ratio")])
    # 0.01° of latitude are 1.11 km.
    assert values(town, Measure.STATION_DISTANCE_KM)[0] == pytest.approx(1.11 * 1.5, rel=0.01)
    assert known(values(SmallTown(), Measure.STATION_DISTANCE_KM)) == [None] * 4


def test_hours_per_worker_are_unknown_until_staffing_gives_them() -> None:
    town = SmallTown().snapshot()
    without = Measures(lambda: town).of(LEADER, Measure.HOURS_PER_WORKER)
    assert np.isnan(without.values).all()
    given_hours = Measures(lambda: town, lambda _: np.array([20.0, 30, 40, np.inf]))
    found = given_hours.of(LEADER, Measure.HOURS_PER_WORKER)
    assert known(found.values.tolist()) == [20, 30, 40, None]
    assert found.breaks == (20, 26, 34, 42)


def test_breaks_stay_while_the_month_changes() -> None:
    rows = [incident(n, "ABCD"[n % 4], f"2022-{9 + n % 4:02d}-01") for n in range(40)]
    measures = Measures(SmallTown(incidents=rows).snapshot)
    first = measures.of(LEADER, Measure.INCIDENTS, NOVEMBER)
    assert first.breaks == measures.of(LEADER, Measure.INCIDENTS, DECEMBER).breaks
    assert len(first.breaks) == 4


def test_a_worker_sees_what_the_map_shows_and_no_staffing() -> None:
    measures = Measures(SmallTown().snapshot)
    assert Measure.HOURS_PER_WORKER not in measures.permitted(WORKER)
    assert Measure.OVERDUE_SHARE in measures.permitted(WORKER)
    with pytest.raises(NotPermitted):
        measures.of(WORKER, Measure.HOURS_PER_WORKER)


def test_every_measure_has_four_fixed_breaks_or_finds_them() -> None:
    fixed = [spec.breaks for spec in MEASURES.values() if spec.breaks]
    assert all(len(breaks) == 4 and list(breaks) == sorted(breaks) for breaks in fixed)


def test_breaks_are_readable() -> None:
    assert readable_breaks(np.arange(1.0, 101.0), is_count=True) == (20, 40, 60, 80)
    assert readable_breaks(np.array([np.nan, 0.0]), is_count=True) == ()


@given(st.lists(st.integers(0, 10_000), min_size=1), st.booleans())
def test_breaks_rise_strictly(counts, is_count) -> None:
    found = readable_breaks(np.array(counts, float), is_count=is_count)
    assert len(found) in (0, 4)
    assert all(low < high for low, high in itertools.pairwise(found))
