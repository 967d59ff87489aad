"""How even the work of a town's grids is: shared by drafts and by comparisons of boundaries."""

from collections.abc import Mapping

import numpy as np

from geo.domain.codes import GridCode
from geo.domain.kinds import GridKind
from geo.services.draft_values import Balance, Figures
from geo.staffing.town import Floats


def balance_of(
    figures: Mapping[GridCode, Figures], kinds: Mapping[GridCode, GridKind | None]
) -> Balance:
    """Return how even the work is over the inhabited grids; staff and form over all of them."""
    everywhere = figures.values()
    inhabited = [
        one for code, one in figures.items() if kinds.get(code) is not GridKind.UNINHABITED
    ]
    deviation, cv = spread(np.array([one.hours_week or 0.0 for one in inhabited]))
    forms = [one.compactness for one in everywhere if one.compactness is not None]
    return Balance(
        max_deviation=deviation,
        cv=cv,
        fte=float(sum(one.fte or 0.0 for one in everywhere)) if everywhere else None,
        mean_compactness=float(np.mean(forms)) if forms else None,
    )


def spread(hours: Floats) -> tuple[float | None, float | None]:
    """Return max |w ÷ mean − 1| and the coefficient of variation; None without work."""
    if not len(hours) or not hours.mean() > 0:
        return None, None
    relative = hours / hours.mean()
    return float(np.abs(relative - 1).max()), float(relative.std())
