"""A ring as short edges: where each lies, which way it faces, and which way its run faces."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

_EDGES_A_RING = 400.0
_STRAIGHT_SHARE = 0.05

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """The n edges of a ring of n + 1 vertices whose land lies to the left; arrays (n, 2)."""

    xy: Floats
    middle: Floats
    outward: Floats

    def facing(self, group: NDArray[np.int64], size_m: float) -> Floats:
        """Return each edge's outward vector once its run is straightened; its length the weight.

        A run is edges in a row of one group; it is straightened within a share of `size_m`.
        """
        found = np.empty_like(self.middle)
        for run in _runs(group):
            vertices = self.xy[[*run, (run[-1] + 1) % len(self.middle)]]
            chords = _straightened(vertices, _STRAIGHT_SHARE * size_m)
            found[run] = np.column_stack((chords[:, 1], -chords[:, 0]))
        return found


def ring_edges(ring: shapely.LinearRing) -> Edges:
    """Return the edges of a ring, none longer than about 1/400 of it; outward is to the right."""
    short = shapely.segmentize(ring, max(ring.length / _EDGES_A_RING, 1.0))
    xy = shapely.get_coordinates(short)
    step = np.diff(xy, axis=0)
    length = np.hypot(*step.T)
    kept = length > 0
    step, length = step[kept], length[kept]
    start = xy[:-1][kept]
    outward = np.column_stack((step[:, 1], -step[:, 0])) / length[:, None]
    return Edges(start, start + step / 2, outward)


def _runs(group: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the places of each run in a closed ring, in order."""
    breaks = np.flatnonzero(group != np.roll(group, 1))
    if len(breaks) == 0:
        return [np.arange(len(group))]
    ordered = np.roll(np.arange(len(group)), -breaks[0])
    return np.split(ordered, breaks[1:] - breaks[0])


def _straightened(vertices: Floats, within_m: float) -> Floats:
    """Return for each edge of a line its share of the chord that stands for it, (edges, 2)."""
    kept = shapely.get_coordinates(
        shapely.simplify(shapely.LineString(vertices), within_m, preserve_topology=False)
    )
    length = np.hypot(*np.diff(vertices, axis=0).T)
    found, first = np.empty((len(length), 2)), 0
    for start, end in pairwise(kept):
        last = first + 1 + int((vertices[first + 1 :] == end).all(axis=1).argmax())
        share = length[first:last] / length[first:last].sum()
        found[first:last] = share[:, None] * (end - start)
        first = last
    return found
