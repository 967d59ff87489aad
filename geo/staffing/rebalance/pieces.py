"""Whether groups hold together: pieces of every group, on all borders or on open ones alone."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from geo.staffing.rebalance.problem import Ground
from geo.staffing.town import Bools, Ints


def piece_of(ground: Ground, label: Ints, over: Bools | None = None) -> Ints:
    """Return the number of the piece each cell lies in (n): connected cells of one label.

    `over` (m) says which borders connect; all when it is None.
    """
    joined = label[ground.first] == label[ground.second]
    joined = joined if over is None else joined & over
    ends = (ground.first[joined], ground.second[joined])
    links = coo_array((np.ones(joined.sum(), bool), ends), shape=(len(label), len(label)))
    return np.asarray(connected_components(links, directed=False)[1], dtype=np.int64)


def pieces(ground: Ground, group: Ints, groups: int, over: Bools | None = None) -> Ints:
    """Return how many pieces each group is in (k)."""
    piece = piece_of(ground, group, over)
    _, one_of_each = np.unique(piece, return_index=True)
    return np.bincount(group[one_of_each], minlength=groups)
