"""The index over polygons: what it holds, how it is built and asked for points."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.spatial.assignment.building import lookup_over
from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.decide import Lookup
from geo.spatial.assignment.edges import edges_of
from geo.spatial.assignment.last_resort import Points, settle
from geo.spatial.assignment.lookup import STEP, label_points
from geo.spatial.assignment.threads import Span, over, point_spans
from geo.spatial.assignment.tiles import CHUNK, label_by_tile, new_chunk

__all__ = ["AssignmentIndex", "build_index", "locate"]

USUAL_POINTS = 100_000
# Fewer points than this are not worth ordering by tile.
FEWEST_TO_ORDER = 100_000


@dataclass(frozen=True, slots=True)
class AssignmentIndex:
    """Polygons ready to be asked which of them holds a point; read by many threads at once.

    `polygons` is the array it was built from; a position in it is what `locate` answers.
    """

    polygons: NDArray[np.object_]
    lookup: Lookup

    @property
    def nbytes(self) -> int:
        """Return the memory of the index's own arrays in bytes."""
        cells, borders, edges = self.lookup[1:]
        return sum(array.nbytes for array in (cells, *borders, *edges))

    def __reduce__(self) -> tuple[Callable[..., "AssignmentIndex"], tuple[object, ...]]:
        """Return how to unpickle: arrays come back writable and must be closed again."""
        return _restored, tuple(getattr(self, field.name) for field in fields(self))


def build_index(
    polygons: Sequence[BaseGeometry | None] | NDArray[np.object_],
    *,
    expected_points: int = USUAL_POINTS,
) -> AssignmentIndex:
    """Return an index over `polygons`; None and empty ones keep their position and hold no point.

    More `expected_points` make a finer raster: slower to build, faster to ask.

    Raises:
        TypeError: a geometry is neither polygon nor multipolygon.
        ValueError: a coordinate is not finite.
    """
    kept = np.empty(len(polygons), dtype=object)
    kept[:] = polygons
    return AssignmentIndex(read_only(kept), lookup_over(edges_of(kept), kept, expected_points))


def locate(
    index: AssignmentIndex, x: NDArray[np.float64], y: NDArray[np.float64]
) -> NDArray[np.int32]:
    """Return each point's polygon: the lowest position whose polygon, border included, holds it.

    -1 where none does or a coordinate is not finite. The answer is (points,) int32.

    Raises:
        ValueError: `x` and `y` differ in length.
    """
    points = read_only(np.asarray(x, np.float64)), read_only(np.asarray(y, np.float64))
    if points[0].shape != points[1].shape or points[0].ndim != 1:
        raise ValueError("x and y must be flat arrays of one length")
    labels = np.empty(len(points[0]), np.int32)

    if any(over(point_spans(len(labels)), lambda span: _label(index.lookup, points, span, labels))):
        settle(index.polygons, index.lookup, points, labels)
    return labels


def _label(lookup: Lookup, points: Points, span: Span, labels: NDArray[np.int32]) -> int:
    """Write the labels of a span of points; return how many stay undecided."""
    if span[1] - span[0] < FEWEST_TO_ORDER:
        part = slice(*span)
        return label_points(
            lookup, points[0][part], points[1][part], labels[part], np.empty(STEP, np.int64)
        )
    chunk = new_chunk(min(CHUNK, span[1] - span[0]))
    undecided = 0
    for first in range(*span, CHUNK):
        part = slice(first, min(first + CHUNK, span[1]))
        undecided += label_by_tile(lookup, points[0][part], points[1][part], labels[part], chunk)
    return undecided


def _restored(polygons: NDArray[np.object_], lookup: Lookup) -> AssignmentIndex:
    raster, cells, borders, edges = lookup
    closed = Lookup(raster, read_only(cells), borders.closed(), edges.closed())
    return AssignmentIndex(read_only(polygons), closed)
