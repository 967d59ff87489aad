import numpy as np
import pytest

from geo.domain.kinds import GridKind
from geo.staffing.travel import Going, Way, rounds_h, settlements_h, single_calls_h, travel
from tests.staffing.towns import book, town

GOING = Going(np.array([10.0]), np.array([5.0]), 1.25)
FOUR_KM2 = np.array([4.0])


def one(value):
    return np.array([float(value)])


def test_single_calls_go_out_from_the_middle_and_back():
    # 2 × 0.38 × 1.25 × 10 × √4 ÷ 10 = 1.9 h
    assert single_calls_h(one(10), FOUR_KM2, GOING)[0] == pytest.approx(1.9)


def test_rounds_string_their_calls_together():
    # five rounds of two calls: 5 × 0.71 × 1.25 × √(2 × 4) ÷ 10 = 1.2551 h
    assert rounds_h(one(10), FOUR_KM2, GOING)[0] == pytest.approx(5 * 0.71 * 1.25 * 8**0.5 / 10)


def test_drives_to_a_settlement_are_at_most_the_rounds_of_a_week():
    # 2 × 1.25 × 20 km × 5 ÷ 10 = 25 h for 9 calls; × 3 = 15 h for 3 calls
    assert settlements_h(one(9), one(20), GOING)[0] == pytest.approx(25.0)
    assert settlements_h(one(3), one(20), GOING)[0] == pytest.approx(15.0)


def test_a_worker_takes_the_shorter_way():
    # rounds are shorter from (0.71 / 0.76)² = 0.873 calls a round, 4.36 a week
    place = town(2)
    norms = book(detour_factor=1.0, speed_kmh__all_purpose=10, rounds_per_week=5)
    found = travel(place, np.array([4.3, 4.5]), Going.of(place, norms))
    assert found.way.tolist() == [Way.SINGLE, Way.ROUNDS]


def test_the_slope_is_what_one_more_call_adds():
    place = town(3, kinds=(GridKind.ALL_PURPOSE, GridKind.ALL_PURPOSE, GridKind.PASTORAL))
    place.settlement_km[2] = 12.0
    going, calls = Going.of(place, book()), np.array([2.0, 30.0, 1.0])
    more = travel(place, calls + 1e-4, going).hours - travel(place, calls, going).hours
    assert travel(place, calls, going).slope == pytest.approx(more / 1e-4, rel=1e-3)


def test_a_pasture_without_located_households_falls_back_on_its_area():
    place = town(1, kinds=(GridKind.PASTORAL,), area_km2=np.array([900.0]))
    found = travel(place, np.array([1.0]), Going.of(place, book()))
    # 2 × 0.38 × 1.3 × 1 × 30 km ÷ 40 km/h
    assert found.hours[0] == pytest.approx(0.741)
    assert found.way[0] == Way.SINGLE
