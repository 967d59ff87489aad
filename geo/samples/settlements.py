"""Households of the demo as points in km: hamlets along lanes, farmsteads, herders' homes.

They are invented and live only while the town is built; the store holds counts per cell.
"""

import numpy as np
import shapely
from shapely import Polygon

from geo.domain.kinds import GridKind
from geo.samples.carve import Crowd
from geo.samples.plane import Array
from geo.samples.regions import Plot

_HAMLETS_PER_GRID = 0.8
_SCATTERED_SHARE = 0.09
_ALONG_KM, _ACROSS_KM = 0.75, 0.22
_FIELD_WEIGHT = 0.9
_FIELD_POINTS_PER_CELL = 40


def homes_of(plot: Plot, rng: np.random.Generator) -> Array:
    """Return (n, 2) km: where the plot's households live."""
    if plot.households == 0:
        return np.empty((0, 2))
    if plot.kind is GridKind.PASTORAL:
        return spread(plot.polygon, plot.households, rng)
    scattered = round(plot.households * _SCATTERED_SHARE)
    hamlets = _hamlets(plot, plot.households - scattered, rng)
    return np.vstack((hamlets, spread(plot.polygon, scattered, rng)))


def crowd_of(plot: Plot, homes_km: Array, rng: np.random.Generator) -> Crowd:
    """Return the weights that cuts follow: homes, and the land itself by area."""
    land = spread(plot.polygon, plot.cells * _FIELD_POINTS_PER_CELL, rng)
    weight = _FIELD_WEIGHT * max(len(homes_km), 1) / len(land)
    weights = np.concatenate((np.ones(len(homes_km)), np.full(len(land), weight)))
    return Crowd(np.vstack((homes_km, land)), weights)


def residents_of(households: int, total: int, rng: np.random.Generator) -> Array:
    """Return one to eight residents for each household, `total` in all."""
    residents = np.clip(1 + rng.poisson(total / households - 1, households), 1, 8)
    order = rng.permutation(households)
    while gap := total - int(residents.sum()):
        room = order[residents[order] < 8] if gap > 0 else order[residents[order] > 1]
        residents[room[: abs(gap)]] += np.sign(gap)
    return residents.astype(float)


def _hamlets(plot: Plot, count: int, rng: np.random.Generator) -> Array:
    hamlets = max(2, round(plot.grids * _HAMLETS_PER_GRID))
    core = plot.polygon.buffer(-0.35)
    centres = spread(core if core.area > 1 else plot.polygon, hamlets, rng)
    shares = rng.dirichlet(np.full(hamlets, 3.0))
    counts = rng.multinomial(count, shares)
    return np.vstack(
        [
            _hamlet(centre, size, plot.polygon, rng)
            for centre, size in zip(centres, counts, strict=True)
            if size
        ],
    )


def _hamlet(centre: Array, size: int, within: Polygon, rng: np.random.Generator) -> Array:
    turn = np.arctan2(centre[0], centre[1])
    lane = np.array([np.cos(turn), -np.sin(turn)])
    slope = np.array([np.sin(turn), np.cos(turn)])
    wide = np.sqrt(size / 350)
    found = np.empty((0, 2))
    while len(found) < size:
        along, across = (
            rng.normal(0, _ALONG_KM * wide, size),
            rng.normal(0, _ACROSS_KM * wide, size),
        )
        across = np.round(across / 0.06) * 0.06 + rng.normal(0, 0.004, size)
        points = centre + along[:, None] * lane + across[:, None] * slope
        found = np.vstack((found, points[shapely.contains_xy(within, points[:, 0], points[:, 1])]))
    return found[:size]


def spread(polygon: Polygon, count: int, rng: np.random.Generator) -> Array:
    """Return `count` uniform points inside the polygon."""
    shapely.prepare(polygon)
    west, south, east, north = polygon.bounds
    found = np.empty((0, 2))
    while len(found) < count:
        points = rng.uniform((west, south), (east, north), (count * 2 + 8, 2))
        found = np.vstack((found, points[shapely.contains_xy(polygon, points[:, 0], points[:, 1])]))
    return found[:count]
