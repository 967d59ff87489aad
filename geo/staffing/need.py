"""Full-time workers needed for a grid's hours, with an interval; knows nothing of who is there."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv, ndtri

from geo.staffing.norms import NormBook
from geo.staffing.town import Bools, Floats
from geo.staffing.workload import Workload


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Full-time equivalents needed by n grids and the bounds at `level_share`."""

    fte: Floats
    low: Floats
    high: Floats
    level_share: float


def need(work: Workload, book: NormBook) -> Need:
    """Return hours ÷ (available hours a week × utilisation) for every grid.

    Two doubts, added in quadrature: what follows incidents (a gamma distribution with its mean and
    variance gives the quantiles), and how well a norm fits this grid (normal, a share
    `norm_error_share` of each cause's hours, independent between causes).
    """
    level = book.value("interval_level_share")
    per_worker = book.productive_h_week
    low, high = _gamma_bounds(work.variable_h, work.variance_h2, level)
    norm_h = float(ndtri((1 + level) / 2)) * book.value("norm_error_share") * _root_of_squares(work)
    below_h = np.minimum(np.hypot(work.variable_h - low, norm_h), work.total_h)
    above_h = np.hypot(high - work.variable_h, norm_h)
    return Need(
        work.total_h / per_worker,
        (work.total_h - below_h) / per_worker,
        (work.total_h + above_h) / per_worker,
        level,
    )


def within_noise(needed: Need, fte: Floats) -> Bools:
    """Return where `fte` (n, NaN unknown) cannot be told from the need at the interval's level."""
    return np.asarray((needed.low <= fte) & (fte <= needed.high))


def _root_of_squares(work: Workload) -> Floats:
    """Return √Σ h² over the known causes of every grid (n)."""
    return np.asarray(np.sqrt(np.nansum(np.stack(list(work.hours.values())) ** 2, axis=0)))


def _gamma_bounds(mean: Floats, variance: Floats, level: float) -> tuple[Floats, Floats]:
    """Return equal-tailed bounds that hold the mean; the mean itself where nothing varies."""
    varies = (variance > 0) & (mean > 0)
    shape = np.divide(mean**2, variance, out=np.ones_like(mean), where=varies)
    scale = np.divide(variance, mean, out=np.zeros_like(mean), where=varies)
    tail = (1 - level) / 2
    low = np.where(varies, gammaincinv(shape, tail) * scale, mean)
    high = np.where(varies, gammaincinv(shape, 1 - tail) * scale, mean)
    return np.minimum(low, mean), np.maximum(high, mean)
