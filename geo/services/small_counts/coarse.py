"""Work and way of grids whose people are held back: so round that few households do not show.

A household is some minutes of visits a week: hours with decimals would tell how many there are.
"""

from dataclasses import replace

from geo.services.draft_values import Balance, Figures

_SHARE_DECIMALS = 2


def coarse_figures(figures: Figures | None) -> Figures | None:
    """Return figures in whole hours a week, whole minutes of way and tenths of a worker."""
    if figures is None:
        return None
    return replace(
        figures,
        hours_week=_rounded(figures.hours_week, 0),
        fte=_rounded(figures.fte, 1),
        station_min=_rounded(figures.station_min, 0),
    )


def coarse_balance(balance: Balance) -> Balance:
    """Return a balance in whole percent and tenths of a worker."""
    return replace(
        balance,
        max_deviation=_rounded(balance.max_deviation, _SHARE_DECIMALS),
        cv=_rounded(balance.cv, _SHARE_DECIMALS),
        fte=_rounded(balance.fte, 1),
    )


def _rounded(value: float | None, decimals: int) -> float | None:
    return None if value is None else round(value, decimals)
