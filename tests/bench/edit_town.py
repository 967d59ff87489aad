"""A seeded town in a store of its own: irregular cells, incidents, addresses, buildings, a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.bootstrap import Container, container
from geo.domain.kinds import Channel, Language, Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.draft_values import Editing
from geo.services.plans import PlanText
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from tests.bench.partition import (
    HEIGHT_DEG,
    SOUTH,
    WEST,
    WIDTH_DEG,
    clustered_points,
    irregular_partition,
)

PLANNER = Actor("bench", Role.PLANNER)
ADMINISTRATOR = Actor("bench", Role.ADMINISTRATOR)
AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
SCALE = 0.1
"""The bench's partition is a prefecture wide; at a tenth its cells are blocks of some 400 m."""
GRIDS_ACROSS, GRIDS_UP = 14, 8
VILLAGE_SIDE = 2
ADDRESSES, BUILDINGS, BARRIERS, CAMERAS, STATIONS = 50_000, 50_000, 200, 2_000, 60
BUILDING_M = 12.0
M_PER_DEG = 100_000.0
S_PER_DAY = 86_400
CATEGORY_NAMES = "路灯 垃圾 噪声 漏水 占道 停车 树木 坑洼 井盖 扬尘 邻里 其他"


@dataclass(frozen=True, slots=True)
class EditTown:
    """A container on the town's store, and who edits its one plan."""

    opened: Container
    editing: Editing


def edit_town(path: Path, cells: int, incidents: int, seed: int) -> EditTown:
    """Return a town of about `cells` cells in 112 grids, `VILLAGE_SIDE`² grids a village."""
    opened = container(str(path), create=True)
    with opened.store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "town", AT) as transaction:
        for layer, rows in _layers(cells, incidents, seed):
            transaction.append(layer, rows)
    plan = opened.plans.begin(PLANNER, PlanText("试调"), AT)
    return EditTown(opened, Editing(PLANNER, plan.id, Language.ZH_CN))


def _layers(cells: int, incidents: int, seed: int) -> Sequence[tuple[Layer, pd.DataFrame]]:
    rng = np.random.default_rng(seed)
    small = _cells(cells, seed)
    return (
        (Layer.GRIDS, _grids(small)),
        (Layer.CELLS, small),
        (Layer.INCIDENTS, _incidents(incidents, seed)),
        (Layer.PLACES, _addresses(seed)),
        (Layer.BUILDINGS, _buildings(seed)),
        (Layer.BARRIERS, _barriers(rng)),
        (Layer.CAMERAS, _sites(rng, CAMERAS)),
        (Layer.STATIONS, _sites(rng, STATIONS).assign(kind="mediation")),
    )


def _near(xy: np.ndarray) -> np.ndarray:
    """Return places of the bench's partition at the town's scale."""
    return (xy - (WEST, SOUTH)) * SCALE + (WEST, SOUTH)


def _cells(count: int, seed: int) -> StorageFrame:
    """Return cells whose codes tell the village, and the grid of each."""
    shapes = shapely.transform(irregular_partition(count, seed), _near)
    middle = (shapely.get_coordinates(shapely.centroid(shapes)) - (WEST, SOUTH)) / SCALE
    across = np.clip(middle[:, 0] / WIDTH_DEG * GRIDS_ACROSS, 0, GRIDS_ACROSS - 1).astype(int)
    up = np.clip(middle[:, 1] / HEIGHT_DEG * GRIDS_UP, 0, GRIDS_UP - 1).astype(int)
    village = up // VILLAGE_SIDE * GRIDS_ACROSS + across // VILLAGE_SIDE
    inner = up % VILLAGE_SIDE * VILLAGE_SIDE + across % VILLAGE_SIDE
    rows = pd.DataFrame({"village": [f"632801{number + 1:06d}" for number in village]})
    number = rows.groupby("village").cumcount() + 1
    rng = np.random.default_rng(seed)
    return frames.in_degrees(
        pd.DataFrame(
            {
                "code": rows["village"] + number.map("{:03d}".format),
                "grid_code": rows["village"] + pd.Series(inner + 1).map("-{:03d}".format),
                "residents": rng.integers(0, 120, len(shapes)),
                "households": rng.integers(0, 40, len(shapes)),
            }
        ),
        shapes,
    )


def _grids(cells: StorageFrame) -> StorageFrame:
    """Return the grids of cells, all-purpose and pastoral ones."""
    whole = gpd.GeoDataFrame(cells[["grid_code", "geometry"]]).dissolve(
        "grid_code", method="coverage"
    )
    codes = whole.index.to_numpy()
    kinds = ["pastoral" if place % 7 == 0 else "all_purpose" for place in range(len(codes))]
    names = [f"第{place + 1}网格" for place in range(len(codes))]
    rows = pd.DataFrame({"code": codes, "name": names, "kind": kinds})
    return frames.in_degrees(rows, whole.geometry.to_numpy())


def _incidents(count: int, seed: int) -> pd.DataFrame:
    given = clustered_points(count, seed)
    at = _near(np.column_stack((given.x, given.y)))
    channels = [Channel.RESIDENT.value, Channel.HOTLINE.value, Channel.PATROL.value]
    return pd.DataFrame(
        {
            "id": _ids("I", count),
            "reported_at": given.day.astype(np.int64) * S_PER_DAY,
            "category": np.array(CATEGORY_NAMES.split())[given.category],
            "lon_deg": at[:, 0],
            "lat_deg": at[:, 1],
            "channel": np.array(channels)[given.day % len(channels)],
            "state": "closed",
        }
    )


def _addresses(seed: int) -> pd.DataFrame:
    given = clustered_points(ADDRESSES, seed + 1)
    at = _near(np.column_stack((given.x, given.y)))
    rows = {"id": _ids("P", len(at)), "lon_deg": at[:, 0], "lat_deg": at[:, 1]}
    return pd.DataFrame(rows).assign(name="门牌", kind="门牌")


def _buildings(seed: int) -> StorageFrame:
    given = clustered_points(BUILDINGS, seed + 2)
    at = _near(np.column_stack((given.x, given.y)))
    half = BUILDING_M / 2 / M_PER_DEG
    boxes = shapely.box(at[:, 0] - half, at[:, 1] - half, at[:, 0] + half, at[:, 1] + half)
    return frames.in_degrees(pd.DataFrame({"id": _ids("H", len(boxes))}), boxes)


def _barriers(rng: np.random.Generator) -> StorageFrame:
    """Return canals of twelve places that wander through a part of the town."""
    start = rng.uniform(0, 1, (BARRIERS, 1, 2)) * (WIDTH_DEG, HEIGHT_DEG)
    way = np.cumsum(rng.normal(0, 0.06, (BARRIERS, 12, 2)), axis=1)
    lines = shapely.linestrings(_near(start + way + (WEST, SOUTH)))
    return frames.in_degrees(pd.DataFrame({"id": _ids("B", BARRIERS), "kind": "canal"}), lines)


def _sites(rng: np.random.Generator, count: int) -> pd.DataFrame:
    at = _near(rng.uniform(0, 1, (count, 2)) * (WIDTH_DEG, HEIGHT_DEG) + (WEST, SOUTH))
    return pd.DataFrame({"id": _ids("S", count), "lon_deg": at[:, 0], "lat_deg": at[:, 1]})


def _ids(letter: str, count: int) -> list[str]:
    return [f"{letter}{number:08d}" for number in range(count)]
