"""Cases small enough to check by eye, most of them on borders."""

import pickle

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Point, Polygon, box

from geo.spatial.assignment import build_index, locate


def located(polygons, points):
    x, y = np.array(points, dtype=float).reshape(-1, 2).T
    return locate(build_index(polygons), x, y).tolist()


def test_a_point_on_a_shared_border_goes_to_the_lowest_position():
    assert located([box(0, 0, 1, 1), box(1, 0, 2, 1)], [(1, 0.5), (0.999, 0.5), (1.001, 0.5)]) == [
        0,
        0,
        1,
    ]


def test_a_shared_vertex_goes_to_the_lowest_position_though_within_finds_none():
    four = [box(1, 1, 2, 2), box(0, 1, 1, 2), box(1, 0, 2, 1), box(0, 0, 1, 1)]
    corner = Point(1, 1)
    assert [corner.within(square) for square in four] == [False] * 4
    assert [corner.intersects(square) for square in four] == [True] * 4
    assert located(four, [(1, 1)]) == [0]
    assert located(four[1:], [(1, 1)]) == [0]


def test_three_polygons_that_meet_in_one_point_share_it_by_position():
    fan = [
        Polygon([(0, 0), (3, 0), (3, 3)]),
        Polygon([(0, 0), (3, 3), (0, 3)]),
        Polygon([(0, 0), (-3, 3), (-3, -3)]),
    ]
    assert located(fan, [(0, 0), (1, 1), (0, 2), (-1, 0)]) == [0, 0, 1, 2]


def test_the_outer_border_belongs_to_the_polygon():
    corners_and_sides = [(0, 0), (1, 0), (1, 1), (0, 1), (0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)]
    assert located([box(0, 0, 1, 1)], corners_and_sides) == [0] * 8


def test_points_just_outside_the_border_are_in_no_polygon():
    out = [(np.nextafter(0, -1), 0.5), (np.nextafter(1, 2), 0.5), (0.5, np.nextafter(1, 2))]
    assert located([box(0, 0, 1, 1)], out) == [-1] * 3


def test_overlapping_polygons_give_the_lowest_position():
    overlapping = [box(2, 0, 6, 4), box(0, 0, 4, 4), box(3, 1, 3.5, 2)]
    assert located(overlapping, [(1, 1), (3.2, 1.5), (5, 1), (2, 1), (4, 1)]) == [1, 0, 0, 0, 0]


def test_a_small_polygon_wholly_inside_a_lower_one_is_never_seen():
    assert located([box(0, 0, 4, 4), box(1, 1, 2, 2)], [(1.5, 1.5), (1, 1)]) == [0, 0]


def test_a_small_polygon_wholly_inside_a_higher_one_is_seen_with_its_border():
    inside, on_corner, beyond = (1.5, 1.5), (1, 1), (2.01, 1.5)
    assert located([box(1, 1, 2, 2), box(0, 0, 4, 4)], [inside, on_corner, beyond]) == [0, 0, 1]


def test_a_hole_is_outside_but_its_edge_is_not():
    ring = Polygon(box(0, 0, 3, 3).exterior.coords, [box(1, 1, 2, 2).exterior.coords])
    assert located([ring], [(1.5, 1.5), (1, 1.5), (0.5, 0.5)]) == [-1, 0, 0]
    assert located([ring, box(1, 1, 2, 2)], [(1.5, 1.5), (1, 1.5)]) == [1, 0]


def test_each_part_of_a_multipolygon_counts():
    islands = MultiPolygon([box(0, 0, 1, 1), box(2, 0, 3, 1)])
    assert located([islands], [(0.5, 0.5), (1.5, 0.5), (2.5, 0.5)]) == [0, -1, 0]


def test_a_gap_between_polygons_is_nowhere():
    assert located([box(0, 0, 1, 1), box(1.1, 0, 2, 1)], [(1.05, 0.5)]) == [-1]


def test_coordinates_that_are_no_numbers_are_nowhere():
    inf, nan = np.inf, np.nan
    odd = [(nan, 0.5), (0.5, nan), (inf, 0.5), (0.5, -inf), (nan, inf), (1e300, 0.5)]
    assert located([box(0, 0, 1, 1)], odd) == [-1] * 6


def test_missing_and_empty_polygons_keep_their_position():
    polygons = [None, box(0, 0, 1, 1), Polygon(), box(1, 0, 2, 1)]
    assert located(polygons, [(0.5, 0.5), (1.5, 0.5)]) == [1, 3]


@pytest.mark.parametrize("polygons", [[], [None], [Polygon()]])
def test_no_polygon_means_nowhere(polygons):
    assert located(polygons, [(0, 0), (1, 2)]) == [-1, -1]


def test_no_points_give_no_labels():
    labels = locate(build_index([box(0, 0, 1, 1)]), np.empty(0), np.empty(0))
    assert labels.dtype == np.int32
    assert labels.shape == (0,)


def test_a_height_in_the_geometry_changes_nothing():
    assert located([shapely.force_3d(box(0, 0, 1, 1), 7.0)], [(0.5, 0.5), (2, 2)]) == [0, -1]


def test_repeated_vertices_change_nothing():
    doubled = Polygon([(0, 0), (0, 0), (1, 0), (1, 0), (1, 1), (0, 1), (0, 1)])
    for polygon in (doubled, doubled.reverse()):
        assert located([polygon], [(0.5, 0.5), (0, 0), (1.5, 0.5)]) == [0, 0, -1]


def test_an_index_answers_the_same_after_pickling_and_stays_closed():
    index = build_index([box(0, 0, 1, 1), box(1, 0, 2, 1)])
    copy = pickle.loads(pickle.dumps(index))
    x, y = np.array([0.5, 1.0, 1.5]), np.full(3, 0.5)
    assert locate(copy, x, y).tolist() == locate(index, x, y).tolist() == [0, 0, 1]
    with pytest.raises(ValueError, match="read-only"):
        copy.lookup.cells[0] = 5


def test_points_and_lines_are_refused():
    with pytest.raises(TypeError):
        build_index([Point(0, 0)])


def test_coordinates_too_large_to_multiply_are_refused():
    with pytest.raises(ValueError, match="coordinates"):
        build_index([box(0, 0, 1, 1), box(0, 0, 1e200, 1)])


def test_arrays_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        locate(build_index([box(0, 0, 1, 1)]), np.zeros(2), np.zeros(3))
