import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import gammaln

from geo.staffing.shrinkage import (
    Prior,
    fit_prior,
    is_overdispersed,
    posterior_rate,
    relative_variance,
)

SPREAD = np.array([[0], [1], [0], [9], [2], [25], [0], [3]])
EXPOSURE = np.array([100.0, 200.0, 150.0, 300.0, 100.0, 400.0, 50.0, 250.0])


def by_general_optimiser(counts, exposure):
    """The negative binomial likelihood in (ln mean, ln shape), maximised by Nelder and Mead."""

    def loss(point):
        mean, shape = np.exp(point)
        expected = mean * exposure
        return -np.sum(
            gammaln(counts + shape)
            - gammaln(shape)
            + shape * np.log(shape / (shape + expected))
            + counts * np.log(expected / (shape + expected))
        )

    start = [np.log(counts.sum() / exposure.sum()), 0.0]
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-8, "fatol": 1e-10})
    return np.exp(found.x)


def test_mean_and_spread_are_the_most_likely_ones():
    prior = fit_prior(SPREAD, EXPOSURE)
    mean, shape = by_general_optimiser(SPREAD[:, 0], EXPOSURE)
    assert prior.mean[0] == pytest.approx(mean, rel=2e-3)
    assert 1 / prior.dispersion[0] == pytest.approx(shape, rel=5e-3)


def test_the_posterior_rate_is_y_plus_a_over_e_plus_b():
    # a = 2, m = 0.01, so b = 200: (3 + 2) / (100 + 200) = 1/60; and 1/(y + a) = 1/5 of variance
    prior = Prior(np.array([0.01]), np.array([0.5]), np.array([1e12]))
    assert posterior_rate(np.array([[3]]), np.array([100.0]), prior)[0, 0] == pytest.approx(1 / 60)
    variance = relative_variance(np.array([[3]]), np.array([100.0]), prior)
    assert variance[0, 0] == pytest.approx(0.2)


def test_counts_that_spread_less_than_chance_take_the_pooled_mean():
    counts, exposure = np.array([[3], [3], [3]]), np.full(3, 100.0)
    prior = fit_prior(counts, exposure)
    assert not is_overdispersed(counts, exposure)[0]
    assert prior.dispersion[0] == 0
    assert posterior_rate(counts, exposure, prior)[:, 0] == pytest.approx([0.03] * 3)
    # nine events are behind the mean: relative variance 1/9
    assert relative_variance(counts, exposure, prior)[:, 0] == pytest.approx([1 / 9] * 3)


@pytest.mark.parametrize("counts", [np.zeros((4, 2)), np.zeros((1, 1)), np.array([[7]])])
def test_no_events_or_one_grid_alone_give_finite_rates(counts):
    counts = counts.astype(np.int64)
    exposure = np.full(len(counts), 52.0)
    prior = fit_prior(counts, exposure)
    rate = posterior_rate(counts, exposure, prior)
    assert rate[:, 0] == pytest.approx(counts[:, 0] / 52)
    assert np.isfinite(relative_variance(counts, exposure, prior)).all()


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 400)), min_size=2, max_size=12),
)
def test_every_rate_lies_between_its_own_and_the_pooled_mean(rows):
    counts = np.array([[y] for y, _ in rows])
    exposure = np.array([float(e) for _, e in rows])
    prior = fit_prior(counts, exposure)
    rate = posterior_rate(counts, exposure, prior)[:, 0]
    own, pooled = counts[:, 0] / exposure, prior.mean[0]
    slack = 1e-9 + 1e-9 * pooled
    assert (rate >= np.minimum(own, pooled) - slack).all()
    assert (rate <= np.maximum(own, pooled) + slack).all()


def test_more_exposure_is_shrunk_less():
    # the same raw rate, 0.1, known from 50 and from 5,000 household-weeks
    prior = Prior(np.array([0.01]), np.array([1.0]), np.array([1e6]))
    counts, exposure = np.array([[5], [500]]), np.array([50.0, 5000.0])
    few, many = posterior_rate(counts, exposure, prior)[:, 0]
    assert few < many < 0.1


def test_the_fit_recovers_the_spread_that_was_drawn():
    rng = np.random.default_rng(7)
    exposure = rng.uniform(50, 500, 4000)
    truth = rng.gamma(2.0, 0.02 / 2.0, 4000)
    counts = rng.poisson(truth * exposure)[:, None]
    prior = fit_prior(counts, exposure)
    assert prior.mean[0] == pytest.approx(0.02, rel=0.05)
    assert 1 / prior.dispersion[0] == pytest.approx(2.0, rel=0.1)
    shrunk = posterior_rate(counts, exposure, prior)[:, 0]
    raw = counts[:, 0] / exposure
    assert np.mean((shrunk - truth) ** 2) < 0.8 * np.mean((raw - truth) ** 2)
