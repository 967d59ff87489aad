import numpy as np
import pytest

from geo.domain.kinds import GridKind
from geo.domain.staffing import Cause
from geo.domain.units import WEEKS_PER_YEAR
from geo.staffing.demand import estimate
from geo.staffing.need import need
from geo.staffing.workload import workload
from tests.staffing.towns import book, reports, town

ROUND = book(
    handling_min__default=60,
    forms_min_per_incident=6,
    visit_min=30,
    visits_per_household_year=WEEKS_PER_YEAR / 60,
    meetings_h_week=2,
    forms_h_week=3,
    available_h_year=WEEKS_PER_YEAR * 40,
    utilisation_share=0.5,
    norm_error_share=0,
)


def measured(place, norms=ROUND):
    demand = estimate(place, place.reports) if place.reports else None
    return workload(place, demand, norms)


def test_every_cause_adds_its_hours():
    # 52 reports in 52 weeks and 300 households at 1/60 visit a week: 1 incident, 5 visits
    place = town(1, reports=reports([[52]]), stations={"调解站": np.array([0.5])})
    work = measured(place)
    assert work.hours[Cause.INCIDENTS][0] == pytest.approx(1.0)
    assert work.hours[Cause.VISITS][0] == pytest.approx(2.5)
    assert work.hours[Cause.STATION_DUTY][0] == pytest.approx(10.0)
    assert work.hours[Cause.MEETINGS][0] == pytest.approx(2.0)
    assert work.hours[Cause.FORMS][0] == pytest.approx(3.1)
    # 6 calls in 5 rounds: 0.71 × 1.3 × √(6 × 5 × 4) ÷ 15
    assert work.hours[Cause.TRAVEL][0] == pytest.approx(0.71 * 1.3 * 120**0.5 / 15)
    assert work.total_h[0] == pytest.approx(sum(part[0] for part in work.hours.values()))


def test_needed_workers_are_hours_over_productive_hours():
    # 40 h a week at a utilisation of one half
    place = town(1, reports=reports([[52]]))
    work = measured(place)
    assert need(work, ROUND).fte[0] == pytest.approx(work.total_h[0] / 20)


def test_unknown_inputs_are_nan_and_add_nothing():
    place = town(1, households=np.array([np.nan]))
    work = measured(place)
    unknown = {cause for cause, part in work.hours.items() if np.isnan(part[0])}
    assert unknown == {Cause.INCIDENTS, Cause.TRAVEL, Cause.VISITS, Cause.STATION_DUTY}
    assert work.total_h[0] == pytest.approx(2.0 + 3.0)


def test_an_uninhabited_grid_has_incidents_and_travel_alone():
    place = town(
        1, kinds=(GridKind.UNINHABITED,), households=np.array([0.0]), reports=reports([[52]])
    )
    work = measured(place)
    for cause in (Cause.VISITS, Cause.MEETINGS, Cause.STATION_DUTY):
        assert work.hours[cause][0] == 0
    assert work.hours[Cause.INCIDENTS][0] == pytest.approx(1.0)


def test_the_noise_of_n_incidents_is_the_root_of_two_over_n():
    # one grid alone, 222 incidents, no travel and no forms: √(2/222) = 9.5 %
    norms = book(forms_min_per_incident=0, detour_factor=0)
    work = measured(town(1, reports=reports([[222]])), norms)
    assert np.sqrt(work.variance_h2[0]) / work.variable_h[0] == pytest.approx(0.0949, abs=1e-4)


def test_the_interval_holds_the_need_and_narrows_with_data():
    widths = []
    for years in (1, 4):
        place = town(1, reports=reports([[60 * years]], weeks=52.0 * years))
        found = need(measured(place), ROUND)
        assert found.low[0] < found.fte[0] < found.high[0]
        widths.append(found.high[0] - found.low[0])
    assert widths[1] == pytest.approx(widths[0] / 2, rel=0.05)


def test_the_interval_covers_the_hours_of_simulated_years():
    # the true mean is 100 incidents a year of 1 h, exponential times (CV 1); 90 % of the intervals
    # around what one year showed must hold it
    rng = np.random.default_rng(11)
    norms = book(
        forms_min_per_incident=0, detour_factor=0, handling_min__default=60, norm_error_share=0
    )
    held = 0
    for _ in range(400):
        count = rng.poisson(100)
        mean_h = rng.exponential(1.0, count).mean()
        place = town(1, reports=reports([[count]]))
        work = measured(place, norms)
        shown = need(work, norms)
        fixed = (work.total_h - work.variable_h)[0] / norms.productive_h_week
        truth = fixed + 100 / 52 / norms.productive_h_week / mean_h
        held += shown.low[0] <= truth <= shown.high[0]
    assert held / 400 == pytest.approx(0.9, abs=0.04)


def test_zero_incidents_give_an_interval_of_no_width():
    found = need(measured(town(2, reports=reports(np.zeros((2, 3))))), ROUND)
    assert found.low == pytest.approx(found.fte)
    assert found.high == pytest.approx(found.fte)


def test_the_error_of_norms_widens_the_interval_in_quadrature():
    # no incidents, 3 h of meetings and 4 h of forms: √(3² + 4²) = 5 h, a tenth of it is 0.5 h, and
    # 90 % of a normal lies within 1.645 standard errors
    norms = book(
        meetings_h_week=3, forms_h_week=4, visits_per_household_year=0, norm_error_share=0.1
    )
    work = measured(town(1, households=np.array([0.0])), norms)
    found = need(work, norms)
    assert found.fte[0] - found.low[0] == pytest.approx(0.8224 / norms.productive_h_week, rel=1e-3)
    assert found.high[0] - found.fte[0] == pytest.approx(found.fte[0] - found.low[0])
