"""How sure it is that a grid is among the three most short of people; who is short stays elsewhere.

The need of a grid is taken as normal about its figure, with the spread of its interval; the staff
who are there are counted, so that shortage is as uncertain as the need.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from geo.services.ranking import SEED, top_share
from geo.services.staffing_desk import TownStaffing

DRAWS = 500
_USUAL_LEVEL_SHARE = 0.9


def top_shares(town: TownStaffing) -> NDArray[np.float64]:
    """Return for every grid, in the order of the advice, P(among the three most short).

    Where no staff is known, among the three that need most.
    """
    grids = town.advice.grids
    short = [_shortage_fte(town, place) for place in range(len(grids))]
    spread = [need.fte_interval[1] - need.fte_interval[0] for need in grids]
    chance = np.random.default_rng(SEED).standard_normal((DRAWS, len(grids)))
    error = np.array(spread) / (2 * float(ndtri((1 + _level_share(town)) / 2)))
    return top_share(np.array(short) + error * chance)


def _shortage_fte(town: TownStaffing, place: int) -> float:
    need = town.advice.grids[place]
    balance = town.balance_fte(need)
    return need.fte_needed if balance is None else -balance


def _level_share(town: TownStaffing) -> float:
    """Return the level that the intervals state among their reasons."""
    told = (reason for need in town.advice.grids for reason in need.reasons)
    levels = (reason.values["level"] for reason in told if reason.code == "interval")
    return float(next(levels, None) or _USUAL_LEVEL_SHARE)
