"""Handling hours of each category by the norms in force; travel and forms are not in it."""

import numpy as np
from numpy.typing import NDArray

from geo.domain.units import MIN_PER_H
from geo.services.snapshot import Snapshot
from geo.staffing.norms import DEFAULT_HANDLING, NormBook


def handling_h(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return hours an incident, one entry a category; NaN where the store holds no norm."""
    if DEFAULT_HANDLING not in snapshot.norms:
        return np.full(len(snapshot.categories), np.nan)
    book = NormBook(snapshot.norms)
    minutes = [book.handling(category).value for category in snapshot.categories]
    return np.array(minutes, np.float64) / MIN_PER_H
