"""Class breaks in readable numbers: four that part five classes, strictly rising."""

import numpy as np
from numpy.typing import NDArray

CLASSES = 5
_MANTISSAS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0)


def readable_breaks(values: NDArray[np.float64], *, is_count: bool) -> tuple[float, ...]:
    """Return four breaks near the quintiles of the known positive values; empty when none is.

    Each is 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten (whole numbers for counts), and larger
    than the one before, so that equal quintiles still part five classes.
    """
    known = values[np.isfinite(values) & (values > 0)]
    if len(known) == 0:
        return ()
    steps = _readable_numbers(float(known.min()), float(known.max()))
    if is_count:
        steps = steps[steps == np.floor(steps)]
    wanted = np.quantile(known, np.linspace(0, 1, CLASSES + 1)[1:-1])
    places = np.abs(np.log(steps)[:, None] - np.log(wanted)).argmin(axis=0)
    rising = np.maximum.accumulate(places - np.arange(len(places))) + np.arange(len(places))
    return tuple(float(step) for step in steps[rising])


def _readable_numbers(low: float, high: float) -> NDArray[np.float64]:
    """Return all readable numbers from below `low` to well above `high`, rising."""
    powers = np.arange(np.floor(np.log10(low)) - 1, np.floor(np.log10(high)) + 3)
    numbers = np.multiply.outer(10.0**powers, _MANTISSAS).ravel()
    return np.asarray(np.round(numbers, 12), np.float64)
