from dataclasses import replace

import numpy as np
import pytest

from geo.staffing.demand import Basis, estimate, exposure_basis, priors_of
from geo.staffing.shrinkage import fit_prior, posterior_rate
from tests.staffing.towns import reports, town


def test_a_grid_is_measured_by_households_else_by_residents_else_by_itself():
    place = town(
        4,
        households=np.array([300.0, np.nan, np.nan, 0.0]),
        residents=np.array([900.0, 500.0, np.nan, 40.0]),
    )
    basis, exposure = exposure_basis(place)
    assert basis.tolist() == [Basis.HOUSEHOLDS, Basis.RESIDENTS, Basis.GRIDS, Basis.GRIDS]
    assert exposure.tolist() == [300.0, 500.0, 1.0, 1.0]


def test_ten_households_and_one_bad_week_are_no_hot_spot():
    # 30 grids of 300 households report 8 to 16 times in 8 weeks; ten households report 6 times
    # in one of them: 0.075 a household-week against about 0.005, 15 times the town's rate
    counts = [[8 + i % 9] for i in range(30)] + [[6]]
    place = town(31, households=np.array([300.0] * 30 + [10.0]))
    demand = estimate(place, reports(counts, weeks=8.0))
    raw = 6 / 8.0
    small = demand.week_rate[30, 0]
    assert small < 0.25 * raw
    assert small < 0.25 * demand.week_rate[:30, 0].min()


def test_a_year_of_bad_weeks_is_one():
    # as above, but the ten households report 6 times a week for 52 weeks, the others as before
    counts = [[52 + 6 * (i % 9)] for i in range(30)] + [[312]]
    place = town(31, households=np.array([300.0] * 30 + [10.0]))
    demand = estimate(place, reports(counts, weeks=52.0))
    assert demand.week_rate[30, 0] > 0.9 * 6


def test_unlike_exposures_share_no_prior():
    place = town(
        4, households=np.array([300.0, 300.0, np.nan, np.nan]), residents=np.full(4, np.nan)
    )
    both = estimate(place, reports([[3], [5], [40], [60]]))
    alone = estimate(town(2), reports([[3], [5]]))
    assert both.week_rate[:2] == pytest.approx(alone.week_rate)


def test_without_households_equal_grids_keep_the_mean_of_their_counts():
    place = town(3, households=np.full(3, np.nan), residents=np.full(3, np.nan))
    demand = estimate(place, reports([[4], [5], [3]], weeks=4.0))
    assert demand.week_rate[:, 0] == pytest.approx([1.0, 1.0, 1.0])


def test_what_a_grid_reports_in_all_is_shrunk_as_a_whole():
    # the first grid reports one of every kind, the others one of every fourth: no single kind
    # tells it apart, all together do
    counts = np.array([[1] * 40] + [[int((c + g) % 4 == 0) for c in range(40)] for g in range(9)])
    demand = estimate(town(10), reports(counts))
    totals, exposure = counts.sum(axis=1, keepdims=True), np.full(10, 300.0 * 52)
    whole = posterior_rate(totals, exposure, fit_prior(totals, exposure))[:, 0] * 300
    assert demand.calls_week == pytest.approx(whole)
    assert demand.calls_week[0] > 0.8 * 40 / 52


def test_zero_incidents_give_zero_and_no_nan():
    demand = estimate(town(3), reports(np.zeros((3, 2))))
    assert (demand.week_rate == 0).all()
    assert np.isfinite(demand.mix_variance).all()
    assert np.isfinite(demand.total_variance).all()


def test_the_order_of_grids_does_not_matter():
    rng = np.random.default_rng(3)
    counts, order = rng.poisson(4, (6, 5)) * rng.integers(0, 4, (6, 1)), rng.permutation(6)
    place = town(6, households=rng.integers(50, 400, 6).astype(float))
    plain = estimate(place, reports(counts))
    turned_place = replace(place, households=place.households[order])
    turned = estimate(turned_place, reports(counts[order]))
    assert turned.week_rate == pytest.approx(plain.week_rate[order])


def test_a_few_grids_under_the_priors_of_their_town_are_estimated_as_in_it():
    counts = np.array([[4, 0, 9], [5, 2, 1], [3, 1, 0], [40, 7, 2]])
    place = town(4, households=np.array([300.0, 250.0, np.nan, 410.0]), residents=np.full(4, 900.0))
    whole = estimate(place, reports(counts))
    few = replace(
        town(2, households=place.households[[1, 3]], residents=place.residents[[1, 3]]),
        reports=reports(counts[[1, 3]]),
    )
    again = estimate(few, reports(counts[[1, 3]]), priors_of(place, reports(counts)))
    for name in ("week_rate", "mix_variance", "total_variance", "pooled_week_rate"):
        assert getattr(again, name) == pytest.approx(getattr(whole, name)[[1, 3]])
