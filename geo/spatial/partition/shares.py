"""Whole numbers divided by shares so that the sum stays what it was."""

import numpy as np
from numpy.typing import NDArray


def divided(total: int, weights: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return `total` divided in the proportions of `weights` (n), as integers that sum to it.

    Largest remainder (Hamilton), ties to the earlier place; equal shares where no weight is known.
    """
    known = np.asarray(weights, np.float64)
    if not known.sum() > 0:
        known = np.ones(len(known))
    exact = total * known / known.sum()
    whole: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    left = int(total - whole.sum())
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[:left]] += 1
    return whole
