"""Borders that look grown: seeded fractal displacement of coarse lines in the plane (km)."""

import numpy as np
from shapely import Polygon

from geo.samples.plane import Array


def roughened(line_km: Array, share: float, least_km: float, rng: np.random.Generator) -> Array:
    """Return the line with midpoints pushed sideways until its pieces are short.

    `share` is the displacement (standard deviation) as a share of a piece's length; pieces at or
    under `least_km` stay (midpoint displacement; Fournier, Fussell & Carpenter 1982).
    """
    line = np.asarray(line_km, dtype=float)
    while True:
        steps = np.diff(line, axis=0)
        lengths = np.hypot(steps[:, 0], steps[:, 1])
        if (is_long := lengths > least_km).sum() == 0:
            return line
        push = rng.normal(0.0, share, len(lengths))[:, None] * np.column_stack(
            (-steps[:, 1], steps[:, 0]),
        )
        middles = (line[:-1] + line[1:]) / 2 + push
        line = np.insert(line, np.flatnonzero(is_long) + 1, middles[is_long], axis=0)


def rough_polygon(
    polygon: Polygon,
    share: float,
    least_km: float,
    rng: np.random.Generator,
) -> Polygon:
    """Return the polygon inside a roughened exterior; its holes are dropped."""
    ring = roughened(np.asarray(polygon.exterior.coords), share, least_km, rng)
    return Polygon(ring)
