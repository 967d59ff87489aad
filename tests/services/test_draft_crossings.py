"""What the border of a draft's grid runs through: known cell by cell, equal to that of the outline.

Cells are squares of 100 m; cell `c12` stands in row 1 and column 2.
"""

import numpy as np
import pytest
import shapely

from geo.services.drafting.crossings import Crossings
from geo.spatial.partition import Partition, grid_shape, reassign
from tests.spatial.partition.random_edits import Hand
from tests.spatial.partition.squares import board, codes, grid

ROWS = ("AAAB", "ACAB", "AADD")
EDITS = 40
NOTHING = shapely.STRtree(np.empty(0, object))


def _tree(*shapes: shapely.Geometry) -> shapely.STRtree:
    return shapely.STRtree(np.array(shapes, object))


def _cut_m(crossings: Crossings, partition: Partition, name: str) -> dict[int, float]:
    cells = partition.cells_of(grid(name))
    found = crossings.buildings_cut_m(partition, cells)
    return {place: length_m for place, length_m in found.items() if length_m > 0}


def test_a_house_on_the_common_border_is_cut_by_both_grids_for_as_far_as_the_border_runs_in_it():
    """From y = 10 to 40 on the line x = 300 between A and B: 30 m."""
    crossings = Crossings(_tree(shapely.box(290, 10, 310, 40)), NOTHING)
    partition = board(*ROWS)
    assert _cut_m(crossings, partition, "A") == {0: 30.0}
    assert _cut_m(crossings, partition, "B") == {0: 30.0}
    assert _cut_m(crossings, partition, "C") == {}


def test_a_house_on_a_border_between_two_cells_of_one_grid_is_not_cut():
    crossings = Crossings(_tree(shapely.box(90, 10, 110, 40)), NOTHING)
    assert _cut_m(crossings, board(*ROWS), "A") == {}


def test_a_barrier_counts_in_every_cell_that_it_runs_through():
    """From x = 50 to 350 through the lowest row: 250 m in A, 50 m in B."""
    crossings = Crossings(NOTHING, _tree(shapely.LineString([(50, 50), (350, 50)])))
    partition = board(*ROWS)
    assert crossings.barriers_m(partition, partition.cells_of(grid("A"))) == 250
    assert crossings.barriers_m(partition, partition.cells_of(grid("B"))) == 50


def test_only_cells_with_other_rings_are_looked_at_again():
    partition = board(*ROWS)
    crossings = Crossings(_tree(shapely.box(290, 10, 310, 40)), NOTHING)
    assert crossings.look(partition, partition.codes) == 12
    given = reassign(partition, codes("c02"), grid("B")).partition
    assert crossings.look(given, given.codes) == 0
    step = Hand(1).kinds()["insert"](partition)
    assert crossings.look(step.partition, step.partition.codes) == len(step.touched)


@pytest.mark.parametrize("seed", range(4))
def test_cell_by_cell_gives_what_the_outline_gives_edit_after_edit(seed):
    rng = np.random.default_rng(seed)
    middles = rng.uniform(0, 400, (60, 2))
    half = rng.uniform(2, 30, (60, 2))
    houses = shapely.box(*(middles - half).T, *(middles + half).T)
    crossings = Crossings(_tree(*houses), _tree(shapely.LineString(middles[:20])))
    partition, hand = board(*ROWS), Hand(seed)
    for _ in range(EDITS):
        step = hand.edit(partition)
        partition = step.partition if step else partition
        for code in sorted(partition.members):
            border = shapely.boundary(grid_shape(partition, code))
            length_m = shapely.length(shapely.intersection(houses, border))
            found = np.zeros(len(houses))
            for place, cut_m in _cut_m(crossings, partition, code).items():
                found[place] = cut_m
            assert found == pytest.approx(length_m, abs=1e-6)
