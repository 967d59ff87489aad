"""Moving, inserting and deleting vertices on a board of squares of 100 m."""

import pytest

from geo.domain.errors import EditRefused, GridLocked, NotFound, WouldCross
from geo.spatial.partition import (
    EditRules,
    delete_vertex,
    insert_vertex,
    move_vertex,
    to_bytes,
    total_area_m2,
)
from tests.spatial.partition.squares import area, assert_sound, board, codes, grid, vertex_at


def test_the_neighbours_of_a_moved_vertex_follow() -> None:
    """The middle goes 10 m east: each of the left cells gains a triangle of 10 × 100 / 2."""
    before = board("AB", "AB")
    step = move_vertex(before, vertex_at(before, 100, 100), (110, 100))
    assert step.touched == codes("c00", "c01", "c10", "c11")
    assert area(step.partition, step.touched) == [10_500, 9_500, 10_500, 9_500]
    assert total_area_m2(step.partition) == total_area_m2(before) == 40_000
    assert area(before, ["c00"]) == [10_000]
    assert_sound(step.partition)


def test_a_moved_vertex_gets_a_new_id_and_its_old_one_is_gone() -> None:
    before = board("AB", "AB")
    middle = vertex_at(before, 100, 100)
    step = move_vertex(before, middle, (110, 100))
    with pytest.raises(NotFound):
        move_vertex(step.partition, middle, (120, 100))
    again = move_vertex(step.partition, 9, (100, 100))
    assert area(again.partition, ["c00"]) == [10_000]


def test_two_edits_of_one_value_do_not_see_each_other() -> None:
    before = board("AB", "AB")
    middle = vertex_at(before, 100, 100)
    one, other = (move_vertex(before, middle, (x, 100)) for x in (110, 130))
    assert area(one.partition, ["c00"]) == [10_500]
    assert area(other.partition, ["c00"]) == [11_500]


@pytest.mark.parametrize("to", [(250.0, 100.0), (100.0, 200.0), (200.0, 200.0), (100.0, 250.0)])
def test_a_vertex_moved_over_a_border_is_refused(to: tuple[float, float]) -> None:
    before = board("AB", "AB")
    image = to_bytes(before)
    with pytest.raises(WouldCross) as refused:
        move_vertex(before, vertex_at(before, 100, 100), to)
    assert {"x_m", "y_m"} <= set(refused.value.values)
    assert to_bytes(before) == image


def test_a_vertex_of_the_outer_border_stays() -> None:
    before = board("AB", "AB")
    with pytest.raises(EditRefused) as refused:
        move_vertex(before, vertex_at(before, 100, 0), (110, 0))
    assert refused.value.reason == "outer_border"


def test_an_inserted_vertex_is_in_both_cells() -> None:
    before = board("AB")
    low, high = vertex_at(before, 100, 0), vertex_at(before, 100, 100)
    step = insert_vertex(before, high, low, (120, 50))
    assert area(step.partition, ["c00", "c01"]) == [11_000, 9_000]
    assert step.touched == codes("c00", "c01")
    assert_sound(step.partition)


def test_a_vertex_inserted_on_the_outer_border_keeps_the_line() -> None:
    before = board("AB")
    step = insert_vertex(before, vertex_at(before, 0, 0), vertex_at(before, 100, 0), (50, -20))
    assert area(step.partition, ["c00"]) == [10_000]
    back = delete_vertex(step.partition, vertex_at(step.partition, 50, 0))
    assert len(back.partition.cells[codes("c00")[0]].rings[0]) == 4


def test_no_vertex_is_inserted_between_two_that_share_no_edge() -> None:
    before = board("AB")
    with pytest.raises(NotFound):
        insert_vertex(before, vertex_at(before, 0, 0), vertex_at(before, 100, 100), (50, 50))


def test_a_deleted_vertex_straightens_both_sides() -> None:
    before = board("AB")
    low, high = vertex_at(before, 100, 0), vertex_at(before, 100, 100)
    bent = insert_vertex(before, low, high, (120, 50)).partition
    step = delete_vertex(bent, vertex_at(bent, 120, 50))
    assert area(step.partition, ["c00", "c01"]) == [10_000, 10_000]
    assert_sound(step.partition)


def test_junctions_and_corners_of_the_outer_border_are_not_deleted() -> None:
    before = board("AB", "AB")
    with pytest.raises(EditRefused) as junction:
        delete_vertex(before, vertex_at(before, 100, 100))
    with pytest.raises(EditRefused) as corner:
        delete_vertex(before, vertex_at(before, 0, 0))
    assert (junction.value.reason, corner.value.reason) == ("junction", "outer_border")


def test_a_locked_neighbour_refuses_the_move_of_a_shared_vertex() -> None:
    before = board("AB", "AB")
    with pytest.raises(GridLocked) as refused:
        move_vertex(
            before,
            vertex_at(before, 100, 100),
            (110, 100),
            EditRules(locked=frozenset({grid("B")})),
        )
    assert refused.value.values["grid"] == "B"
