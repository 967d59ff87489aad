"""四至 in words, on squares whose borders can be read off: names, lines, edges, holes, exclaves."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest
import shapely

from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.boundary_text import Ranges, edge_of, ranges_of
from geo.spatial import frames
from geo.spatial.four_sides import Surroundings
from tests.fakes.memory_store import MemoryStore
from tests.services.town import ADMINISTRATOR, SIDE, SOUTH, WEST, SmallTown

AT = datetime(2026, 3, 1, tzinfo=UTC)
ZH, EN = Language.ZH_CN, Language.EN
CRS = frames.metric_crs_for((WEST, SOUTH, WEST + 2 * SIDE, SOUTH + 2 * SIDE))


def _ranges(store: MemoryStore, language: Language = ZH, town: str = "试点镇") -> Ranges:
    return ranges_of(store.layers.shapes(Layer.GRIDS), store.layers, CRS, language, town)


def _squares(*shapes: shapely.Geometry, language: Language = ZH) -> Ranges:
    codes = [f"G{number}" for number in range(len(shapes))]
    around = Surroundings(np.array(shapes, object), np.array([], object), np.array([], np.int64))
    return Ranges(language, around, codes, [f"{code}格" for code in codes], [], "镇界")


def test_a_corner_square_reaches_two_neighbours_and_two_edges() -> None:
    # A is the south-west of four squares: B to the east, C to the north.
    told = _ranges(SmallTown().store()).told("A")
    assert told == "东至B网格，南至镇界，西至镇界，北至C网格。"


def test_the_same_in_english() -> None:
    told = _ranges(SmallTown().store(), EN).told("A")
    assert told == (
        "east to B网格, south to the town boundary, west to the town boundary, north to C网格."
    )


@pytest.mark.parametrize(
    ("town", "edge"),
    [
        ("试点镇", "镇界"),
        ("某乡", "乡界"),
        ("某街道", "街道界"),
        ("Baltimore", "辖区界"),
        ("", "辖区界"),
    ],
)
def test_the_edge_is_called_after_the_kind_of_town(town: str, edge: str) -> None:
    assert edge_of(ZH, town) == edge


def test_a_grid_without_a_name_goes_by_its_code() -> None:
    store = SmallTown().store()
    grids = store.layers.shapes(Layer.GRIDS)
    grids.loc[1, "name"] = pd.NA
    ranges = ranges_of(frames.as_storage(grids), store.layers, CRS, ZH, "")
    assert ranges.told("A").startswith("东至B，")


def test_a_border_along_a_named_road_names_it_and_an_unnamed_one_is_passed_over() -> None:
    store, x = SmallTown().store(), WEST + SIDE
    line = shapely.LineString([(x, SOUTH - SIDE), (x, SOUTH + 3 * SIDE)])
    rows = pd.DataFrame({"id": ["r1", "r2"], "name": ["中心路", None]})
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "roads", AT) as opened:
        opened.append(Layer.ROADS, frames.from_wkb(rows, [line.wkb, line.wkb]))
    ranges = _ranges(store)
    assert ranges.told("A") == "东至中心路（邻B网格），南至镇界，西至镇界，北至C网格。"
    assert ranges.told("B").startswith("东至镇界，南至镇界，西至中心路（邻A网格）")


def test_a_jurisdiction_that_ends_along_a_river_says_both() -> None:
    store = SmallTown().store()
    line = shapely.LineString([(WEST, SOUTH), (WEST, SOUTH + 2 * SIDE)])
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "x", AT) as opened:
        rows = pd.DataFrame({"id": ["b1"], "name": [" 格尔木河 "], "kind": ["river"]})
        opened.append(Layer.BARRIERS, frames.from_wkb(rows, [line.wkb]))
    assert "西至格尔木河（镇界）" in _ranges(store).told("A")


def test_an_island_and_its_host_tell_of_each_other() -> None:
    host = shapely.difference(shapely.box(0, 0, 300, 300), shapely.box(100, 100, 200, 200))
    ranges = _squares(host, shapely.box(100, 100, 200, 200))
    assert ranges.told("G1") == "四周均至G0格。"
    assert ranges.told("G0") == "四周均至镇界；其内的G1格不属本网格。"
    assert "其内的辖区外地块不属本网格" in _squares(host).told("G0")


def test_an_exclave_is_told_after_the_main_part() -> None:
    apart = shapely.MultiPolygon([shapely.box(0, 0, 200, 100), shapely.box(300, 0, 400, 100)])
    told = _squares(apart, shapely.box(200, 0, 300, 100)).told("G0")
    assert told == (
        "东至G1格，南至镇界，西至镇界，北至镇界；"
        "另有飞地 1 处：东至镇界，南至镇界，西至G1格，北至镇界。"
    )
