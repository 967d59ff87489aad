import numpy as np
import shapely

from geo.spatial.overlap import largest_overlap, summed
from tests.spatial.shapes import four_squares, layer, square


def test_a_cell_belongs_to_the_grid_it_overlaps_most() -> None:
    # 600 m of 1,000 lie in the right column.
    assert largest_overlap(layer([square(600, 0)]), four_squares()).tolist() == [1]


def test_equal_overlaps_go_to_the_lowest_position() -> None:
    assert largest_overlap(layer([square(500, 500)]), four_squares()).tolist() == [0]


def test_a_cell_that_only_touches_belongs_to_no_grid() -> None:
    assert largest_overlap(
        layer([square(2_000, 0), square(9_000, 0)]), four_squares()
    ).tolist() == [
        -1,
        -1,
    ]


def test_every_cell_of_a_nested_layer_falls_in_its_grid() -> None:
    cells = [shapely.box(x, 0, x + 250, 1_000) for x in range(0, 2_000, 250)]
    assert largest_overlap(layer(cells), four_squares()).tolist() == [0] * 4 + [1] * 4


def test_sums_are_unknown_without_cells_or_with_an_unknown_one() -> None:
    total = summed(np.array([10, 5, np.nan, 7, 100]), np.array([0, 0, 1, 1, -1], np.int32), 3)
    assert total[0] == 15
    assert np.isnan(total[1:]).all()
