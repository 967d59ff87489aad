"""The order in which places are numbered: band by band from north to south, each west to east."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_SMALLEST_HEIGHT = 1e-9


def reading_order(
    east: NDArray[np.float64], north: NDArray[np.float64], rank: Sequence[int] | None = None
) -> list[int]:
    """Return positions by rank, then band north to south, then west to east.

    There are as many bands, of one height, as makes them about as wide as high.
    """
    if len(north) == 0:
        return []
    bands = max(1, round(np.sqrt(len(north))))
    height = max(float(np.ptp(north)), _SMALLEST_HEIGHT) / bands
    band = np.minimum((north.max() - north) // height, bands - 1)
    ranks = np.zeros(len(north)) if rank is None else np.asarray(rank)
    return [int(position) for position in np.lexsort((east, band, ranks))]
