"""How well a month knows each grid's figure: seeded draws from its posterior; ranks nothing.

Overdue share: late ~ Binomial(due, p), p ~ Beta(ms, (1−m)s) with m the town's share and s from the
spread between grids (moments; Kleinman 1973). Counts and rates: y ~ Poisson(θE), θ ~ Gamma with
mean and dispersion by maximum likelihood (Clayton & Kaldor 1987). Hours: normal with the relative
error √(2/n) of a grid with n incidents a year and a handling CV of 1.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.staffing.shrinkage import fit_prior

Floats = NDArray[np.float64]
DRAWS = 2_000
_LEAST_DISPERSION, _MOST_CORRELATION, _LEAST_CORRELATION = 1e-4, 0.99, 1e-3


@dataclass(frozen=True, slots=True)
class Known:
    """What a month says of n grids: `value` as counted, `expected` shrunk, draws × n; NaN unknown.

    `part` and `whole` are what the value was divided from (late and due, count and exposure).
    """

    value: Floats
    expected: Floats
    part: Floats
    whole: Floats
    draws: Floats


def of_share(late: NDArray[np.int64], due: NDArray[np.int64], seed: int) -> Known:
    """Return what is known of shares late ÷ due; unknown where nothing was due."""
    town, strength = _beta_prior(late, due)
    part, whole = late.astype(np.float64), np.where(due > 0, due, np.nan)
    above, below = part + town * strength, whole - part + (1 - town) * strength
    is_known = due > 0
    draws = np.full((DRAWS, len(due)), np.nan)
    chance = np.random.default_rng(seed)
    draws[:, is_known] = chance.beta(
        np.maximum(above[is_known], _LEAST_DISPERSION),
        np.maximum(below[is_known], _LEAST_DISPERSION),
        (DRAWS, int(is_known.sum())),
    )
    return Known(part / whole, above / (whole + strength), part, whole, draws)


def of_rate(counts: NDArray[np.int64], exposure: Floats, seed: int) -> Known:
    """Return what is known of counts ÷ exposure; unknown where the exposure is 0 or unknown."""
    is_known = np.isfinite(exposure) & (exposure > 0)
    part, whole = counts.astype(np.float64), np.where(is_known, exposure, np.nan)
    expected, draws = np.full(len(counts), np.nan), np.full((DRAWS, len(counts)), np.nan)
    if is_known.any() and counts[is_known].sum() > 0:
        prior = fit_prior(counts[is_known][:, None], exposure[is_known])
        shape = 1 / max(float(prior.dispersion[0]), _LEAST_DISPERSION)
        above = part[is_known] + shape
        below = whole[is_known] + shape / float(prior.mean[0])
        expected[is_known] = above / below
        chance = np.random.default_rng(seed)
        draws[:, is_known] = chance.gamma(above, 1 / below, (DRAWS, int(is_known.sum())))
    elif is_known.any():
        expected[is_known], draws[:, is_known] = 0.0, 0.0
    return Known(part / whole, expected, part, whole, draws)


def of_hours(hours: Floats, incidents_a_year: NDArray[np.int64], seed: int) -> Known:
    """Return what is known of hours a worker; a grid without incidents is known to ± itself."""
    error = np.sqrt(2 / np.maximum(incidents_a_year, 2))
    chance = np.random.default_rng(seed)
    draws = hours * np.maximum(1 + error * chance.standard_normal((DRAWS, len(hours))), 0)
    return Known(hours, hours, hours, np.ones(len(hours)), draws)


def _beta_prior(late: NDArray[np.int64], due: NDArray[np.int64]) -> tuple[float, float]:
    """Return the town's share and the prior's strength in cases due."""
    total = int(due.sum())
    if total == 0:
        return 0.0, 1.0
    town, seen = late.sum() / total, due > 0
    spread = float((due[seen] * (late[seen] / due[seen] - town) ** 2).sum())
    freedom = int(seen.sum()) - 1
    room = total - float((due[seen].astype(float) ** 2).sum()) / total - freedom
    chance = town * (1 - town)
    excess = spread / chance - freedom if chance > 0 else 0.0
    ratio = excess / room if room > 0 else 0.0
    correlation = min(max(ratio, _LEAST_CORRELATION), _MOST_CORRELATION)
    return float(town), 1 / correlation - 1
