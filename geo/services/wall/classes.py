"""Values by grid as the letters of five classes, with breaks that stay as they are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

NO_CLASS = "-"


def shades(values: NDArray[np.float64], breaks: Sequence[float]) -> str:
    """Return a class letter a value: 0 below the first of four breaks, `-` where unknown."""
    classes = np.searchsorted(np.asarray(breaks), values, side="right")
    return "".join(
        str(one) if np.isfinite(value) else NO_CLASS
        for one, value in zip(classes, values, strict=True)
    )
