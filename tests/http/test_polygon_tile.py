"""Our writing of polygons against the library that reads vector tiles."""

import numpy as np
import shapely
from mapbox_vector_tile import decode

from geo.http.polygon_tile import polygon_tile, varint

SQUARE = shapely.box(10, 20, 30, 50)
HOLED = shapely.difference(shapely.box(100, 100, 400, 300), shapely.box(150, 150, 200, 200))
TWO = shapely.union(shapely.box(-32, -32, 5, 5), shapely.box(2000, 2000, 2080, 2080))
SHAPES = np.array([SQUARE, HOLED, TWO], object)


def read(ids: list[int], shapes: object, **said: list[str]) -> list[dict[str, object]]:
    body = polygon_tile("grid", 2048, np.array(ids), np.asarray(shapes, object), said)
    layers = decode(body, default_options={"y_coord_down": True})
    assert list(layers) == ["grid"]
    assert layers["grid"]["extent"] == 2048
    return list(layers["grid"]["features"])


def test_shapes_come_back_with_their_holes_and_parts() -> None:
    found = read([7, 300, 100_000], SHAPES, name=["一", "二", "一"], code=["a", "b", "c"])
    for feature, shape in zip(found, SHAPES, strict=True):
        drawn = shapely.geometry.shape(feature["geometry"])
        assert drawn.equals(shape)
    assert [one["id"] for one in found] == [7, 300, 100_000]
    assert [one["properties"] for one in found] == [
        {"name": "一", "code": "a"},
        {"name": "二", "code": "b"},
        {"name": "一", "code": "c"},
    ]


def test_a_tile_of_nothing_has_its_layer() -> None:
    assert read([], []) == []


def test_lines_that_a_cut_leaves_are_not_drawn() -> None:
    cut = shapely.GeometryCollection([SQUARE, shapely.LineString([(0, 0), (9, 0)])])
    drawn = shapely.geometry.shape(read([1], [cut])[0]["geometry"])
    assert drawn.equals(SQUARE)


def test_a_number_takes_a_byte_for_each_seven_bits() -> None:
    assert varint(0) == b"\x00"
    assert varint(127) == b"\x7f"
    assert varint(300) == b"\xac\x02"  # 300 = 2 · 128 + 44, and 44 + 128 = 0xac
