"""The town's figures in total before and after the steps: kept by adding what each step changed."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from geo.services.draft_values import Figures
from geo.services.small_counts.coarse import coarse_figures

Sums = NDArray[np.float64]
"""Two rows: what the known figures of all grids come to, and of how many grids each is known.

One column a summed figure, then households times minutes to the nearest station, and the
households that have such minutes.
"""

_SUMMED: Final = (
    "residents", "households", "area_km2", "hours_week", "fte", "incidents_year", "cameras",
)  # fmt: skip
_COUNTS: Final = ("residents", "households", "incidents_year")
_WAY, _HOMES = len(_SUMMED), len(_SUMMED) + 1


def sums_of(figures: Iterable[Figures]) -> Sums:
    """Return the sums of some grids."""
    found = np.zeros((2, _HOMES + 1))
    for one in figures:
        values = [getattr(one, name) for name in _SUMMED]
        minutes, homes = one.station_min, one.households or 0.0
        values += [None, None] if minutes is None else [minutes * homes, homes]
        found[0] += [value or 0.0 for value in values]
        found[1] += [value is not None for value in values]
    return found


def totals_of(sums: Sums) -> Figures:
    """Return the sums as figures; what no grid knows is None. Minutes are the mean over homes."""
    amount, known = sums.tolist()
    named: dict[str, Any] = {
        name: amount[at] if known[at] > 0 else None for at, name in enumerate(_SUMMED)
    }
    homes = round(amount[_HOMES])
    named["station_min"] = amount[_WAY] / homes if homes > 0 else None
    return replace(Figures(), **named)


def totals_between(first: Sums, now: Sums, *, is_quiet: bool) -> tuple[Figures, Figures]:
    """Return the totals before and after.

    With `is_quiet` a count that changed is not told. What grids exchange leaves the totals as they
    are: land from outside, or given up, alone changes them.
    """
    before, after = totals_of(first), totals_of(now)
    if not is_quiet:
        return before, after
    rounded = [coarse_figures(one) or one for one in (before, after)]
    few = tuple(name for name in _COUNTS if _differs(before, after, name))
    return rounded[0], replace(rounded[1], few=few, **dict.fromkeys(few))


def _differs(before: Figures, after: Figures, name: str) -> bool:
    was, now = getattr(before, name), getattr(after, name)
    return was is None or now is None or abs(now - was) > 1e-6
