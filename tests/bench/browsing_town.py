"""A town of any size for the browsing bench: crooked grids in villages and townships, incidents."""

from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.store import open_store

SEED = 20_260_401
WEST_DEG, SOUTH_DEG, SIDE_DEG = 101.5, 36.4, 0.45
VILLAGE, TOWN = 5, 25
"""Grids along the side of a village and of a township."""
_BENDS = 4
_WHO = Actor("local-administrator", Role.ADMINISTRATOR)
_AT = datetime(2026, 4, 1, tzinfo=UTC)
_FIRST_S, _DAYS = 1_711_900_800, 730  # 2024-04-01 UTC
_CATEGORIES = ["路灯损坏", "占道经营", "乱倒垃圾", "噪声扰民", "道路破损", "井盖缺失"]


def make(path: Path, side: int, incidents: int) -> None:
    """Write side × side grids and so many incidents into a new store."""
    store = open_store(str(path), create=True)
    with store.write(_WHO, Action.IMPORT_LAYER, "bench", _AT) as transaction:
        transaction.append(Layer.GRIDS, grids(side))
        transaction.append(Layer.INCIDENTS, happenings(incidents))
    store.close()


def grids(side: int) -> StorageFrame:
    """Return the grids, whose borders bend between corners and are shared to the last digit."""
    seeded = np.random.default_rng(SEED)
    fine = _BENDS * side + 1
    step = SIDE_DEG / (fine - 1)
    across, down = np.meshgrid(np.arange(fine), np.arange(fine))
    x = WEST_DEG + (across + seeded.uniform(-0.35, 0.35, across.shape)) * step
    y = SOUTH_DEG + (down + seeded.uniform(-0.35, 0.35, down.shape)) * step
    nodes = np.round(np.dstack((x, y)), 7)
    rings = [_ring(nodes, row, column) for row in range(side) for column in range(side)]
    row, column = np.divmod(np.arange(side * side), side)
    table = pd.DataFrame(
        {
            "code": _codes(row, column, side),
            "name": [f"第{number % 25 + 1}网格" for number in range(side * side)],
            "kind": "all_purpose",
            "residents": seeded.integers(300, 1_500, side * side),
            "households": seeded.integers(120, 500, side * side),
        }
    ).sort_values("code")
    return frames.from_wkb(
        table.reset_index(drop=True),
        [shapely.to_wkb(shapely.Polygon(rings[place])) for place in table.index],
    )


def _ring(nodes: NDArray[np.float64], row: int, column: int) -> NDArray[np.float64]:
    low, high = row * _BENDS, (row + 1) * _BENDS
    left, right = column * _BENDS, (column + 1) * _BENDS
    return np.concatenate(
        (
            nodes[low, left:right],
            nodes[low:high, right],
            nodes[high, right:left:-1],
            nodes[high:low:-1, left],
        )
    )


def _codes(row: NDArray[np.int64], column: NDArray[np.int64], side: int) -> list[str]:
    town = row // TOWN * (side // TOWN + 1) + column // TOWN
    village = row % TOWN // VILLAGE * (TOWN // VILLAGE) + column % TOWN // VILLAGE
    grid = row % VILLAGE * VILLAGE + column % VILLAGE
    named = zip(town.tolist(), village.tolist(), grid.tolist(), strict=True)
    return [f"630121{one + 100:03d}{two + 1:03d}{three + 1:03d}" for one, two, three in named]


def happenings(count: int) -> pd.DataFrame:
    """Return incidents over two years, crowded about forty places, a fifth of them late."""
    seeded = np.random.default_rng(SEED)
    places = seeded.uniform(0.05, 0.95, (40, 2))
    near = places[seeded.integers(0, 40, count)] + seeded.normal(0, 0.06, (count, 2))
    inside = np.clip(near, 0.001, 0.999) * SIDE_DEG
    reported = _FIRST_S + seeded.integers(0, _DAYS * 86_400, count)
    due = reported + 2 * 86_400
    return pd.DataFrame(
        {
            "id": [f"e{number:07d}" for number in range(count)],
            "reported_at": reported,
            "category": seeded.choice(_CATEGORIES, count),
            "lon_deg": WEST_DEG + inside[:, 0],
            "lat_deg": SOUTH_DEG + inside[:, 1],
            "due_at": due,
            "closed_at": due + np.where(seeded.random(count) < 0.2, 3_600, -3_600),
            "state": "closed",
            "channel": seeded.choice(["resident", "hotline_12345", "patrol"], count),
            "address": None,
        }
    )
