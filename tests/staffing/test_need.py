"""The worked example of docs/staffing.md, and the two doubts that make an interval."""

import numpy as np
import pytest

from geo.staffing.assessment import Assessment, assess
from tests.staffing.towns import book, reports, town

# 100 reports of an hour in 52 weeks; 24 h of forms; no other cause
EXAMPLE = book(
    handling_min__default=60,
    forms_h_week=24,
    forms_min_per_incident=0,
    meetings_h_week=0,
    visits_per_household_year=0,
    detour_factor=0,
)


def example() -> Assessment:
    return assess(town(1, reports=reports([[100]])), EXAMPLE)


def test_the_noise_of_incidents_is_that_of_the_worked_example() -> None:
    found = example()
    assert found.work.variable_h[0] == pytest.approx(1.92, abs=0.005)
    # relative noise √(2/100) = 14 %; the gamma's 90 % run from 1.50 to 2.39 h
    assert 1.92 - found.needed.fewer_h[0] == pytest.approx(1.50, abs=0.01)
    assert 1.92 + found.needed.more_h[0] == pytest.approx(2.39, abs=0.01)


def test_the_error_of_norms_is_that_of_the_worked_example() -> None:
    # 1.645 × 0.15 × √(24² + 1.92²) = 1.645 × 0.15 × 24.08 = 5.94 h
    assert example().needed.norm_h[0] == pytest.approx(5.94, abs=0.01)


def test_both_doubts_add_up_in_quadrature_to_the_interval_of_the_worked_example() -> None:
    found = example()
    each_h = EXAMPLE.productive_h_week
    assert found.needed.fte[0] == pytest.approx(1.00, abs=0.005)
    assert found.needed.low[0] == pytest.approx(0.77, abs=0.005)
    assert found.needed.high[0] == pytest.approx(1.23, abs=0.005)
    above_h = (found.needed.high[0] - found.needed.fte[0]) * each_h
    assert above_h == pytest.approx(np.hypot(found.needed.more_h[0], found.needed.norm_h[0]))
