"""Incidents that lie in another grid on the other side: located twice, never tagged anew."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.services.plan_comparison_values import NOWHERE, Pair
from geo.services.snapshot import Snapshot


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """The pairs of grids between which incidents change, and which pair each incident has.

    `pair` has one entry an incident in the left side's order, −1 where its grid stays.
    """

    pairs: tuple[Pair, ...]
    pair: NDArray[np.int64]


def flows_between(left: Snapshot, right: Snapshot) -> Flows | None:
    """Return the flows, None where the two sides do not know the same incidents."""
    here, there = (np.argsort(one.incidents.row, kind="stable") for one in (left, right))
    if not np.array_equal(left.incidents.row[here], right.incidents.row[there]):
        return None
    codes = [np.array([*side.grids["code"].astype(str), NOWHERE]) for side in (left, right)]
    former, later = codes[0][left.incidents.grid[here]], codes[1][right.incidents.grid[there]]
    moved = np.flatnonzero(former != later)
    table = np.column_stack((former[moved], later[moved])).reshape(-1, 2)
    pairs, place = np.unique(table, axis=0, return_inverse=True)
    pair = np.full(len(here), -1, np.int64)
    pair[here[moved]] = place.ravel()
    return Flows(tuple((GridCode(str(a)), GridCode(str(b))) for a, b in pairs), pair)
