"""A drawn shape as a value: what a link carries is what was asked, what is none is refused."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.errors import BadValue
from geo.services.area_query.query import shape_features
from geo.services.area_query.shape import Shape, shape_drawn, shape_in, shape_of_ring

LONS = st.integers(-180 * 100_000, 180 * 100_000).map(lambda steps: steps / 100_000)
LATS = st.integers(-88 * 100_000, 88 * 100_000).map(lambda steps: steps / 100_000)
PLACES = st.tuples(LONS, LATS)


@given(st.lists(PLACES, min_size=3, max_size=12, unique=True))
def test_a_ring_comes_back_from_its_text_as_it_was(points: list[tuple[float, float]]) -> None:
    shape = shape_drawn({"points": points})
    assert shape_in(shape.text()) == shape
    assert shape.points == tuple(points)


@given(PLACES, st.integers(10, 300_000))
def test_a_circle_comes_back_from_its_text_as_it_was(
    centre: tuple[float, float], radius_m: int
) -> None:
    shape = shape_drawn({"points": [centre], "radius_m": radius_m})
    assert shape_in(shape.text()) == shape == Shape((centre,), radius_m)


@given(st.text(alphabet="pcABzyx_-09*é", max_size=40))
def test_any_other_text_is_refused_or_a_shape(text: str) -> None:
    try:
        shape = shape_in(text)
    except BadValue:
        return
    assert shape_in(shape.text()) == shape


def test_a_shape_of_eight_corners_takes_less_of_a_link_than_a_page_of_text() -> None:
    points = [(94.9 + 0.01 * (place % 3), 36.4 + 0.01 * (place // 3)) for place in range(8)]
    # Two letters for the kind and five a number at most: 1 + 2·5 + 7·2·3.
    assert len(shape_drawn({"points": points}).text()) <= 60


def test_a_ring_that_is_closed_or_repeats_a_point_is_the_same_ring() -> None:
    open_ring = [(94.0, 36.0), (95.0, 36.0), (95.0, 37.0)]
    closed = [open_ring[0], open_ring[0], *open_ring[1:], open_ring[0]]
    assert shape_of_ring(closed) == shape_of_ring(open_ring)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"points": [(94, 36), (95, 36)]}, "shape_few"),
        ({"points": [(94, 36), (94, 36), (95, 36), (94, 36)]}, "shape_few"),
        ({"points": [(94 + n / 1000, 36 + n % 2) for n in range(501)]}, "shape_many"),
        ({"points": [(94, 36), (95, 36), (95, 91)]}, "shape_world"),
        ({"points": [(94, 36), (float("nan"), 36), (95, 37)]}, "shape_world"),
        ({"points": [(94, 36)], "radius_m": 5}, "shape_radius"),
        ({"points": [(94, 36)], "radius_m": 1e9}, "shape_radius"),
        ({"points": [(94, 36), (95, 37)], "radius_m": 50}, "shape_radius"),
        ({"points": "x"}, "shape_text"),
        ({}, "shape_text"),
    ],
)
def test_what_is_no_shape_is_refused_with_its_reason(said: dict, reason: str) -> None:
    with pytest.raises(BadValue) as refused:
        shape_drawn(said)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "points",
    [
        [(0, 0), (1, 1), (1, 0), (0, 1)],  # an hourglass
        [(0, 0), (1, 0), (2, 0)],  # a line
        [(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)],  # a corner that touches another edge
    ],
)
def test_a_border_that_crosses_or_touches_itself_is_refused(points: list) -> None:
    with pytest.raises(BadValue) as refused:
        shape_drawn({"points": points}).polygon()
    assert refused.value.reason == "shape_crosses"


def test_the_shape_leaves_as_closed_and_counter_clockwise_geojson() -> None:
    shape = shape_of_ring([(0, 0), (0, 1), (1, 1), (1, 0)])
    feature = shape_features(shape, {"from": None})
    ring = shapely.LinearRing(feature["geometry"]["coordinates"][0])  # type: ignore[index]
    assert ring.is_ccw
    assert shapely.Polygon(ring).equals(shapely.box(0, 0, 1, 1))
