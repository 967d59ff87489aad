"""The map of the printed page: what is in its markup, and that it holds what it must show."""

import re

import shapely

from geo.views import brief, palette
from geo.views.map_labels import Label
from geo.views.static_map import StaticMap, svg
from tests.spatial.shapes import layer

KM = 1000.0


def drawn(**more: object) -> str:
    grids = layer([shapely.box(0, 0, 5 * KM, 10 * KM), shapely.box(5 * KM, 0, 10 * KM, 10 * KM)])
    box_m = (0.0, 0.0, 10 * KM, 10 * KM)
    return svg(StaticMap(grids, "0-", {0: "1"}, box_m, "图", **more), 100, 100)  # type: ignore[arg-type]


def test_a_grid_without_a_value_has_the_colour_of_unknown_and_the_legend_names_it() -> None:
    assert f'fill="{palette.UNKNOWN}"' in drawn()
    assert "未知" in brief.swatches(["<5"], "未知", is_change=False)
    assert palette.UNKNOWN not in brief.swatches(["<5"], "", is_change=False)


def test_the_map_has_a_scale_bar_of_a_readable_length() -> None:
    # 96 of 100 px are 10 km: of a quarter of the width, 25 px or 2.6 km, 2 km are readable.
    assert ">2 km</text>" in drawn()


def test_names_stand_on_the_map_escaped() -> None:
    assert ">红柳&lt;村</text>" in drawn(names=[Label("红柳<村", 5 * KM, 8 * KM)])


def test_what_another_map_shows_is_outlined() -> None:
    # 5 km of 10 km on 96 px are 48 px.
    outlined = drawn(outlined_m=(0.0, 0.0, 5 * KM, 5 * KM))
    assert re.search(r'<rect x="2.0" y="50.0" width="48.0" height="48.0"', outlined)
