"""Arithmetic on many segments at once: where they cross, the nearest place on each."""

import numpy as np
from numpy.typing import NDArray

from geo.spatial.partition.cells import Floats


def near(ends: tuple[Floats, Floats], box: Floats, margin_m: float) -> NDArray[np.intp]:
    """Return the rows of (n, 2) segments whose bounds come within a margin of a box."""
    west, south, east, north = box.tolist()
    (x, y), (u, v) = ends[0].T, ends[1].T
    apart = np.minimum(x, u) > east + margin_m
    apart |= np.maximum(x, u) < west - margin_m
    apart |= np.minimum(y, v) > north + margin_m
    apart |= np.maximum(y, v) < south - margin_m
    return np.flatnonzero(~apart)


def crossed(
    way: tuple[Floats, Floats], start: Floats, end: Floats
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return for (n, 2) segments the share of the way where each crosses it, and whether it does.

    Touching counts as crossing; segments that run along the way do not.
    """
    along, across = way[1] - way[0], end - start
    apart = start - way[0]
    turn = _cross(along, across)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = _cross(apart, across) / turn
        other = _cross(apart, along) / turn
    hit = (turn != 0) & (share >= 0) & (share <= 1) & (other >= 0) & (other <= 1)
    return share, hit


def foot(start: Floats, end: Floats, at: Floats) -> Floats:
    """Return the place on each of n segments nearest to `at`, (n, 2)."""
    along = end - start
    length2 = (along**2).sum(axis=1)
    share = np.clip(((at - start) * along).sum(axis=1) / np.where(length2 > 0, length2, 1), 0, 1)
    nearest: Floats = start + share[:, None] * along
    return nearest


def inside(curve: Floats, at: Floats) -> NDArray[np.bool_]:
    """Return whether each of n places lies inside a closed curve by the even-odd rule.

    The curve (m, 2) may cross itself; its end is joined to its start.
    """
    start, end = curve, np.concatenate((curve[1:], curve[:1]))
    x, y = at[:, None, 0], at[:, None, 1]
    spans = (start[:, 1] > y) != (end[:, 1] > y)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (end[:, 0] - start[:, 0]) / (end[:, 1] - start[:, 1])
        right = start[:, 0] + (y - start[:, 1]) * slope > x
    odd: NDArray[np.bool_] = (spans & right).sum(axis=1) % 2 == 1
    return odd


def first_self_crossing(path: Floats) -> Floats | None:
    """Return a place where a path crosses or meets itself, joined ends aside; None if nowhere."""
    start, end = path[:-1], path[1:]
    joined = bool((path[0] == path[-1]).all())
    for row in range(len(start) - 2):
        last = len(start) - (1 if joined and row == 0 else 0)
        later = slice(row + 2, last)
        share, hit = crossed((start[row], end[row]), start[later], end[later])
        if hit.any():
            found: Floats = start[row] + share[hit.argmax()] * (end[row] - start[row])
            return found
    return None


def _cross(one: Floats, other: Floats) -> Floats:
    found: Floats = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return found
