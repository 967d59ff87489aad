"""Laws that every sequence of edits keeps, on boards with holes, islands and exclaves."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from geo.spatial.partition import (
    EditRules,
    Partition,
    Step,
    cell_shapes,
    grid_pieces,
    to_bytes,
    total_area_m2,
)
from geo.spatial.partition.contacts import contacts
from geo.spatial.partition.value import around
from tests.spatial.partition.random_edits import Hand
from tests.spatial.partition.squares import board

pytestmark = pytest.mark.slow

EDITS = 12
BOARDS = (
    ("AABB", "AABB", "CCDD"),
    ("AAA.B", "A.ABB", "AAACB", "..CCC"),
    ("AB.BA", "ABBBA", "AAAAA"),
    ("A",),
)
Story = list[tuple[Partition, Step]]


def story(rows: tuple[str, ...], seed: int, rules: EditRules | None = None) -> Story:
    """Return some random edits of a board: the partition before each, and its step."""
    partition, found = board(*rows), []
    hand = Hand(seed) if rules is None else Hand(seed, rules)
    for _ in range(EDITS):
        step = hand.edit(partition)
        if step is not None:
            found.append((partition, step))
            partition = step.partition
    return found


stories = st.builds(story, st.sampled_from(BOARDS), st.integers(0, 2**32 - 1))
few = runs(max_examples=25)


def land_m2(step: Step, before: Partition) -> float:
    """Return what a step adds to the whole: cells without parents, less those removed."""
    new = [c for c in step.touched if c not in before.cells and c not in step.parents]
    gone = shapely.area(cell_shapes(before, step.removed)).sum()
    return float(shapely.area(cell_shapes(step.partition, new)).sum() - gone)


@few
@given(stories)
def test_no_area_is_lost(edits: Story) -> None:
    for before, step in edits:
        expected = total_area_m2(before) + land_m2(step, before)
        assert total_area_m2(step.partition) == pytest.approx(expected, rel=1e-9)


@few
@given(stories)
def test_touched_cells_and_their_neighbours_tile(edits: Story) -> None:
    for _, step in edits:
        shapes = cell_shapes(step.partition, around(step.partition, step.touched))
        assert shapely.is_valid(shapes).all()
        assert shapely.coverage_is_valid(shapes)


@few
@given(stories)
def test_cells_that_are_not_touched_are_what_they_were(edits: Story) -> None:
    for before, step in edits:
        for code, cell in step.partition.cells.items():
            if code not in step.touched:
                assert cell is before.cells[code]
        assert before.cells.keys() - step.partition.cells.keys() == set(step.removed)


@few
@given(st.sampled_from(BOARDS), st.integers(0, 2**32 - 1))
def test_the_same_edits_again_give_the_same_bytes(rows: tuple[str, ...], seed: int) -> None:
    once, again = story(rows, seed), story(rows, seed)
    assert [to_bytes(s.partition) for _, s in once] == [to_bytes(s.partition) for _, s in again]


@few
@given(st.sampled_from(BOARDS), st.integers(0, 2**32 - 1))
def test_undoing_gives_the_bytes_of_before_and_refusing_changes_nothing(
    rows: tuple[str, ...], seed: int
) -> None:
    """Every value is read when it is new, when the next edit is made or refused, and at the end."""
    partition, hand = board(*rows), Hand(seed)
    values, images = [partition], [to_bytes(partition)]
    for _ in range(EDITS):
        step = hand.edit(partition)
        assert to_bytes(partition) == images[-1]
        if step is not None:
            partition = step.partition
            values.append(partition)
            images.append(to_bytes(partition))
    assert [to_bytes(value) for value in values] == images


@few
@given(stories)
def test_neighbours_kept_up_to_date_are_those_made_anew(edits: Story) -> None:
    for _, step in edits:
        after = step.partition
        assert contacts(dict(after.cells), after.xy) == after.neighbours
        shapes = cell_shapes(after)
        assert np.array_equal(shapely.bounds(shapes), after.boxes)


@few
@given(st.sampled_from(BOARDS), st.integers(0, 2**32 - 1))
def test_under_the_rules_no_grid_gets_more_pieces(rows: tuple[str, ...], seed: int) -> None:
    for before, step in story(rows, seed, EditRules()):
        for grid in step.partition.members:
            pieces = grid_pieces(step.partition, grid)
            assert pieces <= max(grid_pieces(before, grid), 1)


@few
@given(st.sampled_from(BOARDS), st.integers(0, 2**32 - 1))
def test_a_locked_grid_keeps_its_land(rows: tuple[str, ...], seed: int) -> None:
    locked = board(*rows).grid_of(board(*rows).codes[0])
    for before, step in story(rows, seed, EditRules(locked=frozenset({locked}))):
        own = before.cells_of(locked)
        assert step.partition.cells_of(locked) == own
        old, new = cell_shapes(before, own), cell_shapes(step.partition, own)
        assert shapely.area(shapely.symmetric_difference(old, new)).max() < 1e-6
