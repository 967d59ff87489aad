"""Empirical-Bayes rates of many sparse counts: gamma priors by maximum likelihood, a column each.

A count y with exposure E is Poisson(θE), θ ~ Gamma(a, b), so y is negative binomial and
θ̂ = (y + a)/(E + b) (Clayton & Kaldor 1987). Written with the mean m = a/b and the dispersion
α = 1/a: θ̂ = m(αy + 1)/(αmE + 1), which is the pooled mean m at α = 0.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma

from geo.staffing.town import Bools, Floats, Ints

_ALPHA_LOW, _ALPHA_HIGH = 1e-4, 1e3
_BISECTIONS = 15
_LAST_STEPS = 4
_COLUMNS_AT_ONCE = 16
"""So many columns of 5,000 grids stay in a processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class Prior:
    """The spread of rates between grids, one entry a category: arrays of length c.

    `mean` is events per unit of exposure; `dispersion` is α, 0 where the counts spread no more
    than chance alone would spread them; `total` is all events that the prior was learnt from.
    """

    mean: Floats
    dispersion: Floats
    total: Floats


def fit_prior(counts: Ints, exposure: Floats) -> Prior:
    """Return the prior of each column of `counts` (n × c) under `exposure` (n, all > 0)."""
    total = counts.sum(axis=0).astype(float)
    mean = total / exposure.sum()
    dispersion = np.zeros_like(mean)
    spread = np.flatnonzero(is_overdispersed(counts, exposure))
    for start in range(0, spread.size, _COLUMNS_AT_ONCE):
        few = spread[start : start + _COLUMNS_AT_ONCE]
        mean[few], dispersion[few] = _most_likely(counts[:, few], exposure)
    return Prior(mean, dispersion, total)


def is_overdispersed(counts: Ints, exposure: Floats) -> Bools:
    """Return which columns spread more than Poisson counts: Σ(y−μ)² − Σy > 0.

    The score test against the negative binomial at α = 0 (Dean & Lawless 1989).
    """
    expected = np.outer(exposure, counts.sum(axis=0) / exposure.sum())
    return np.asarray(((counts - expected) ** 2 - counts).sum(axis=0) > 0)


def posterior_rate(counts: Ints, exposure: Floats, prior: Prior) -> Floats:
    """Return θ̂ (n × c), events per unit of exposure."""
    pull = prior.dispersion * prior.mean
    return prior.mean * (1 + prior.dispersion * counts) / (1 + pull * exposure[:, None])


def relative_variance(counts: Ints, exposure: Floats, prior: Prior) -> Floats:
    """Return the squared coefficient of variation of θ̂ (n × c), 0 where nothing ever happened.

    1/(y + a) for the grid's own rate, plus 1/Y for the pooled mean, by the part it contributes.
    """
    alpha = prior.dispersion
    own = alpha / (1 + alpha * counts)
    pooled = 1 / (1 + alpha * counts)
    return np.asarray(own + pooled**2 / np.maximum(prior.total, 1.0)) * (prior.total > 0)


def _most_likely(counts: Ints, exposure: Floats) -> tuple[Floats, Floats]:
    """Return mean and dispersion of overdispersed columns by bisection on ln α."""
    mean = counts.sum(axis=0) / exposure.sum()
    low = np.full(mean.shape, np.log(_ALPHA_LOW))
    high = np.full(mean.shape, np.log(_ALPHA_HIGH))
    sparse = _Sparse.of(counts)
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        mean = _mean_given(np.exp(middle), mean, sparse, exposure)
        rising = _shape_score(np.exp(-middle), mean, sparse, exposure) < 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    alpha = np.exp((low + high) / 2)
    for _ in range(_LAST_STEPS):
        mean = _mean_given(alpha, mean, sparse, exposure)
    return mean, alpha


@dataclass(frozen=True, slots=True, eq=False)
class _Sparse:
    """The non-zero counts of a table: row, column, value; most cells of a town are empty."""

    row: Ints
    column: Ints
    count: Floats
    columns: int

    @classmethod
    def of(cls, counts: Ints) -> "_Sparse":
        row, column = np.nonzero(counts)
        return cls(row, column, counts[row, column].astype(float), counts.shape[1])

    def column_sums(self, values: Floats) -> Floats:
        return np.asarray(np.bincount(self.column, values, self.columns), dtype=float)


def _mean_given(alpha: Floats, mean: Floats, sparse: _Sparse, exposure: Floats) -> Floats:
    """Return the mean nearer to its maximum for that α: Σwy/ΣwE with w = 1/(1 + αmE)."""
    weight = 1 / (1 + np.multiply.outer(exposure, alpha * mean))
    seen = sparse.column_sums(weight[sparse.row, sparse.column] * sparse.count)
    return np.asarray(seen / (exposure @ weight))


def _shape_score(shape: Floats, mean: Floats, sparse: _Sparse, exposure: Floats) -> Floats:
    """Return ∂ℓ/∂a: Σψ(y+a) − ψ(a) − ln(1 + μ/a) + (μ − y)/(a + μ) over the grids."""
    ratio = np.multiply.outer(exposure, mean / shape)
    own = shape[sparse.column]
    seen = digamma(sparse.count + own) - digamma(shape)[sparse.column]
    pulled = sparse.count / (own * (1 + ratio[sparse.row, sparse.column]))
    empty = ratio / (1 + ratio) - np.log1p(ratio)
    return np.asarray(sparse.column_sums(seen - pulled) + empty.sum(axis=0))
