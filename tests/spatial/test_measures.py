import numpy as np
import pytest
import shapely

from geo.spatial import measures
from tests.spatial.shapes import four_squares, layer


def test_a_square_of_one_kilometre_measures_one_square_kilometre() -> None:
    squares = four_squares()
    assert measures.area_km2(squares).tolist() == [1.0] * 4
    assert measures.perimeter_km(squares).tolist() == [4.0] * 4


def test_compactness_is_pi_quarters_for_a_square_and_nearly_one_for_a_disc() -> None:
    disc = shapely.Point(0, 0).buffer(500, quad_segs=64)
    found = measures.polsby_popper(layer([shapely.box(0, 0, 10, 10), disc]))
    assert found[0] == pytest.approx(np.pi / 4)
    assert found[1] == pytest.approx(1, abs=1e-3)


def test_a_shape_without_a_border_has_no_compactness() -> None:
    assert measures.polsby_popper(layer([shapely.Polygon()])).isna().all()


def test_inner_points_lie_inside_even_where_the_centroid_does_not() -> None:
    horseshoe = shapely.box(0, 0, 9, 9).difference(shapely.box(3, 0, 6, 8))
    (point,) = measures.inner_points(layer([horseshoe]))
    assert shapely.contains_xy(horseshoe, *point)
