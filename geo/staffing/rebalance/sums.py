"""Sums by position: the one typed door to `numpy.bincount` with weights."""

import numpy as np
from numpy.typing import NDArray

from geo.staffing.town import Floats, Ints


def sum_by(position: Ints, values: NDArray[np.number] | NDArray[np.bool_], count: int) -> Floats:
    """Return the sum of the values at each position 0..count − 1 (count)."""
    return np.asarray(np.bincount(position, values, count), dtype=np.float64)
