from itertools import combinations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.spatial.adjacency import neighbours, shared_borders
from tests.spatial.shapes import four_squares, layer, square


def _pairs(borders) -> dict[tuple[int, int], float]:
    return {(a, b): m for a, b, m in borders.itertuples(index=False)}


def test_squares_share_their_sides_and_not_their_corners() -> None:
    expected = {(0, 1): 1_000, (0, 2): 1_000, (1, 3): 1_000, (2, 3): 1_000}
    assert _pairs(shared_borders(four_squares())) == expected


def test_a_dirty_layer_counts_borders_that_run_close_together() -> None:
    # The third square lies 0.3 m beyond the first, the fourth only meets a corner.
    shapes = [square(0, 0), square(999.8, 0), square(0, 1_000.3), square(1_999.8, 1_000)]
    found = _pairs(shared_borders(layer(shapes), tolerance_m=0.5))
    assert set(found) == {(0, 1), (0, 2)}
    assert found[0, 2] == pytest.approx(1_000, abs=2)


def test_neighbours_come_longest_border_first() -> None:
    wide = [square(0, 0), shapely.box(1_000, 0, 2_000, 1_000), shapely.box(0, 1_000, 300, 1_500)]
    wide[0] = shapely.Polygon([(0, 0), (1_000, 0), (1_000, 1_000), (300, 1_000), (0, 1_000)])
    found = neighbours(shared_borders(layer(wide)), 0)
    assert found["position"].tolist() == [1, 2]
    assert found["border_m"].tolist() == [1_000, 300]


def test_no_shapes_have_no_borders() -> None:
    assert shared_borders(layer([])).empty


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=12))
def test_matched_edges_agree_with_the_intersection_of_borders(places) -> None:
    shapes = [square(1_000 * x, 1_000 * y) for x, y in sorted(places)]
    expected = {
        (a, b): shapes[a].intersection(shapes[b]).length
        for a, b in combinations(range(len(shapes)), 2)
        if shapes[a].intersection(shapes[b]).length > 0
    }
    assert _pairs(shared_borders(layer(shapes))) == expected
