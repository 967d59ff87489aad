"""Points follow moved borders, and lie where looking all of them up again would put them."""

from dataclasses import replace

import numpy as np
import pytest

from geo.spatial.partition import Partition, add_area, cut_out, move_vertex, reassign, remove_area
from geo.spatial.partition.points import NO_CELL, PointsByCell, points_by_cell, relocated
from tests.spatial.partition.random_edits import Hand
from tests.spatial.partition.squares import board, code, codes, grid, line, vertex_at


def placed(points: PointsByCell, partition: Partition) -> dict[str, list[int]]:
    every = (NO_CELL, *partition.codes)
    return {one: points.rows(one).tolist() for one in every if points.count(one)}


def given(*places: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([x for x, _ in places], float), np.array([y for _, y in places], float)


def test_points_lie_in_their_cells_and_on_borders_in_the_lowest() -> None:
    points = points_by_cell(board("AB"), *given((150, 50), (100, 50), (50, 50), (200, 0), (300, 0)))
    assert placed(points, board("AB")) == {"c00": [1, 2], "c01": [0, 3], "": [4]}


def test_a_moved_vertex_moves_the_points_it_passes() -> None:
    """The middle goes from x = 100 to 120: of the points at 105 and 115 on y = 90 both pass."""
    before = board("AB", "AB")
    points = points_by_cell(before, *given((105, 90), (115, 90), (130, 90), (110, 10)))
    step = move_vertex(before, vertex_at(before, 100, 100), (120, 100))
    after, moves = relocated(points, before, step)
    assert placed(after, step.partition) == {"c00": [0, 1], "c01": [2, 3]}
    assert sorted(moves.rows.tolist()) == [0, 1]
    assert {moves.codes[one] for one in moves.before} == {"c01"}
    assert {moves.codes[one] for one in moves.after} == {"c00"}
    assert placed(points, before) == {"c01": [0, 1, 2, 3]}


def test_a_point_on_a_new_border_goes_to_the_lower_code() -> None:
    before = board("A")
    points = points_by_cell(before, *given((40, 50), (50, 50), (60, 40)))
    ring = line((40, 40), (60, 40), (60, 60), (40, 60))
    step = cut_out(before, ring, grid("A"), grid("B"))
    assert placed(relocated(points, before, step)[0], step.partition) == {
        "c00": [0, 2],
        "c00~1": [1],
    }


def test_new_land_takes_points_from_outside_and_removed_land_gives_them_back() -> None:
    before = board("A")
    points = points_by_cell(before, *given((150, 50), (100, 50), (250, 50)))
    step = add_area(before, line((100, 0), (200, 0), (200, 100), (100, 100)), grid("A"))
    after, _ = relocated(points, before, step)
    assert placed(after, step.partition) == {"c00": [1], "c00~1": [0], "": [2]}
    gone = remove_area(step.partition, codes("c00"))
    last, moves = relocated(after, step.partition, gone)
    assert placed(last, gone.partition) == {"c00~1": [0, 1], "": [2]}
    assert moves.rows.tolist() == [1]


def test_new_land_with_a_lower_code_takes_the_border_of_its_neighbour() -> None:
    """Land named after c00 lies beside c01 as well: the points between go to c00~1."""
    before = board("A.", "AB")
    points = points_by_cell(before, *given((150, 100)))
    step = add_area(before, line((100, 0), (200, 0), (200, 100), (100, 100)), grid("A"))
    assert placed(relocated(points, before, step)[0], step.partition) == {"c00~1": [0]}


def test_land_takes_the_border_of_a_neighbour_that_got_a_vertex_as_well() -> None:
    """Land along y = 100 from x = 100 to 250: c12 has no vertex at 250, so it gets one.

    The point at x = 200 lies between c11, c12 and the land, named c00~1 after c00.
    """
    before = board("A..", "ABB")
    points = points_by_cell(before, *given((225, 100), (200, 100), (150, 100)))
    step = add_area(before, line((100, 0), (250, 0), (250, 100), (100, 100)), grid("A"))
    assert step.noded
    fresh = points_by_cell(step.partition, *given((225, 100), (200, 100), (150, 100)))
    assert placed(relocated(points, before, step)[0], step.partition) == {"c00~1": [0, 1, 2]}
    assert placed(fresh, step.partition) == {"c00~1": [0, 1, 2]}


def test_a_tenth_piece_takes_the_border_of_the_second_as_its_code_is_lower() -> None:
    """A piece of c00~3 beside c00~2 is called c00~10, which comes before c00~2 in the alphabet."""
    start = replace(board("A"), issued={code("c00"): 1})
    second = cut_out(start, line((20, 20), (40, 20), (40, 40), (20, 40)), grid("A"), grid("B"))
    third = cut_out(
        second.partition, line((40, 20), (60, 20), (60, 40), (40, 40)), grid("A"), grid("C")
    )
    before = replace(third.partition, issued={code("c00"): 9})
    points = points_by_cell(before, *given((40, 30)))
    assert placed(points, before) == {"c00~2": [0]}
    step = cut_out(before, line((40, 20), (50, 20), (50, 40), (40, 40)), grid("C"), grid("D"))
    assert placed(relocated(points, before, step)[0], step.partition) == {"c00~10": [0]}


def test_labels_move_no_points() -> None:
    before = board("AB")
    points = points_by_cell(before, *given((150, 50)))
    after, moves = relocated(points, before, reassign(before, codes("c01"), grid("A")))
    assert after is points
    assert len(moves.rows) == 0
    assert after.count(code("c01")) == 1


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_relocated_points_are_where_a_new_look_up_puts_them(seed: int) -> None:
    """Vertices and a raster are points too, so ties are met; 60 random edits, each compared."""
    partition = board("AABB", "AABB", "CCDD", "CCD.")
    rng = np.random.default_rng(seed)
    raster = np.stack(np.meshgrid(np.arange(0, 450, 25.0), np.arange(0, 450, 25.0)), axis=-1)
    xy = np.vstack((rng.uniform(-50, 450, (2_000, 2)), partition.xy, raster.reshape(-1, 2)))
    points, hand = points_by_cell(partition, xy[:, 0], xy[:, 1]), Hand(seed)
    for _ in range(60):
        step = hand.edit(partition)
        if step is not None:
            points, _ = relocated(points, partition, step)
            partition = step.partition
            fresh = points_by_cell(partition, xy[:, 0], xy[:, 1])
            assert placed(points, partition) == placed(fresh, partition)
