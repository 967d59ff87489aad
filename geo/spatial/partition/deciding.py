"""Which of a few cells holds each of a few points: the kernel's input, and GEOS's last word."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.cells import Floats, edges
from geo.spatial.partition.compiled_points import NOWHERE, UNDECIDED, label
from geo.spatial.partition.shapes import cell_shapes
from geo.spatial.partition.value import Partition, row_of

Points = tuple[Floats, Floats]


def labelled(partition: Partition, codes: Sequence[CellCode], points: Points) -> NDArray[np.int64]:
    """Return for each point the position in `codes` of the first cell that holds it, or −1."""
    labels = np.full(len(points[0]), NOWHERE, np.int64)
    if len(labels) == 0 or not codes:
        return labels
    found = [edges(partition.cells[code]) for code in codes]
    first = np.concatenate(([0], np.cumsum([len(one) for one in found])))
    ends = partition.xy[np.concatenate(found)].reshape(-1, 4)
    boxes = partition.boxes[[row_of(partition, code) for code in codes]]
    given = read_only(points[0]), read_only(points[1])
    if label(given, read_only(ends), read_only(first), read_only(boxes), labels):
        _settle(partition, codes, points, labels)
    return labels


def _settle(
    partition: Partition, codes: Sequence[CellCode], points: Points, labels: NDArray[np.int64]
) -> None:
    """Decide by GEOS what exact sums could not, for coordinates of extreme magnitude."""
    waiting = np.flatnonzero(labels == UNDECIDED)
    x, y = points[0][waiting], points[1][waiting]
    found = np.full(len(waiting), NOWHERE, np.int64)
    for position, shape in reversed(list(enumerate(cell_shapes(partition, codes).tolist()))):
        found[shapely.intersects_xy(shape, x, y)] = position
    labels[waiting] = found
