"""Ten thousand random edits of whole towns: no invalid edge, no area lost, undone to the byte."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.domain.layers import Layer
from geo.samples import build_demo
from geo.spatial import frames
from geo.spatial.frames import MetricFrame
from geo.spatial.partition import Partition, Step, build_partition, cell_shapes, to_bytes
from geo.spatial.partition.cells import area_m2
from geo.spatial.partition.value import around
from tests.bench.partition import irregular_partition
from tests.spatial.partition.random_edits import Hand
from tests.spatial.partition.squares import assert_sound

pytestmark = pytest.mark.slow
EDITS, LOOKED_AT = 2_500, 500
Town = Callable[[], MetricFrame]


def in_metres(rows: pd.DataFrame, shapes: np.ndarray) -> MetricFrame:
    frame = frames.from_wkb(rows, shapely.to_wkb(shapes).tolist())
    west, south, east, north = frame.total_bounds.tolist()
    return frames.to_metric(frame, frames.metric_crs_for((west, south, east, north)))


def read(path: Path, code: str, digits: int) -> MetricFrame:
    """Return a real layer under its own codes, grids by their first digits."""
    raw = gpd.read_file(path)
    codes = raw[code].astype(str)
    rows = pd.DataFrame({"code": codes, "grid_code": codes.str[:digits]})
    return in_metres(rows, raw.geometry.to_numpy())


def demo_town() -> MetricFrame:
    cells = build_demo().layers[Layer.CELLS]
    rows = pd.DataFrame(cells[["code", "grid_code"]])
    return in_metres(rows, cells["geometry"].to_numpy())


def imitation() -> MetricFrame:
    """Irregular cells with a lake, a lagoon and an exclave: what towns have and boards have not."""
    shapes = irregular_partition(700, seed=5)
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    kept = np.hypot(*((middle - middle.mean(axis=0)) * (1, 1.5)).T)
    kept = (kept > 0.3) & ((kept < 2.2) | (kept > 2.6))
    middle, shapes = middle[kept], shapes[kept]
    grid = [f"g{x:.0f}{y:.0f}" for x, y in middle]
    rows = pd.DataFrame({"code": [f"{n:05d}" for n in range(len(grid))], "grid_code": grid})
    return in_metres(rows, shapes)


def check(before: Partition, step: Step) -> None:
    """What a step touched tiles with its neighbours, and has the area it had."""
    after = step.partition
    shapes = cell_shapes(after, around(after, step.touched))
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    land = {one for one in step.touched if one not in before.cells and one not in step.parents}
    old = sum(area_m2(before.cells[one], before.xy) for one in step.touched if one in before.cells)
    new = sum(area_m2(after.cells[one], after.xy) for one in step.touched if one not in land)
    assert new == pytest.approx(old, rel=1e-9)


def digest(partition: Partition) -> str:
    return hashlib.sha256(to_bytes(partition)).hexdigest()


def edited(town: MetricFrame, seed: int) -> None:
    partition, hand = build_partition(town), Hand(seed)
    kept = [(partition, digest(partition))]
    while hand.made.total() < EDITS:
        step = hand.edit(partition)
        if step is None:
            continue
        check(partition, step)
        partition = step.partition
        if hand.made.total() % LOOKED_AT == 0:
            assert_sound(partition)
            kept.append((partition, digest(partition)))
    assert len(hand.made) == 10
    for value, image in reversed(kept):
        assert digest(value) == image
    assert digest(build_partition(town)) == kept[0][1]


@pytest.mark.parametrize("town", [imitation, demo_town])
def test_edits_of_a_made_town_break_nothing(town: Town) -> None:
    edited(town(), seed=1)


def test_edits_of_baltimores_block_groups_break_nothing(shared_data: Path) -> None:
    edited(read(shared_data / "baltimore" / "block_groups_2020.geojson", "id", 9), seed=2)


def test_edits_of_seattles_beats_break_nothing(shared_data: Path) -> None:
    edited(read(shared_data / "seattle" / "spd-beats.geojson", "name", 1), seed=3)
