"""How many incidents a week each grid is to expect, by category; counts in, shrunk rates out.

Grids are pooled with those measured alike: by households where they are known and not zero, else
by residents, else by the grid itself. A prior is never shared across unlike exposures.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from geo.staffing.shrinkage import Prior, fit_prior, posterior_rate, relative_variance
from geo.staffing.town import Floats, Ints, Reports, Town


class Basis(IntEnum):
    """What a grid's exposure counts: household-weeks, resident-weeks or grid-weeks."""

    HOUSEHOLDS = 0
    RESIDENTS = 1
    GRIDS = 2


@dataclass(frozen=True, slots=True, eq=False)
class Demand:
    """Expected incidents of n grids × c categories.

    `week_rate` is incidents a week; `relative_variance` its squared coefficient of variation;
    `pooled_week_rate` (n) what the grid would have at the rates of all grids of its basis.
    """

    week_rate: Floats
    relative_variance: Floats
    pooled_week_rate: Floats
    basis: NDArray[np.int8]
    dispersed_share: float

    @property
    def calls_week(self) -> Floats:
        """Return expected incidents a week of all categories (n)."""
        return np.asarray(self.week_rate.sum(axis=1))

    def basis_of(self, place: int) -> str:
        """Return the name of a grid's basis."""
        return Basis(int(self.basis[place])).name.lower()


def exposure_basis(town: Town) -> tuple[NDArray[np.int8], Floats]:
    """Return each grid's basis (n) and its exposure a week in that unit (n, all > 0)."""
    by_household, by_resident = town.households > 0, town.residents > 0
    has_none = np.isnan(town.households)
    basis = np.full(len(town.codes), Basis.GRIDS, dtype=np.int8)
    basis[by_resident & has_none] = Basis.RESIDENTS
    basis[by_household] = Basis.HOUSEHOLDS
    exposure = np.ones(len(town.codes))
    exposure[basis == Basis.RESIDENTS] = town.residents[basis == Basis.RESIDENTS]
    exposure[basis == Basis.HOUSEHOLDS] = town.households[basis == Basis.HOUSEHOLDS]
    return basis, exposure


def estimate(town: Town, reports: Reports) -> Demand:
    """Return the shrunk demand of every grid from what was reported."""
    basis, per_week = exposure_basis(town)
    rate = np.zeros(reports.counts.shape)
    variance = np.zeros(reports.counts.shape)
    pooled = np.zeros(len(town.codes))
    dispersed = 0
    for one in np.unique(basis):
        members = np.flatnonzero(basis == one)
        counts, weekly = reports.counts[members], per_week[members]
        prior = fit_prior(counts, weekly * reports.weeks)
        rate[members], variance[members] = _posterior(counts, weekly, reports.weeks, prior)
        pooled[members] = weekly * prior.mean.sum()
        dispersed += int(np.count_nonzero(prior.dispersion))
    columns = max(np.unique(basis).size * reports.counts.shape[1], 1)
    return Demand(rate, variance, pooled, basis, dispersed / columns)


def _posterior(counts: Ints, weekly: Floats, weeks: float, prior: Prior) -> tuple[Floats, Floats]:
    exposure = weekly * weeks
    rate = posterior_rate(counts, exposure, prior) * weekly[:, None]
    return rate, relative_variance(counts, exposure, prior)
