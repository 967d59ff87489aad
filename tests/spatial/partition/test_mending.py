"""What was cut off and came back is one cell again, and the cut leaves nothing behind."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from geo.spatial.partition import (
    Partition,
    add_area,
    cut_out,
    grid_shape,
    merge,
    reassign,
    split,
)
from geo.spatial.partition.measures import total_area_m2
from geo.spatial.partition.mending import mended
from tests.spatial.partition.random_edits import Hand
from tests.spatial.partition.squares import assert_sound, board

TOWN = board("AB", "AB")
"""Four squares of 100 m: c00 and c10 are A's, c01 and c11 B's."""


def _ring(west: float, south: float, east: float, north: float) -> np.ndarray:
    return np.array([(west, south), (east, south), (east, north), (west, north)], float)


def _mended(partition: Partition, base: Partition = TOWN) -> Partition:
    for step in mended(partition, base):
        partition = step.partition
    assert_sound(partition)
    return partition


def _rings(partition: Partition) -> dict[str, list[list[int]]]:
    return {code: [ring.tolist() for ring in cell.rings] for code, cell in partition.cells.items()}


def test_a_piece_that_was_cut_off_and_given_back_leaves_no_scar():
    cut = cut_out(TOWN, _ring(50, -10, 110, 60), "A", "B").partition
    assert set(cut.codes) == {"c00", "c00~1", "c01", "c10", "c11"}
    back = reassign(cut, ["c00~1"], "A").partition
    # The neighbour c01 had got a vertex where the cut met the common border: it is gone as well.
    assert len(_rings(back)["c01"][0]) == 5
    assert _rings(_mended(back)) == _rings(TOWN)
    assert _mended(back).members == TOWN.members


def test_a_split_that_is_merged_again_leaves_none_either():
    parted = split(TOWN, np.array([(30.0, -10.0), (30.0, 210.0)]), ("A", "C")).partition
    assert len(parted.codes) == 6
    assert _rings(_mended(merge(parted, "A", "C").partition)) == _rings(TOWN)


def test_pieces_of_different_grids_stay_apart():
    cut = cut_out(TOWN, _ring(50, -10, 110, 60), "A", "B").partition
    assert _mended(cut) is cut


def test_two_pieces_that_met_in_another_grid_become_one_under_the_earlier_code():
    first = cut_out(TOWN, _ring(60, -10, 110, 50), "A", "B").partition
    second = cut_out(first, _ring(60, 50, 110, 110), "A", "B").partition
    assert {"c00~1", "c00~2"} <= set(second.codes)
    joined = _mended(second)
    assert "c00~2" not in joined.codes
    # 40 m by 100 m of c00 are B's.
    assert total_area_m2(joined) == total_area_m2(TOWN)
    assert joined.grid_of("c00~1") == "B"


def test_pieces_of_one_grid_that_do_not_touch_stay_two():
    # A strip through the middle of c00 goes to B; what is left of it lies on both sides.
    cut = cut_out(TOWN, _ring(40, -10, 60, 110), "A", "B").partition
    assert sorted(one for one in cut.codes if one.startswith("c00")) == ["c00", "c00~1", "c00~2"]
    assert _mended(cut) is cut


def test_land_from_outside_is_no_piece_of_the_cell_it_is_named_after():
    grown = add_area(TOWN, _ring(-50, 0, 0, 100), "A").partition
    assert "c00~1" in grown.codes
    assert _mended(grown) is grown


def test_a_hole_that_is_filled_again_is_gone():
    holed = cut_out(TOWN, _ring(20, 20, 40, 40), "A", "B").partition
    assert len(_rings(holed)["c00"]) == 2
    back = reassign(holed, ["c00~1"], "A").partition
    assert _rings(_mended(back)) == _rings(TOWN)


def test_a_corner_of_the_cut_that_still_bends_a_border_stays():
    cut = cut_out(TOWN, _ring(50, -10, 110, 60), "A", "B").partition
    # Half of the piece comes back; the other half keeps its corners.
    again = cut_out(cut, _ring(50, -10, 80, 60), "B", "A").partition
    joined = _mended(again)
    assert sorted(one for one in joined.codes if one.startswith("c00")) == ["c00", "c00~1"]
    assert total_area_m2(joined) == total_area_m2(TOWN)


@pytest.mark.slow
@runs(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_whatever_was_edited_mending_moves_no_land_between_grids(seed):
    base = partition = board("AABB", "AABB", "CCDD")
    hand = Hand(seed)
    for _ in range(12):
        step = hand.edit(partition)
        partition = step.partition if step else partition
    joined = _mended(partition, base)
    assert len(joined.codes) <= len(partition.codes)
    assert joined.members.keys() == partition.members.keys()
    for grid in joined.members:
        off = shapely.symmetric_difference(grid_shape(joined, grid), grid_shape(partition, grid))
        assert shapely.area(off) < 1e-3
