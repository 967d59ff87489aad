"""Compiling every kernel of the partition before anyone waits for one."""

import numpy as np

from geo.spatial.assignment.compiled import read_only
from geo.spatial.partition.compiled_points import Spans, label, narrow, stir


def warm() -> None:
    """Compile, or load from the cache on disk, every kernel of the package."""
    nothing, first = read_only(np.empty(0)), read_only(np.zeros(1, np.int64))
    edges, boxes = read_only(np.empty((0, 4))), read_only(np.empty((0, 4)))
    label((nothing, nothing), edges, first, boxes, np.empty(0, np.int64))
    ranges = np.empty((0, 2), np.int64)
    spans = Spans(edges, read_only(ranges), ranges, np.empty((0, 4)))
    narrow(nothing, spans)
    stir((nothing, nothing), spans, np.empty(0, np.int32), np.empty(0, np.int64))
