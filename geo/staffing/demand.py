"""How many incidents a week each grid is to expect, by category; counts in, shrunk rates out.

Grids are pooled with those measured alike: by households where they are known and not zero, else
by residents, else by the grid itself. A prior is never shared across unlike exposures.

How much a grid reports in all is shrunk on its own, and shared out over the categories by their
shrunk rates. Shrinking every sparse category by itself would take most of a busy grid's excess
away and predicts grids' totals worse than their bare counts do (docs/staffing.md has the figures).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
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

    `week_rate` is incidents a week; `mix_variance` the squared coefficient of variation of each
    category's rate, `total_variance` (n) that of the grid's sum; `pooled_week_rate` (n) is what
    the grid would have at the rate of all grids of its basis. `dispersed_share` says for how many
    of the categories the counts spread more than chance would spread them.
    """

    week_rate: Floats
    mix_variance: Floats
    total_variance: Floats
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


@dataclass(frozen=True, slots=True, eq=False)
class Priors:
    """What the grids of one basis have in common: of their totals, and of each category."""

    whole: Prior
    by_category: Prior


def priors_of(town: Town, reports: Reports) -> Mapping[Basis, Priors]:
    """Return the priors of every basis that a grid of the town is measured by."""
    basis, per_week = exposure_basis(town)
    found = {}
    for one in np.unique(basis):
        members = np.flatnonzero(basis == one)
        counts, exposure = reports.counts[members], per_week[members] * reports.weeks
        totals = counts.sum(axis=1, keepdims=True)
        found[Basis(one)] = Priors(fit_prior(totals, exposure), fit_prior(counts, exposure))
    return found


def estimate(town: Town, reports: Reports, priors: Mapping[Basis, Priors] | None = None) -> Demand:
    """Return the shrunk demand of every grid from what was reported.

    With `priors` of another town (the one before a redraw) they are not learnt anew; a basis that
    has none there is learnt from these grids.
    """
    basis, per_week = exposure_basis(town)
    known = dict(priors or {})
    if missing := {Basis(one) for one in np.unique(basis)} - known.keys():
        own = priors_of(town, reports)
        known |= {one: own[one] for one in missing}
    shape = reports.counts.shape
    table, column = np.zeros(shape), np.zeros(shape[0])
    found = Demand(table, table.copy(), column, column.copy(), basis, 0.0)
    dispersed = 0
    for one in np.unique(basis):
        members = np.flatnonzero(basis == one)
        exposure = per_week[members] * reports.weeks
        _fill(found, members, reports, exposure, known[Basis(one)])
        dispersed += int(np.count_nonzero(known[Basis(one)].by_category.dispersion))
    columns = max(np.unique(basis).size * shape[1], 1)
    return replace(found, dispersed_share=dispersed / columns)


def _fill(found: Demand, members: Ints, reports: Reports, exposure: Floats, priors: Priors) -> None:
    """Write the rates of one pool's grids into `found`."""
    counts, weeks = reports.counts[members], reports.weeks
    totals = counts.sum(axis=1, keepdims=True)
    whole, prior = priors.whole, priors.by_category
    total = posterior_rate(totals, exposure, whole)[:, 0] * exposure / weeks
    by_category = posterior_rate(counts, exposure, prior)
    found.week_rate[members] = _shared_out(total, by_category)
    found.mix_variance[members] = relative_variance(counts, exposure, prior)
    found.total_variance[members] = relative_variance(totals, exposure, whole)[:, 0]
    found.pooled_week_rate[members] = whole.mean[0] * exposure / weeks


def _shared_out(total: Floats, by_category: Floats) -> Floats:
    """Return each total (n) in the proportions of its row (n × c), zero where the row is."""
    row = by_category.sum(axis=1)
    scale = np.divide(total, row, out=np.zeros_like(row), where=row > 0)
    return np.asarray(by_category * scale[:, None])
