"""Drawn lines and rings on a board of squares of 100 m: every area follows from the drawing."""

import numpy as np
import pytest
import shapely

from geo.domain.errors import EditRefused, GridLocked, NotConnected, WouldCross
from geo.spatial.partition import (
    EditRules,
    build_partition,
    cut_out,
    grid_pieces,
    grid_shape,
    reshape,
    split,
    to_bytes,
    total_area_m2,
)
from tests.spatial.partition.squares import (
    area,
    assert_sound,
    board,
    code,
    codes,
    grid,
    layer,
    line,
    square,
    vertex_at,
)


def box(x: float, y: float, east: float, north: float) -> np.ndarray:
    return line((x, y), (east, y), (east, north), (x, north))


def test_a_piece_inside_one_cell_leaves_a_hole() -> None:
    step = cut_out(board("A"), box(40, 40, 60, 60), grid("A"), grid("B"))
    assert step.touched == codes("c00", "c00~1")
    assert step.parents == {"c00~1": ("c00",)}
    assert area(step.partition, step.touched) == [9_600, 400]
    assert step.partition.neighbours[code("c00~1")] == {"c00": 80}
    assert_sound(step.partition)


def test_a_piece_over_four_cells_cuts_each() -> None:
    before = board("AA", "AA")
    step = cut_out(before, box(80, 90, 130, 120), grid("A"), grid("B"))
    assert [area(step.partition, [f"{one}~1"])[0] for one in before.codes] == [200, 300, 400, 600]
    assert grid_shape(step.partition, grid("B")).bounds == (80, 90, 130, 120)
    assert step.noded == ()
    assert total_area_m2(step.partition) == 40_000
    assert_sound(step.partition)


def test_whole_cells_inside_the_ring_change_hands_uncut() -> None:
    step = cut_out(board("AAA"), box(50, -10, 200, 110), grid("A"), grid("B"))
    assert step.touched == codes("c00", "c00~1", "c01")
    assert step.partition.grid_of(code("c01")) == "B"
    assert area(step.partition, ["c00", "c00~1"]) == [5_000, 5_000]


def test_a_ring_snaps_to_borders_so_that_no_sliver_is_left() -> None:
    """Drawn 0.3 m within the cell all round, or 0.3 m beyond: the cell itself is meant."""
    for margin in (-0.3, 0.3):
        ring = box(100 - margin, -margin, 200 + margin, 100 + margin)
        step = cut_out(board("AAA"), ring, grid("A"), grid("B"))
        assert step.touched == codes("c01")
        assert len(step.partition.xy) == 8


def test_other_grids_are_not_cut_and_get_the_vertices_on_their_border() -> None:
    before = board("AB")
    step = cut_out(before, box(80, 40, 130, 60), grid("A"), grid("C"))
    assert area(step.partition, ["c00", "c00~1", "c01"]) == [9_600, 400, 10_000]
    assert (step.touched, step.noded) == (codes("c00", "c00~1", "c01"), codes("c01"))
    assert step.partition.neighbours[code("c01")] == {"c00": 80, "c00~1": 20}
    assert len(step.partition.xy) == 6 + 4
    assert_sound(step.partition)


def test_a_locked_neighbour_may_get_vertices_but_no_land() -> None:
    locked = EditRules(locked=frozenset({grid("B")}))
    step = cut_out(board("AB"), box(80, 40, 130, 60), grid("A"), grid("C"), locked)
    assert step.noded == codes("c01")
    for giver, taker in (("A", "B"), ("B", "A")):
        with pytest.raises(GridLocked):
            cut_out(board("AB"), box(80, 40, 130, 60), grid(giver), grid(taker), locked)


def test_a_piece_that_parts_its_cell_makes_a_cell_of_each_rest() -> None:
    step = cut_out(board("A"), box(50, -5, 60, 105), grid("A"), grid("B"))
    assert area(step.partition, ["c00", "c00~1", "c00~2"]) == [5_000, 4_000, 1_000]
    assert [step.partition.grid_of(code(c)) for c in ("c00", "c00~1", "c00~2")] == ["A", "A", "B"]
    with pytest.raises(NotConnected):
        cut_out(board("A"), box(50, -5, 60, 105), grid("A"), grid("B"), EditRules())


def test_a_ring_that_crosses_itself_is_refused() -> None:
    eight = line((10, 10), (90, 90), (90, 10), (10, 90))
    with pytest.raises(WouldCross) as refused:
        cut_out(board("A"), eight, grid("A"), grid("B"))
    assert (refused.value.values["x_m"], refused.value.values["y_m"]) == (50, 50)


@pytest.mark.parametrize("x", [0.0, 500.0])
def test_a_ring_beside_the_grid_cuts_nothing(x: float) -> None:
    with pytest.raises(EditRefused) as refused:
        cut_out(board("BA"), box(x + 10, 10, x + 90, 90), grid("A"), grid("B"))
    assert refused.value.reason == "outside"


def test_codes_of_pieces_are_never_given_twice() -> None:
    first = cut_out(board("A"), box(10, 10, 20, 20), grid("A"), grid("B")).partition
    second = cut_out(first, box(30, 30, 40, 40), grid("A"), grid("B")).partition
    third = cut_out(second, box(10, 10, 15, 20), grid("B"), grid("C"))
    assert third.parents == {"c00~3": ("c00~1",)}


def test_a_line_splits_a_grid_and_the_lesser_side_is_new() -> None:
    step = split(board("AA"), line((30, -10), (30, 110)), (grid("A"), grid("N")))
    assert area(step.partition, ["c00", "c00~1"]) == [7_000, 3_000]
    assert step.partition.cells_of(grid("N")) == codes("c00~1")
    assert_sound(step.partition)


def test_a_split_along_borders_cuts_no_cell() -> None:
    line_ = line((100.2, -5), (99.9, 40), (100, 105))
    step = split(board("AAA"), line_, (grid("A"), grid("N")))
    assert step.touched == codes("c00")
    assert step.partition.cells_of(grid("N")) == codes("c00")


def test_a_slanting_split_over_several_cells() -> None:
    """From (0, 50) to (200, 150): below lie 200 × 100 = 20,000 m², a tie; the first side is new."""
    before = board("AA", "AA")
    step = split(before, line((-20, 40), (220, 160)), (grid("A"), grid("N")))
    assert grid_shape(step.partition, grid("N")).area == pytest.approx(20_000)
    assert grid_pieces(step.partition, grid("A")) == grid_pieces(step.partition, grid("N")) == 1
    assert_sound(step.partition)


@pytest.mark.parametrize(
    "drawn", [line((30, -10), (30, 60)), line((30, 20), (30, 60)), line((300, 0), (300, 100))]
)
def test_a_line_that_stops_within_the_grid_does_not_split_it(drawn: np.ndarray) -> None:
    with pytest.raises(EditRefused) as refused:
        split(board("AA"), drawn, (grid("A"), grid("N")))
    assert refused.value.reason == "not_across"


def test_a_line_from_the_rim_to_a_lake_does_not_split_a_ring() -> None:
    ring = shapely.difference(shapely.box(0, 0, 300, 300), square(1, 1))
    before = build_partition(layer({"a": ("A", ring)}))
    with pytest.raises(EditRefused):
        split(before, line((-10, 150), (150, 150)), (grid("A"), grid("N")))
    step = split(before, line((-10, 150), (310, 150)), (grid("A"), grid("N")))
    assert area(step.partition, ["a", "a~1"]) == [40_000, 40_000]
    assert_sound(step.partition)


def test_a_reshaped_border_follows_the_line() -> None:
    """The line runs 20 m into B: B gives a strip of 60 × 20 and two slopes of 20 × 20 / 2."""
    before = board("AB")
    step = reshape(before, line((100, 0), (120, 20), (120, 80), (100, 100)), (grid("A"), grid("B")))
    assert area(step.partition, ["c00", "c01", "c01~1"]) == [10_000, 8_400, 1_600]
    assert grid_shape(step.partition, grid("A")).area == 11_600
    assert_sound(step.partition)


def test_a_line_to_and_fro_gives_to_both_grids() -> None:
    """A zigzag from (100, 0) over (110, 25) and (90, 75): each gets a triangle of 50 × 10 / 2."""
    before = board("AB")
    zigzag = line((100, 0), (110, 25), (90, 75), (100, 100))
    step = reshape(before, zigzag, (grid("A"), grid("B")))
    assert area(step.partition, ["c00", "c00~1", "c01", "c01~1"]) == [9_750, 250, 9_750, 250]
    assert [step.partition.grid_of(code(one)) for one in ("c00~1", "c01~1")] == ["B", "A"]
    assert_sound(step.partition)


def test_ends_beyond_the_border_are_cut_off_at_it() -> None:
    step = reshape(
        board("AB"), line((90, 15), (120, 15), (120, 85), (80, 85)), (grid("A"), grid("B"))
    )
    assert grid_shape(step.partition, grid("A")).area == pytest.approx(10_000 + 20 * 70)


def test_a_border_may_end_elsewhere_on_the_rim() -> None:
    """From half-way up the border to (140, 100): A gains the triangle of 50 × 40 / 2."""
    before = board("AB", "CC")
    step = reshape(before, line((100, 50), (140, 100)), (grid("A"), grid("B")))
    assert grid_shape(step.partition, grid("A")).area == 11_000
    assert grid_shape(step.partition, grid("C")).area == 20_000
    over = reshape(before, line((95, 44), (100, 50), (156, 120)), (grid("A"), grid("B")))
    assert grid_shape(over.partition, grid("A")).area == pytest.approx(11_000)
    assert_sound(step.partition)


def test_around_an_island_the_smaller_piece_changes_hands() -> None:
    """The island's east side moves out by 20 m: the short way back is meant, not the long one."""
    sea = shapely.difference(shapely.box(0, 0, 300, 300), square(1, 1))
    before = build_partition(layer({"a": ("A", square(1, 1)), "b": ("B", sea)}))
    bulge = line((200, 100), (220, 100), (220, 200), (200, 200))
    step = reshape(before, bulge, (grid("A"), grid("B")))
    assert grid_shape(step.partition, grid("A")).area == 12_000
    assert_sound(step.partition)


@pytest.mark.parametrize(
    "drawn",
    [line((100, 50), (150, 50)), line((120, 20), (150, 50)), line((100, 0), (100, 100))],
)
def test_a_line_not_from_border_to_border_reshapes_nothing(drawn: np.ndarray) -> None:
    before = board("AB")
    image = to_bytes(before)
    with pytest.raises(EditRefused) as refused:
        reshape(before, drawn, (grid("A"), grid("B")))
    assert refused.value.reason == "off_border"
    assert to_bytes(before) == image


def test_reshaping_within_one_side_keeps_a_third_grid_out() -> None:
    before = board("AB", "CC")
    step = reshape(
        before,
        line((100, 10), (140, 10), (140, 130), (90, 130), (90, 40), (100, 40)),
        (grid("A"), grid("B")),
    )
    assert grid_shape(step.partition, grid("C")).area == 20_000
    assert_sound(step.partition)
    assert vertex_at(step.partition, 140, 100) >= len(before.xy)
