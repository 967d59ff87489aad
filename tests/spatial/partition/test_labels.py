"""Reassigning cells and merging grids: labels change, shapes do not, rules are held to."""

import pytest

from geo.domain.codes import AreaCode
from geo.domain.errors import GridLocked, LeavesVillage, NotConnected, NotFound
from geo.spatial.partition import EditRules, grid_pieces, grid_shape, merge, reassign
from tests.spatial.partition.squares import assert_sound, board, code, codes, grid


def test_a_reassigned_cell_changes_its_label_alone() -> None:
    before = board("AB", "AB")
    step = reassign(before, codes("c01"), grid("A"))
    assert step.touched == codes("c01")
    assert step.partition.cells_of(grid("A")) == codes("c00", "c01", "c10")
    assert grid_shape(step.partition, grid("A")).area == 30_000
    assert before.grid_of(code("c01")) == "B"
    assert_sound(step.partition)


def test_cells_of_the_grid_already_are_not_touched() -> None:
    before = board("AB")
    assert reassign(before, codes("c00"), grid("A")).touched == ()


def test_a_grid_does_not_fall_apart_unless_it_may() -> None:
    before = board("ABA", "AAA")
    with pytest.raises(NotConnected) as refused:
        reassign(before, codes("c11"), grid("B"), EditRules())
    assert refused.value.values["pieces"] == 2
    free = EditRules(may_disconnect=True)
    step = reassign(before, codes("c11"), grid("B"), free)
    assert grid_pieces(step.partition, grid("A")) == 2


def test_a_grid_that_is_in_pieces_may_stay_so() -> None:
    before = board("ABA", "ABC")
    step = reassign(before, codes("c12"), grid("A"), EditRules())
    assert grid_pieces(step.partition, grid("A")) == 2


def test_touching_in_a_corner_is_no_connection() -> None:
    assert grid_pieces(board("AB", "BA"), grid("A")) == 2


def test_a_grid_stays_in_its_village_unless_it_may_leave() -> None:
    villages = {code(one): AreaCode(v) for one, v in (("c00", "1"), ("c01", "1"), ("c02", "2"))}
    before = board("AAB")
    with pytest.raises(LeavesVillage) as refused:
        reassign(before, codes("c01"), grid("B"), EditRules(village_of_cell=villages))
    assert refused.value.values["village"] == "2"
    over = EditRules(village_of_cell=villages, may_leave_village=True)
    assert reassign(before, codes("c01"), grid("B"), over).touched == codes("c01")


@pytest.mark.parametrize("locked", ["A", "B"])
def test_a_locked_grid_neither_gives_nor_takes(locked: str) -> None:
    with pytest.raises(GridLocked):
        reassign(board("AB"), codes("c00"), grid("B"), EditRules(locked=frozenset({grid(locked)})))


def test_an_unknown_cell_is_not_found() -> None:
    with pytest.raises(NotFound):
        reassign(board("AB"), codes("zz"), grid("B"))


def test_a_merged_grid_is_gone() -> None:
    step = merge(board("ABC"), grid("A"), grid("B"))
    assert step.touched == codes("c01")
    assert set(step.partition.members) == {"A", "C"}
    with pytest.raises(NotFound):
        merge(step.partition, grid("A"), grid("B"))
