"""Full-time workers needed for a grid's hours, with an interval; knows nothing of who is there."""

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaincinv

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

    Only what follows incidents is uncertain here: a gamma distribution with its mean and variance
    gives the quantiles; norms, visits, meetings and duty are taken as set.
    """
    level = book.value("interval_level_share")
    per_worker = book.productive_h_week
    fixed = work.total_h - work.variable_h
    low, high = _gamma_bounds(work.variable_h, work.variance_h2, level)
    return Need(
        work.total_h / per_worker,
        (fixed + low) / per_worker,
        (fixed + high) / per_worker,
        level,
    )


def within_noise(needed: Need, fte: Floats) -> Bools:
    """Return where `fte` (n, NaN unknown) cannot be told from the need at the interval's level."""
    return np.asarray((needed.low <= fte) & (fte <= needed.high))


def _gamma_bounds(mean: Floats, variance: Floats, level: float) -> tuple[Floats, Floats]:
    """Return equal-tailed bounds that hold the mean; the mean itself where nothing varies."""
    varies = (variance > 0) & (mean > 0)
    shape = np.divide(mean**2, variance, out=np.ones_like(mean), where=varies)
    scale = np.divide(variance, mean, out=np.zeros_like(mean), where=varies)
    tail = (1 - level) / 2
    low = np.where(varies, gammaincinv(shape, tail) * scale, mean)
    high = np.where(varies, gammaincinv(shape, 1 - tail) * scale, mean)
    return np.minimum(low, mean), np.maximum(high, mean)
