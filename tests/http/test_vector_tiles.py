"""What stands in a written tile: places, counts and names come back as they were put in."""

from dataclasses import replace

import numpy as np
from mapbox_vector_tile import decode

from geo.http.vector_tiles import incident_tile
from geo.services.incident_tiles import Marks

# A quarter of a tile's 4,096 steps is 1,024, a half 2,048; read back with y down.
MARKS = Marks(
    at=np.array([[0.25, 0.5], [0.5, 0.25], [0.5, 0.5], [1.0, 0.0]]),
    count=np.array([1, 1, 7, 1]),
    late=np.array([0, 1, 3, 0]),
    row=np.array([1, 0, -1, 2]),
    is_sum=np.array([False, False, True, False]),
)
NAMED = replace(MARKS, ids=np.array(["one", "late one", "", "<b>two</b>"], dtype=object))


def read(body: bytes) -> list[tuple[object, dict[str, object]]]:
    features = decode(body, default_options={"y_coord_down": True})["incidents"]["features"]
    return [(one["geometry"]["coordinates"], one["properties"]) for one in features]


def test_marks_that_say_the_same_are_one_feature_and_a_sum_is_told_by_its_count() -> None:
    assert read(incident_tile(MARKS)) == [
        ([[1024, 2048], [4096, 0]], {}),
        ([2048, 1024], {"late": 1}),
        ([2048, 2048], {"late": 3, "count": 7}),
    ]


def test_with_names_each_single_mark_carries_its_own() -> None:
    assert read(incident_tile(NAMED)) == [
        ([2048, 2048], {"late": 3, "count": 7}),
        ([1024, 2048], {"id": "one"}),
        ([2048, 1024], {"late": 1, "id": "late one"}),
        ([4096, 0], {"id": "<b>two</b>"}),
    ]


def test_an_empty_tile_is_still_a_tile() -> None:
    nothing = np.zeros(0, np.int64)
    empty = Marks(np.zeros((0, 2)), nothing, nothing, nothing, np.zeros(0, bool))
    assert decode(incident_tile(empty))["incidents"]["features"] == []
