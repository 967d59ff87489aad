"""A bimodal town of any size for tests: a crowded oasis of small grids in a ring of vast ones."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.ports.store import Store
from geo.spatial import frames
from geo.spatial.frames import StorageFrame

WEST_DEG, SOUTH_DEG = 94.7, 36.3
SIDE_DEG = 0.4
VAST_DEG = 2.0
AT = datetime(2025, 7, 1, 8, 0, tzinfo=UTC)
ADMINISTRATOR = Actor("local-administrator", Role.ADMINISTRATOR)
NAME = "网格"


def crowd(side: int, names: list[str] | None = None) -> StorageFrame:
    """Return side × side small grids and four vast ones around them, in code order."""
    step = SIDE_DEG / side
    rows, columns = np.divmod(np.arange(side * side), side)
    west, south = WEST_DEG + columns * step, SOUTH_DEG + rows * step
    small = shapely.box(west, south, west + step, south + step)
    shapes = [*small, *_vast()]
    codes = [f"632801100{number:06d}" for number in range(len(shapes))]
    given = names or [f"{NAME}{number}" for number in range(len(shapes))]
    table = pd.DataFrame(
        {
            "code": codes,
            "name": (given * len(shapes))[: len(shapes)] if names else given,
            "kind": ["all_purpose"] * len(small) + ["pastoral"] * 4,
            "residents": 900,
            "households": 300,
        },
    )
    return frames.from_wkb(table, [shapely.to_wkb(shape) for shape in shapes])


def _vast() -> list[shapely.Geometry]:
    east, north = WEST_DEG + SIDE_DEG, SOUTH_DEG + SIDE_DEG
    wide = VAST_DEG
    return [
        shapely.box(WEST_DEG - wide, SOUTH_DEG - wide, WEST_DEG, north + wide),
        shapely.box(east, SOUTH_DEG - wide, east + wide, north + wide),
        shapely.box(WEST_DEG, SOUTH_DEG - wide, east, SOUTH_DEG),
        shapely.box(WEST_DEG, north, east, north + wide),
    ]


def fill(
    store: Store,
    side: int,
    incidents: int = 0,
    names: list[str] | None = None,
    days: int = 28,
) -> None:
    """Write the town into a store, with incidents spread over its oasis and over some days."""
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "crowd", AT) as transaction:
        transaction.append(Layer.GRIDS, crowd(side, names))
        if incidents:
            transaction.append(Layer.INCIDENTS, _incidents(incidents, days))


def _incidents(count: int, days: int) -> pd.DataFrame:
    seeded = np.random.default_rng(7)
    reported = 1_748_736_000 + seeded.integers(0, days * 86_400, count)
    is_late = seeded.random(count) < 0.2
    due = reported + 86_400
    return pd.DataFrame(
        {
            "id": [f"e{number:06d}" for number in range(count)],
            "reported_at": reported,
            "category": seeded.choice(["路灯损坏", "邻里纠纷", "乱倒垃圾"], count),
            "lon_deg": WEST_DEG + seeded.random(count) * SIDE_DEG,
            "lat_deg": SOUTH_DEG + seeded.random(count) * SIDE_DEG,
            "due_at": due,
            "closed_at": due + np.where(is_late, 3_600, -3_600),
            "state": "closed",
            "channel": seeded.choice(["resident", "hotline_12345", "patrol"], count),
            "address": None,
        },
    )
