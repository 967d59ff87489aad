"""The side of a line against exact fractions."""

from fractions import Fraction
from math import ulp

from hypothesis import example, given
from hypothesis import strategies as st

from geo.spatial.assignment.predicates import UNSURE, turn

NEAR_94 = 94.9
ordinary = st.floats(-1e7, 1e7).filter(lambda v: v == 0 or abs(v) > 1e-100)
points = st.tuples(ordinary, ordinary)


def fraction_turn(a, b, p):
    (ax, ay), (bx, by), (px, py) = (map(Fraction, point) for point in (a, b, p))
    area = (ax - px) * (by - py) - (ay - py) * (bx - px)
    return (area > 0) - (area < 0)


@given(points, points, points)
@example((0.0, 0.0), (2.0, 2.0), (1.0, 1.0))
@example((0.1, 0.1), (0.3, 0.3), (0.2, 0.2))
@example((0.1, 0.3), (0.2, 0.6), (0.3, 0.9))
def test_the_side_equals_that_of_exact_fractions(a, b, p):
    assert turn(a, b, p) == fraction_turn(a, b, p)


@given(points, points, st.floats(0, 1), st.integers(-2, 2))
def test_the_side_is_exact_within_rounding_of_the_line(a, b, share, steps):
    x, y = (s + share * (e - s) for s, e in zip(a, b, strict=True))
    p = (x + steps * ulp(x), y)
    if all(v == 0 or abs(v) > 1e-100 for v in p):
        assert turn(a, b, p) == fraction_turn(a, b, p)


def test_numbers_too_small_for_exact_products_are_unsure():
    assert turn((1e-200, 0.0), (0.0, 1e-200), (1e-200, 1e-200)) == UNSURE
