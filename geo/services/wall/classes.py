"""Values by grid as the letters of five classes, with breaks that stay as they are."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

NO_CLASS = "-"
_PERCENT = 100.0


def shades(values: NDArray[np.float64], breaks: Sequence[float]) -> str:
    """Return a class letter a value: 0 below the first of four breaks, `-` where unknown."""
    classes = np.searchsorted(np.asarray(breaks), values, side="right")
    return "".join(
        str(one) if np.isfinite(value) else NO_CLASS
        for one, value in zip(classes, values, strict=True)
    )


def legend(breaks: Sequence[float]) -> tuple[str, ...]:
    """Return what each class of shares holds, in percent."""
    said = [f"{share * _PERCENT:g}" for share in breaks]
    middle = (f"{low}–{high}%" for low, high in pairwise(said))
    return (f"<{said[0]}%", *middle, f"≥{said[-1]}%")
