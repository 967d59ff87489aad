"""Full-time workers needed for a grid's hours, with an interval; knows nothing of who is there."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv, ndtri

from geo.staffing.norms import NormBook
from geo.staffing.town import Bools, Floats
from geo.staffing.workload import Workload


@dataclass(frozen=True, slots=True, eq=False)
class Need:
    """Full-time equivalents needed by n grids and the bounds at `level_share`.

    `fewer_h` and `more_h` are how far what follows incidents may be off, `norm_h` the norms; `z`
    is the normal quantile of the level.
    """

    fte: Floats
    low: Floats
    high: Floats
    level_share: float
    fewer_h: Floats
    more_h: Floats
    norm_h: Floats
    z: float


def need(work: Workload, book: NormBook) -> Need:
    """Return hours ÷ (available hours a week × utilisation) for every grid.

    Two doubts, added in quadrature: what follows incidents (a gamma distribution with its mean and
    variance gives the quantiles), and how well a norm fits this grid (normal, a share
    `norm_error_share` of each cause's hours, independent between causes).
    """
    level = book.value("interval_level_share")
    per_worker = book.productive_h_week
    low, high = _gamma_bounds(work.variable_h, work.variance_h2, level)
    fewer_h, more_h = work.variable_h - low, high - work.variable_h
    z = float(ndtri((1 + level) / 2))
    norm_h = z * book.value("norm_error_share") * root_of_squares_h(work)
    below_h = np.minimum(np.hypot(fewer_h, norm_h), work.total_h)
    return Need(
        fte=work.total_h / per_worker,
        low=(work.total_h - below_h) / per_worker,
        high=(work.total_h + np.hypot(more_h, norm_h)) / per_worker,
        level_share=level,
        fewer_h=fewer_h,
        more_h=more_h,
        norm_h=norm_h,
        z=z,
    )


def within_noise(needed: Need, fte: Floats) -> Bools:
    """Return where `fte` (n, NaN unknown) cannot be told from the need at the interval's level."""
    return np.asarray((needed.low <= fte) & (fte <= needed.high))


def root_of_squares_h(work: Workload) -> Floats:
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
