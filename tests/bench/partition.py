"""Seeded input of the benches: a partition into irregular polygons and clustered points on it."""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

SEGMENTS_PER_SIDE = 12
# In lattice steps: how far a corner strays, and how far a side bends (both bounded, so that
# neither corners nor sides can meet others and the partition stays valid).
CORNER_STRAY = 0.18
SIDE_BEND = 0.16
WEST, SOUTH, WIDTH_DEG, HEIGHT_DEG = 90.0, 35.0, 7.0, 4.0

CLUSTERED_SHARE = 0.7
CLUSTERS = 150
CATEGORIES, DAYS = 12, 365
FIRST_DAY = 17_000

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class PointSet:
    """Points in file order with what they are counted by; x, y in degrees."""

    x: Floats
    y: Floats
    category: NDArray[np.int32]
    day: NDArray[np.int32]


def irregular_partition(count: int, seed: int) -> NDArray[np.object_]:
    """Return about `count` polygons of 48 vertices that share their borders exactly."""
    rng = np.random.default_rng(seed)
    columns = round(np.sqrt(count * WIDTH_DEG / HEIGHT_DEG))
    rows = round(count / columns)
    corners = _strayed_corners(rng, columns, rows)
    level = _bent_sides(rng, corners[:, :-1], corners[:, 1:])
    upright = _bent_sides(rng, corners[:-1], corners[1:])
    rings = np.concatenate(
        (
            level[:-1, :, :-1],
            upright[:, 1:, :-1],
            level[1:, :, :0:-1],
            upright[:, :-1, :0:-1],
        ),
        axis=2,
    )
    scale = np.array([WIDTH_DEG / columns, HEIGHT_DEG / rows])
    return shapely.polygons(rings.reshape(rows * columns, -1, 2) * scale + (WEST, SOUTH))


def _strayed_corners(rng: np.random.Generator, columns: int, rows: int) -> Floats:
    lattice = np.stack(np.meshgrid(np.arange(columns + 1.0), np.arange(rows + 1.0)), axis=-1)
    return lattice + rng.uniform(-CORNER_STRAY, CORNER_STRAY, lattice.shape)


def _bent_sides(rng: np.random.Generator, start: Floats, end: Floats) -> Floats:
    """Return the points along each side, ends included: three octaves of noise across it."""
    share = np.linspace(0, 1, SEGMENTS_PER_SIDE + 1)
    envelope = 4 * share * (1 - share)
    noise = np.zeros((*start.shape[:2], len(share)))
    for octave, weight in ((3, 0.55), (6, 0.28), (12, 0.17)):
        nodes = rng.uniform(-1, 1, (*start.shape[:2], octave + 1))
        place = share * octave
        low = np.minimum(place.astype(int), octave - 1)
        part = place - low
        noise += weight * (nodes[..., low] * (1 - part) + nodes[..., low + 1] * part)
    along = end - start
    across = np.stack((-along[..., 1], along[..., 0]), axis=-1)
    straight = start[..., None, :] + share[:, None] * along[..., None, :]
    points = straight + (SIDE_BEND * noise * envelope)[..., None] * across[..., None, :]
    # Shared ends must be equal to the last bit.
    points[..., 0, :], points[..., -1, :] = start, end
    return points


def clustered_points(count: int, seed: int) -> PointSet:
    """Return points, 70 % of them in clusters of very different size, in no order."""
    rng = np.random.default_rng(seed + 1)
    spread = rng.lognormal(-4.2, 0.7, CLUSTERS)
    centre = rng.uniform(0.05, 0.95, (CLUSTERS, 2))
    weight = rng.pareto(1.2, CLUSTERS) + 0.1
    cluster = rng.choice(CLUSTERS, count, p=weight / weight.sum())
    place = rng.normal(0, 1, (count, 2)) * spread[cluster, None] + centre[cluster]
    alone = rng.random(count) >= CLUSTERED_SHARE
    place[alone] = rng.uniform(-0.01, 1.01, (int(alone.sum()), 2))
    frequency = 1 / np.arange(1, CATEGORIES + 1)
    category = rng.choice(CATEGORIES, count, p=frequency / frequency.sum())
    return PointSet(
        WEST + place[:, 0] * WIDTH_DEG,
        SOUTH + place[:, 1] * HEIGHT_DEG,
        category.astype(np.int32),
        rng.integers(FIRST_DAY, FIRST_DAY + DAYS, count, dtype=np.int32),
    )
